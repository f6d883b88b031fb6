import pytest


@pytest.mark.parametrize("name", {"a", "b"})  # xdistify: ignore[stable-params] run serially
def test_name(name):
    assert name
