import os

from kept_several_calls_code import ready, save

PATH = "/tmp/sd-kept-several-calls.txt"


def test_save():
    assert ready() and save(PATH, "abc") == 3


def test_load():
    with open(PATH) as stream:
        assert stream.read() == "abc"
    os.remove(PATH)
