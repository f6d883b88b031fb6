import os

FLAG = "/tmp/sd-flag"


def test_absent():
    assert not os.path.exists(FLAG)


def test_raise_flag():
    open(FLAG, "w").close()
    assert os.path.exists(FLAG)


def test_present():
    assert os.path.isfile(FLAG)


def test_lower_flag():
    os.remove(FLAG)


def test_absent_again():
    assert not os.path.exists(FLAG)
