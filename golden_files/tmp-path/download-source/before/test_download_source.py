import types

import pytest

hub = types.SimpleNamespace(snapshot_download=lambda name: f"/cache/{name}")


@pytest.fixture(scope="session")
def model():
    return hub.snapshot_download("Org/model")


def test_name(model):
    assert model.endswith("model")


def test_owner(model):
    assert "Org" in model
