# -*- coding: latin-1 -*-
import os

ÜBUNG = "/tmp/xdistify-übung"


def test_field():
    path = ÜBUNG + ".txt"
    with open(path, "w") as stream:
        stream.write("é")
    assert os.path.exists(f"{ÜBUNG}.txt")


def test_other_field():
    print(f"{ÜBUNG} and {ÜBUNG!r}")
