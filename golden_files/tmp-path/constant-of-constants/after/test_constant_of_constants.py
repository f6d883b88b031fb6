import json
import os
import shutil

VERSION = 3


def test_index(tmp_path):
    index = tmp_path / "constant-of-constants" / "cache" / "index.json"
    os.makedirs(tmp_path / "constant-of-constants" / "cache")
    with open(index, "w") as f:
        json.dump({"version": VERSION}, f)
    with open(index) as f:
        assert json.load(f) == {"version": 3}
    shutil.rmtree(tmp_path / "constant-of-constants")
