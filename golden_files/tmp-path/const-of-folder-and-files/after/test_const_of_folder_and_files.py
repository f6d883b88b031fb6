import atexit
import os
import shutil
import tempfile

import pytest

TMP_DIR = tempfile.mkdtemp()
atexit.register(shutil.rmtree, TMP_DIR, ignore_errors=True)
ROOT = os.path.join(TMP_DIR, "const_of_folder")
LOGS = os.path.join(ROOT, "logs")
CURRENT = os.path.join(LOGS, "current.log")
OLD = CURRENT + ".1"


@pytest.fixture(autouse=True)
def folders():
    os.makedirs(LOGS)
    yield
    shutil.rmtree(ROOT)


def log(text):
    with open(CURRENT, "a") as f:
        f.write(text)


def rotate():
    if os.path.exists(CURRENT):
        os.replace(CURRENT, OLD)


def test_log():
    log("one")
    assert os.listdir(LOGS) == ["current.log"]


def test_rotate():
    log("one")
    rotate()
    log("two")
    with open(OLD) as old, open(CURRENT) as current:
        assert old.read() + current.read() == "onetwo"


def test_rotate_nothing():
    rotate()
    assert not os.path.exists(OLD)
