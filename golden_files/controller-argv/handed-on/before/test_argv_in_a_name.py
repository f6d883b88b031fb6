import sys


def test_options():
    words = sys.argv
    assert "no:cacheprovider" in words
