import sys


def words():
    return list(sys.argv[1:])


def test_words():
    assert words() == sys.argv[1:]
