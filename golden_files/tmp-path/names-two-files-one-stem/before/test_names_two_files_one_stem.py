import os
import shutil

OUT = "/tmp/names-two-1.txt"
Out = "/tmp/names-two-2.txt"


def test_suffixes():
    with open("/tmp/names-two.txt", "w") as f:
        f.write("a")
    with open("/tmp/names-two.log", "w") as f:
        f.write("bb")
    assert os.path.getsize("/tmp/names-two.txt") == 1
    assert os.path.getsize("/tmp/names-two.log") == 2


def test_folders():
    os.makedirs("/tmp/names-two/left")
    os.makedirs("/tmp/names-two/right")
    with open("/tmp/names-two/left/f.txt", "w") as f:
        f.write("a")
    with open("/tmp/names-two/right/f.txt", "w") as f:
        f.write("bb")
    assert os.path.getsize("/tmp/names-two/left/f.txt") == 1
    assert os.path.getsize("/tmp/names-two/right/f.txt") == 2
    shutil.rmtree("/tmp/names-two")


def test_constants():
    with open(OUT, "w") as f:
        f.write("a")
    with open(Out, "w") as f:
        f.write("bb")
    assert os.path.getsize(OUT) == 1
    assert os.path.getsize(Out) == 2
