import os


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
    left_dir = tmp_path / "left"
    right_dir = tmp_path / "right"
    f_path = left_dir / "f.txt"
    right_f_path = right_dir / "f.txt"
    os.makedirs(left_dir)
    os.makedirs(right_dir)
    with open(f_path, "w") as f:
        f.write("a")
    with open(right_f_path, "w") as f:
        f.write("bb")
    assert os.path.getsize(f_path) == 1
    assert os.path.getsize(right_f_path) == 2


def test_constants(tmp_path):
    out = tmp_path / "names-two-1.txt"
    with open(out, "w") as f:
        f.write("a")
    out_path = tmp_path / "names-two-2.txt"
    with open(out_path, "w") as f:
        f.write("bb")
    assert os.path.getsize(out) == 1
    assert os.path.getsize(out_path) == 2
