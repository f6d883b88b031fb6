import os
import shutil


def test_exist_ok():
    os.makedirs("/tmp/folder-made-ok/deep", exist_ok=True)
    with open("/tmp/folder-made-ok/deep/a.txt", "w") as f:
        f.write("ok")
    shutil.rmtree("/tmp/folder-made-ok")


def test_strict():
    os.mkdir("/tmp/folder-made-strict")
    with open("/tmp/folder-made-strict/a.txt", "w") as f:
        f.write("ok")
    shutil.rmtree("/tmp/folder-made-strict")


def test_look_first():
    out_dir = "/tmp/folder-made-look"
    if not os.path.exists(out_dir):
        os.makedirs(out_dir)
    with open(os.path.join(out_dir, "a.txt"), "w") as f:
        f.write("ok")
    assert os.listdir(out_dir) == ["a.txt"]
    shutil.rmtree(out_dir)


def test_fresh():
    out_dir = "/tmp/folder-made-fresh"
    shutil.rmtree(out_dir, ignore_errors=True)
    os.makedirs(out_dir)
    assert not os.listdir(out_dir)
