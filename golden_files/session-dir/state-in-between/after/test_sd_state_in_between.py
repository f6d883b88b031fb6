import shutil

import pytest


@pytest.fixture(scope="session")
def log_path(tmp_path_factory):
    path = tmp_path_factory.mktemp("sd-stages") / "sd-stages.log"
    with open(path, "w") as log:
        log.write("start\n")
    return path


@pytest.fixture(scope="session")
def log_after_more(log_path, tmp_path_factory):
    path = tmp_path_factory.mktemp("sd-stages") / "sd-stages.log"
    shutil.copy(log_path, path)
    with open(path, "a") as log:
        log.write("more\n")
    return path


def test_start(log_path):
    with open(log_path) as log:
        assert len(log.readlines()) == 1


def test_more(log_after_more):
    with open(log_after_more) as log:
        assert len(log.readlines()) == 2


def test_check(log_after_more):
    with open(log_after_more) as log:
        assert log.read().splitlines() == ["start", "more"]
