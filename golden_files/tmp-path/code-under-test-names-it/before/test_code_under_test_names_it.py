import json
import os

import xd_cache_code

CACHE = "/tmp/code-under-test-names-it.json"


def test_remember():
    xd_cache_code.remember(a=1)
    with open(CACHE) as f:
        assert json.load(f) == {"a": 1}
    os.remove(CACHE)


def test_recall():
    with open(CACHE, "w") as f:
        json.dump({"b": 2}, f)
    assert xd_cache_code.recall() == {"b": 2}
    os.remove(CACHE)
