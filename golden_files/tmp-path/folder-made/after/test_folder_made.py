import os
import shutil


def test_exist_ok(tmp_path):
    os.makedirs(tmp_path / "folder-made-ok" / "deep", exist_ok=True)
    with open(tmp_path / "folder-made-ok" / "deep" / "a.txt", "w") as f:
        f.write("ok")
    shutil.rmtree(tmp_path / "folder-made-ok")


def test_strict(tmp_path):
    folder_made_strict_dir = tmp_path / "folder-made-strict"
    os.mkdir(folder_made_strict_dir)
    with open(folder_made_strict_dir / "a.txt", "w") as f:
        f.write("ok")
    shutil.rmtree(folder_made_strict_dir)


def test_look_first(tmp_path):
    out_dir = tmp_path / "folder-made-look"
    if not os.path.exists(out_dir):
        os.makedirs(out_dir)
    with open(os.path.join(out_dir, "a.txt"), "w") as f:
        f.write("ok")
    assert os.listdir(out_dir) == ["a.txt"]
    shutil.rmtree(out_dir)


def test_fresh(tmp_path):
    out_dir = tmp_path / "folder-made-fresh"
    shutil.rmtree(out_dir, ignore_errors=True)
    os.makedirs(out_dir)
    assert not os.listdir(out_dir)
