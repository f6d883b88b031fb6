import os

TMP = "/tmp/"


def test_two_literals():
    name = "/tmp/" + "plus-literals.txt"
    with open(name, "w") as f:
        f.write("ok")
    os.remove(name)


def test_constant_plus_literal():
    with open(TMP + "plus-constant.txt", "w") as f:
        assert f.write("ok") == 2


def test_suffix():
    stem = "/tmp/plus-stem"
    with open(stem + ".log", "w") as f:
        f.write("ok")
    assert os.path.isfile(stem + ".log")
    os.remove(stem + ".log")
