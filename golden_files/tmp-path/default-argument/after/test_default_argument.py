import atexit
import os
import shutil
import tempfile

TMP_DIR = tempfile.mkdtemp()
atexit.register(shutil.rmtree, TMP_DIR, ignore_errors=True)


def test_dump(path=os.path.join(TMP_DIR, "default-argument.bin")):
    with open(path, "wb") as f:
        f.write(b"\0")
    assert os.path.getsize(path) == 1
    os.remove(path)
