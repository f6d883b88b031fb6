import sys

given = []


def setup_module():
    given.extend(sys.argv)


def test_given():
    assert "-q" in given
