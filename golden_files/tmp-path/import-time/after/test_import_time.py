import atexit
import os
import shutil
import tempfile

TMP_DIR = tempfile.mkdtemp()
atexit.register(shutil.rmtree, TMP_DIR, ignore_errors=True)
OUT = os.path.join(TMP_DIR, "import-time")
if not os.path.isdir(OUT):
    os.makedirs(OUT)
STREAM = open(os.path.join(OUT, "log.txt"), "w")


def test_log():
    STREAM.write("x")
    STREAM.flush()
    assert os.path.getsize(os.path.join(OUT, "log.txt")) == 1


def test_log_closes():
    STREAM.close()
    os.remove(os.path.join(OUT, "log.txt"))
    os.rmdir(OUT)
