import atexit
import os
import shutil
import tempfile

TMP_DIR = tempfile.mkdtemp()
atexit.register(shutil.rmtree, TMP_DIR, ignore_errors=True)


def write_report(text):
    path = os.path.join(TMP_DIR, "helper-spells-path.txt")
    with open(path, "w") as f:
        f.write(text)
    return path


def test_short():
    path = write_report("a")
    assert os.path.getsize(path) == 1
    os.remove(path)


def test_long():
    path = write_report("a" * 1000)
    assert os.path.getsize(path) == 1000
    os.remove(path)
