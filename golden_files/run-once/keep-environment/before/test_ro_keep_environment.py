import os

import pytest

KILLED = os.environ.get("RUN_ONCE_KILL", "none")


@pytest.mark.parametrize("number", range(6))
def test_keep_environment(tool, number):
    assert tool is not None
    if number == 3 and os.environ.get("PYTEST_XDIST_WORKER") == KILLED:
        os._exit(1)


def test_keep_environment_again(tool):
    assert tool
