import shutil

import pytest

LOG = "/tmp/shared-log-events.log"


def log(line):
    with open(LOG, "a") as f:
        f.write(line + "\n")


@pytest.fixture(scope="session")
def log_path(tmp_path_factory):
    path = tmp_path_factory.mktemp("shared-log-events") / "shared-log-events.log"
    with open(path, "a") as f:
        f.write("start\n")
    return path


def test_start(log_path):
    assert "start" in open(log_path).read()


def test_stop(log_path, tmp_path):
    copy = tmp_path / "shared-log-events.log"
    shutil.copy(log_path, copy)
    with open(copy, "a") as f:
        f.write("stop\n")
    with open(copy) as f:
        assert f.read().splitlines()[-1] == "stop"
