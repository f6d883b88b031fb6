import sys


def is_given(word):
    return word in sys.argv


def test_given():
    assert is_given("-q")
