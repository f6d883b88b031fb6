import atexit
import os
import shutil
import tempfile

TMP_DIR = tempfile.mkdtemp()
atexit.register(shutil.rmtree, TMP_DIR, ignore_errors=True)
FOLDER = os.path.join(TMP_DIR, "setup-module")


def setup_module(module):
    os.mkdir(FOLDER)
    with open(os.path.join(FOLDER, "seed.txt"), "w") as f:
        f.write("1 2 3")


def teardown_module(module):
    shutil.rmtree(FOLDER)


def test_seed():
    with open(os.path.join(FOLDER, "seed.txt")) as f:
        assert f.read().split() == ["1", "2", "3"]


def test_seed_size():
    assert os.path.getsize(os.path.join(FOLDER, "seed.txt")) == 5
