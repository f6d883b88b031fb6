import os

import pytest


class Bad(Exception):
    pass


def load(path):
    with open(path) as f:
        if f.read() == "no":
            raise Bad("bad file: " + path)


def test_error():
    with open("m.txt", "w") as f:
        f.write("no")
    with pytest.raises(Bad, match=r"^bad file: m\.txt$"):
        load("m.txt")
    os.remove("m.txt")
