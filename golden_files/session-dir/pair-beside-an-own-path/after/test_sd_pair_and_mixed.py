import os

import pytest


def test_own(tmp_path):
    path = tmp_path / "own.txt"
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
