import atexit
import os
import shutil
import tempfile

TMP_DIR = tempfile.mkdtemp()
atexit.register(shutil.rmtree, TMP_DIR, ignore_errors=True)


def test_touch():
    name = os.path.join(TMP_DIR, "fixture-called-tmp-path.txt")
    with open(name, "w") as f:
        f.write("x")
    assert os.path.exists(name)
    os.remove(name)
