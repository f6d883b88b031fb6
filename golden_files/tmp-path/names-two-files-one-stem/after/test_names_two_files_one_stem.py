import os
import shutil


def test_suffixes(tmp_path):
    names_two_path = tmp_path / "names-two.txt"
    with open(names_two_path, "w") as f:
        f.write("a")
    names_two_log_path = tmp_path / "names-two.log"
    with open(names_two_log_path, "w") as f:
        f.write("bb")
    assert os.path.getsize(names_two_path) == 1
    assert os.path.getsize(names_two_log_path) == 2


def test_folders(tmp_path):
    f_path = tmp_path / "names-two" / "left" / "f.txt"
    right_f_path = tmp_path / "names-two" / "right" / "f.txt"
    os.makedirs(tmp_path / "names-two" / "left")
    os.makedirs(tmp_path / "names-two" / "right")
    with open(f_path, "w") as f:
        f.write("a")
    with open(right_f_path, "w") as f:
        f.write("bb")
    assert os.path.getsize(f_path) == 1
    assert os.path.getsize(right_f_path) == 2
    shutil.rmtree(tmp_path / "names-two")


def test_constants(tmp_path):
    out = tmp_path / "names-two-1.txt"
    with open(out, "w") as f:
        f.write("a")
    out_path = tmp_path / "names-two-2.txt"
    with open(out_path, "w") as f:
        f.write("bb")
    assert os.path.getsize(out) == 1
    assert os.path.getsize(out_path) == 2
