import json
import tempfile
from os import path, remove
from os.path import (
    basename,
    dirname,
    join,
)


def test_one():
    name = join(tempfile.gettempdir(), "imports-unused.json")
    with open(name, "w") as f:
        json.dump([], f)
    assert basename(dirname(__file__))
    remove(name)


def test_two():
    name = path.join("/tmp", "imports-unused-too.json")
    with open(name, "w") as f:
        json.dump([], f)
    remove(name)
