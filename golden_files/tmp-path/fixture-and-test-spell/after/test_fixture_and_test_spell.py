import os

import pytest


@pytest.fixture
def pidfile(tmp_path):
    with open(tmp_path / "fixture-and-test-spell.pid", "w") as f:
        f.write("1")
    yield


def test_pid(pidfile, tmp_path):
    with open(tmp_path / "fixture-and-test-spell.pid") as f:
        assert f.read() == "1"


@pytest.mark.usefixtures("pidfile")
def test_pid_exists(tmp_path):
    assert os.path.exists(tmp_path / "fixture-and-test-spell.pid")
