import os


def test_exist_ok(tmp_path):
    with open(tmp_path / "a.txt", "w") as f:
        f.write("ok")


def test_strict(tmp_path):
    folder_made_strict_dir = tmp_path / "folder-made-strict"
    os.mkdir(folder_made_strict_dir)
    with open(folder_made_strict_dir / "a.txt", "w") as f:
        f.write("ok")


def test_look_first(tmp_path):
    out_dir = tmp_path
    with open(os.path.join(out_dir, "a.txt"), "w") as f:
        f.write("ok")
    assert os.listdir(out_dir) == ["a.txt"]


def test_fresh(tmp_path):
    out_dir = tmp_path / "folder-made-fresh"
    os.makedirs(out_dir)
    assert not os.listdir(out_dir)
