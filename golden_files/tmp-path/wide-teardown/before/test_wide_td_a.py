import os
import shutil

WORK = "/tmp/wide-work"


def setup_module():
    os.makedirs(WORK, exist_ok=True)


def teardown_module():
    shutil.rmtree(WORK)


def test_a():
    with open(WORK + "/a.log", "w") as stream:
        stream.write("a")
    assert os.path.getsize(WORK + "/a.log") == 1
