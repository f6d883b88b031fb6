import os

NAME = "sd_result.out"


def test_a_create():
    with open(NAME, "w") as f:
        f.write("1")


def test_b_read():
    assert open(NAME).read() == "1"


def test_c_remove():
    os.remove(NAME)
    assert not os.path.exists(NAME)
