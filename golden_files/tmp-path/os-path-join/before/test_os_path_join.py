import os
import shutil
from os.path import exists, join

OUT = join("/tmp", "os-path-join")


def test_join():
    os.mkdir(OUT)
    path = os.path.join(OUT, "a", "b.txt")
    os.mkdir(os.path.join(OUT, "a"))
    with open(path, "w") as f:
        f.write("ok")
    assert exists(path)
    shutil.rmtree(OUT)


def test_join_computed():
    for name in ["x", "y"]:
        path = os.path.join("/tmp", "os-path-join-" + name)
        with open(path, "w") as f:
            f.write(name)
        os.remove(path)
