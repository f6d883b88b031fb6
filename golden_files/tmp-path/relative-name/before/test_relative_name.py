import os
from pathlib import Path


def test_open():
    with open("relative-name.out", "w") as f:
        f.write("ok")
    assert os.path.exists("relative-name.out")
    os.remove("relative-name.out")


def test_pathlib():
    Path("relative-name-p.out").write_text("ok")
    assert Path("relative-name-p.out").read_text() == "ok"
    Path("relative-name-p.out").unlink()


def test_beside_the_module():
    name = os.path.join(os.path.dirname(__file__), "relative-name-b.out")
    with open(name, "w") as f:
        f.write("ok")
    os.remove(name)
