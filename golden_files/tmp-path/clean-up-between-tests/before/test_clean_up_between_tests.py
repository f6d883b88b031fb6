import os
import shutil

import pytest


@pytest.fixture(scope="module")
def spool():
    os.makedirs("/tmp/between-tests", exist_ok=True)
    yield "/tmp/between-tests"
    shutil.rmtree("/tmp/between-tests", ignore_errors=True)


@pytest.fixture
def job(spool):
    path = os.path.join(spool, "job")
    with open(path, "w") as file:
        file.write("1")
    yield path
    os.remove(path)


def test_job(job):
    with open(job) as file:
        assert file.read() == "1"


def test_no_job(spool):
    assert not os.path.exists(os.path.join(spool, "job"))


def test_at_the_end(spool):
    path = os.path.join(spool, "list")
    with open(path, "w") as file:
        file.write("a")
    assert os.listdir(spool) == ["list"]
    os.remove(path)


def test_again(spool):
    assert os.listdir(spool) == []
