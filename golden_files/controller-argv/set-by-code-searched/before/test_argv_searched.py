import sys

import pytest
from argv_runner import COMMANDS


@pytest.fixture
def restored():
    yield
    COMMANDS["reset"]()


def test_run(restored):
    COMMANDS["build"]()
    assert "build" in sys.argv
