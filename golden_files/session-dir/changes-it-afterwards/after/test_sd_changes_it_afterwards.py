import shutil

import pytest


@pytest.fixture(scope="session")
def log_path(tmp_path_factory):
    path = tmp_path_factory.mktemp("sd-changes") / "sd-changes.log"
    with open(path, "w") as log:
        log.write("start\n")
    return path


def test_start(log_path):
    assert log_path.exists()


def test_check(log_path):
    with open(log_path) as log:
        assert log.read() == "start\n"


def test_more(log_path, tmp_path):
    copy = tmp_path / "sd-changes.log"
    shutil.copy(log_path, copy)
    with open(copy, "a") as log:
        log.write("more\n")
    with open(copy) as log:
        assert log.read() == "start\nmore\n"
