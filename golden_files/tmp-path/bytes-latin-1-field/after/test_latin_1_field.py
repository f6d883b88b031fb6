# -*- coding: latin-1 -*-
import os

ÜBUNG = "/tmp/xdistify-übung"


def test_field(tmp_path):
    path = tmp_path / "xdistify-übung.txt"
    with open(path, "w") as stream:
        stream.write("é")
    assert os.path.exists(path)


def test_other_field():
    print(f"{ÜBUNG} and {ÜBUNG!r}")
