import os
import shutil

import pytest

WORK = "/tmp/sd-mixed"


def setup_module():
    os.makedirs(WORK, exist_ok=True)


def teardown_module():
    shutil.rmtree(WORK)


def test_own():
    path = os.path.join(WORK, "own.txt")
    with open(path, "w") as stream:
        stream.write("own")
    assert os.path.getsize(path) == 3


@pytest.fixture(scope="session")
def shared_path(tmp_path_factory):
    path = tmp_path_factory.mktemp("sd-mixed") / "shared.txt"
    with open(path, "w") as stream:
        stream.write("shared")
    return path


def test_write(shared_path):
    assert shared_path.exists()


def test_read(shared_path):
    with open(shared_path) as stream:
        assert stream.read() == "shared"
