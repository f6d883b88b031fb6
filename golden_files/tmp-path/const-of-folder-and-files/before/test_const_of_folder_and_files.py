import os
import shutil

import pytest

ROOT = os.path.join(os.path.dirname(__file__), "const_of_folder")
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
