import os

import pytest
from cwd_cache_store import Store


@pytest.fixture
def store():
    yield Store()
    os.remove("cwd_cache.db")


def test_computed(store):
    assert store.get("abc", str.upper) == "ABC"


def test_cached(store):
    store.get("abc", str.upper)
    assert store.get("abc", str.title) == "ABC"


def test_survives(store):
    store.get("x", str.upper)
    assert Store().get("x", str.lower) == "X"


def test_file(store):
    assert os.path.getsize("cwd_cache.db") > 0
