import os
import uuid

import pytest

SCRATCH = "/tmp/already-unique-%d.txt" % os.getpid()


@pytest.fixture
def unique():
    path = f"/tmp/already-unique-{uuid.uuid4().hex}.txt"
    yield path
    os.remove(path)


def test_pid():
    with open(SCRATCH, "w") as f:
        f.write("ok")
    assert os.path.getsize(SCRATCH) == 2
    os.remove(SCRATCH)


def test_uuid(unique):
    with open(unique, "w") as f:
        f.write("ok")
    assert open(unique).read() == "ok"


def test_worker():
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    name = "/tmp/already-unique-{}-{}.txt".format(worker, os.getpid())
    with open(name, "w") as f:
        f.write("ok")
    os.remove(name)
