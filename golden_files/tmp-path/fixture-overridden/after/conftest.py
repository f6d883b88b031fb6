import pytest


@pytest.fixture
def target(tmp_path):
    yield tmp_path / "fixture-overridden-conftest.txt"
