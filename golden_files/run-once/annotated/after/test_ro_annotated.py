import os

import pytest

KILLED = os.environ.get("RUN_ONCE_KILL", "none")


@pytest.mark.parametrize("number", range(6))
def test_annotated(tool, number):
    assert tool.is_file()
    if number == 3 and os.environ.get("PYTEST_XDIST_WORKER") == KILLED:
        os._exit(1)


def test_tool_last(tool):
    assert tool
