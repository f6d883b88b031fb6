import os
import shutil

WORK = "/tmp/sd-mixed"


def setup_module():
    os.makedirs(WORK, exist_ok=True)


def teardown_module():
    shutil.rmtree(WORK)


def test_own():
    path = os.path.join(WORK, "own.txt")
    with open(path, "w") as stream:
        stream.write("own")
    assert os.path.getsize(path) == 3


def test_write():
    with open(os.path.join(WORK, "shared.txt"), "w") as stream:
        stream.write("shared")


def test_read():
    with open(os.path.join(WORK, "shared.txt")) as stream:
        assert stream.read() == "shared"
