import os

import pytest

KILLED = os.environ.get("RUN_ONCE_KILL", "none")


@pytest.mark.parametrize("number", range(6))
def test_wheel_path(wheel, number):
    assert wheel.read_text() == "built"
    if number == 3 and os.environ.get("PYTEST_XDIST_WORKER") == KILLED:
        os._exit(1)


def test_wheel_last(wheel):
    assert wheel
