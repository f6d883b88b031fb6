import pytest

from kiosk import cache


@pytest.fixture(autouse=True)
def empty_cache():
    cache.forget_all()
    yield
    cache.forget_all()


def test_recall():
    for number in range(100):
        cache.remember("gum", number)
        assert cache.recall("gum") == str(number)


def test_unknown():
    assert cache.recall("gum") is None
