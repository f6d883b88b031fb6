import os
import shutil

DATA_DIR = "/tmp/sd-setup-module"


def setup_module():
    os.makedirs(DATA_DIR)


def teardown_module():
    shutil.rmtree(DATA_DIR)


def test_one_writes():
    path = os.path.join(DATA_DIR, "x.txt")
    with open(path, "w") as stream:
        stream.write("x")
    assert open(path).read() == "x"


def test_two_reads():
    path = os.path.join(DATA_DIR, "x.txt")
    assert open(path).read() == "x"
