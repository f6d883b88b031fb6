import os


def test_augmented():
    path = "/tmp/str-augmented.txt"
    path += ".gz"
    with open(path, "w") as f:
        f.write("ok")
    os.remove(path)


def test_cut():
    path = "/tmp/str-augmented-cut.txt"
    with open(path, "w") as f:
        f.write("ok")
    assert path[-4:] == ".txt"
    os.remove(path)


def test_aligned():
    path = "/tmp/str-augmented-aligned.txt"
    with open(path, "w") as f:
        f.write(f"{path:>1000}")
    assert os.path.getsize(path) == 1000
    os.remove(path)
