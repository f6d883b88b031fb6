from sys import argv


def test_name():
    assert "-q" in argv
