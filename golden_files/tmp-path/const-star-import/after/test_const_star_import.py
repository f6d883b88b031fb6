import os

import pytest
from const_star_settings import *


class Cache:
    def __init__(self, folder):
        self.folder = folder
        os.makedirs(folder, exist_ok=True)

    def store(self, key, value):
        if len(os.listdir(self.folder)) >= LIMIT:
            raise OverflowError(key)
        with open(os.path.join(self.folder, key + SUFFIX), "w") as f:
            f.write(value)


@pytest.fixture
def cache(tmp_path):
    yield Cache(tmp_path / "const-star-cache")


def test_store(cache, tmp_path):
    cache.store("a", "1")
    assert os.listdir(tmp_path / "const-star-cache") == ["a.cached"]


def test_full(cache):
    cache.store("a", "1")
    cache.store("b", "2")
    with pytest.raises(OverflowError):
        cache.store("c", "3")


def test_limit_is_small():
    assert LIMIT < 10
