import json
import os

import pytest

DUMPS = [
    {"path": "/tmp/param-rows/flat.json", "value": [1, 2]},
    {"path": "/tmp/param-rows/deep/down.json", "value": {"a": None}},
]


def dump(path, value):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as f:
        json.dump(value, f)


def undump(path):
    with open(path) as f:
        return json.load(f)


@pytest.mark.parametrize("row", DUMPS, ids=lambda row: os.path.basename(row["path"]))
def test_dump(row):
    dump(row["path"], row["value"])
    assert undump(row["path"]) == row["value"]


@pytest.mark.parametrize("row", DUMPS, ids=["flat", "deep"])
def test_dump_twice(row):
    dump(row["path"], "older")
    dump(row["path"], row["value"])
    assert undump(row["path"]) == row["value"]
