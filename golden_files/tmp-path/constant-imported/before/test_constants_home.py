"""Paths that the tests share."""

EXPORT = "/tmp/constant-imported.json"
LIMIT = 10


def test_limit():
    assert LIMIT > 0
