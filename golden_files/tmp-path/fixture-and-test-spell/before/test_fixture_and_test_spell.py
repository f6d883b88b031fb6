import os

import pytest


@pytest.fixture
def pidfile():
    with open("/tmp/fixture-and-test-spell.pid", "w") as f:
        f.write("1")
    yield
    os.remove("/tmp/fixture-and-test-spell.pid")


def test_pid(pidfile):
    with open("/tmp/fixture-and-test-spell.pid") as f:
        assert f.read() == "1"


@pytest.mark.usefixtures("pidfile")
def test_pid_exists():
    assert os.path.exists("/tmp/fixture-and-test-spell.pid")
