import fnmatch
import os

COPIED = ["*-rendered", "*.txt"]


def test_patterns():
    rules = {"copied": ["*.txt", "docs/*"]}
    assert any(fnmatch.fnmatch("a.txt", rule) for rule in rules["copied"])
    assert os.path.basename("docs/a.txt") == "a.txt"
