"""Paths that the tests share."""

LIMIT = 10


def test_limit():
    assert LIMIT > 0
