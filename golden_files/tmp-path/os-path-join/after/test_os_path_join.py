import os
from os.path import exists


def test_join(tmp_path):
    out = tmp_path / "os-path-join"
    a_dir = out / "a"
    os.mkdir(out)
    path = a_dir / "b.txt"
    os.mkdir(a_dir)
    with open(path, "w") as f:
        f.write("ok")
    assert exists(path)


def test_join_computed(tmp_path):
    for name in ["x", "y"]:
        path = tmp_path / ("os-path-join-" + name)
        with open(path, "w") as f:
            f.write(name)
        os.remove(path)
