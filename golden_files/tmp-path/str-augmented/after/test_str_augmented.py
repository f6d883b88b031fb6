import os


def test_augmented(tmp_path):
    path = str(tmp_path / "str-augmented.txt")
    path += ".gz"
    with open(path, "w") as f:
        f.write("ok")


def test_cut(tmp_path):
    path = str(tmp_path / "str-augmented-cut.txt")
    with open(path, "w") as f:
        f.write("ok")
    assert path[-4:] == ".txt"


def test_aligned(tmp_path):
    path = str(tmp_path / "str-augmented-aligned.txt")
    with open(path, "w") as f:
        f.write(f"{path:>1000}")
    assert os.path.getsize(path) == 1000
