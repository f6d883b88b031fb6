import os


def test_single(tmp_path):
    name = tmp_path / "percent-single.txt"
    with open(name, "w") as f:
        f.write("ok")


def test_folder(tmp_path):
    base = tmp_path / "percent-base"
    os.makedirs(base)
    with open(base / "data.txt", "w") as f:
        f.write("ok")


def test_computed(tmp_path):
    for n in (1, 2):
        fname = tmp_path / ("percent-%d-of-%d.txt" % (n, 2))
        with open(fname, "w") as f:
            f.write("ok")
        os.remove(fname)
