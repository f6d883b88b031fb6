import os
import shutil
from os.path import exists


def test_join(tmp_path):
    out = tmp_path / "os-path-join"
    os.mkdir(out)
    path = out / "a" / "b.txt"
    os.mkdir(out / "a")
    with open(path, "w") as f:
        f.write("ok")
    assert exists(path)
    shutil.rmtree(out)


def test_join_computed(tmp_path):
    for name in ["x", "y"]:
        path = tmp_path / ("os-path-join-" + name)
        with open(path, "w") as f:
            f.write(name)
        os.remove(path)
