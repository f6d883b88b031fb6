import os

import pytest

KILLED = os.environ.get("RUN_ONCE_KILL", "none")


@pytest.mark.parametrize("number", range(6))
def test_teardown_of_value(server, number):
    assert os.path.exists(server)
    if number == 3 and os.environ.get("PYTEST_XDIST_WORKER") == KILLED:
        os._exit(1)


def test_server_last(server):
    assert server
