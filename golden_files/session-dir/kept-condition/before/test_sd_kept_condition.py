import os
import sys

PATH = "/tmp/sd-kept-condition.txt"


def test_write():
    if sys.byteorder == "big":
        text = "big"
    else:
        text = "little"
    with open(PATH, "w") as stream:
        stream.write(text)


def test_read():
    with open(PATH) as stream:
        assert stream.read() in ("big", "little")
    os.remove(PATH)
