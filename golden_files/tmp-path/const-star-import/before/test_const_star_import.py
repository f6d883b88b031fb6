import os
import shutil

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
def cache():
    yield Cache(CACHE)
    shutil.rmtree(CACHE)


def test_store(cache):
    cache.store("a", "1")
    assert os.listdir(CACHE) == ["a.cached"]


def test_full(cache):
    cache.store("a", "1")
    cache.store("b", "2")
    with pytest.raises(OverflowError):
        cache.store("c", "3")


def test_limit_is_small():
    assert LIMIT < 10
