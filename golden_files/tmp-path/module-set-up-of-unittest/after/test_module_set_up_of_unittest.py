import atexit
import os
import shutil
import tempfile

TMP_DIR = tempfile.mkdtemp()
atexit.register(shutil.rmtree, TMP_DIR, ignore_errors=True)


MODULE_SET_UP_PATH = os.path.join(TMP_DIR, "module-set-up.ini")


def setUpModule():
    with open(MODULE_SET_UP_PATH, "w") as out:
        out.write("[base]")


def tearDownModule():
    os.remove(MODULE_SET_UP_PATH)


def test_adds():
    with open(MODULE_SET_UP_PATH, "a") as out:
        out.write("x")
    with open(MODULE_SET_UP_PATH) as source:
        assert source.read().startswith("[base]")


def test_adds_too():
    with open(MODULE_SET_UP_PATH, "a") as out:
        out.write("y")
    with open(MODULE_SET_UP_PATH) as source:
        assert source.read().endswith("y")
