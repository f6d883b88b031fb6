import glob
import os


def test_added(tmp_path):
    base = str(tmp_path / "trailing-slash") + "/"
    os.makedirs(base)
    with open(base + "a.txt", "w") as f:
        f.write("ok")
    assert os.listdir(base) == ["a.txt"]
    assert glob.glob(base + "*") == [base + "a.txt"]
