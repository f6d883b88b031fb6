import json
import os

VERSION = 3


def test_index(tmp_path):
    cache = tmp_path / "cache"
    index = cache / "index.json"
    os.makedirs(cache)
    with open(index, "w") as f:
        json.dump({"version": VERSION}, f)
    with open(index) as f:
        assert json.load(f) == {"version": 3}
