import atexit
import os
import shutil
import tempfile

TMP_DIR = tempfile.mkdtemp()
atexit.register(shutil.rmtree, TMP_DIR, ignore_errors=True)


def test_creates():
    path = os.path.join(TMP_DIR, "test-called-by-another.txt")
    with open(path, "w") as f:
        f.write("x")
    assert os.path.exists(path)
    os.remove(path)


def test_twice():
    test_creates()
    test_creates()
