import json
from os.path import (
    basename,
    dirname,
)


def test_one(tmp_path):
    name = tmp_path / "imports-unused.json"
    with open(name, "w") as f:
        json.dump([], f)
    assert basename(dirname(__file__))


def test_two(tmp_path):
    name = tmp_path / "imports-unused-too.json"
    with open(name, "w") as f:
        json.dump([], f)
