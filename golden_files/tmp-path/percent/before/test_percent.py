import os

BASE = "/tmp/percent-base"


def test_single():
    name = "/tmp/percent-%s.txt" % "single"
    with open(name, "w") as f:
        f.write("ok")
    os.remove(name)


def test_folder():
    os.makedirs(BASE)
    with open("%s/data.txt" % BASE, "w") as f:
        f.write("ok")
    os.remove("%s/data.txt" % BASE)
    os.rmdir(BASE)


def test_computed():
    for n in (1, 2):
        fname = "/tmp/percent-%d-of-%d.txt" % (n, 2)
        with open(fname, "w") as f:
            f.write("ok")
        os.remove(fname)
