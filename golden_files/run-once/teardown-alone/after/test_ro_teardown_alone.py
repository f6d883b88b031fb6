import os

import pytest

KILLED = os.environ.get("RUN_ONCE_KILL", "none")


@pytest.mark.usefixtures("stack")
@pytest.mark.parametrize("number", range(6))
def test_alone(number):
    if number == 3 and os.environ.get("PYTEST_XDIST_WORKER") == KILLED:
        os._exit(1)


@pytest.mark.usefixtures("stack")
def test_alone_last():
    pass
