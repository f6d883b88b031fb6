import json
import os
import shutil

ROOT = "/tmp/constant-of-constants"
CACHE = os.path.join(ROOT, "cache")
INDEX = CACHE + "/index.json"
VERSION = 3


def test_index():
    os.makedirs(CACHE)
    with open(INDEX, "w") as f:
        json.dump({"version": VERSION}, f)
    with open(INDEX) as f:
        assert json.load(f) == {"version": 3}
    shutil.rmtree(ROOT)
