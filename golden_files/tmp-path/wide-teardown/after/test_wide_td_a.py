import atexit
import os
import shutil
import tempfile

TMP_DIR = tempfile.mkdtemp()
atexit.register(shutil.rmtree, TMP_DIR, ignore_errors=True)
WORK = os.path.join(TMP_DIR, "wide-work")


def setup_module():
    os.makedirs(WORK, exist_ok=True)


def teardown_module():
    shutil.rmtree(WORK)


def test_a():
    with open(WORK + "/a.log", "w") as stream:
        stream.write("a")
    assert os.path.getsize(WORK + "/a.log") == 1
