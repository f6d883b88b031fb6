import sys

import pytest
from argv_launcher import launch


@pytest.fixture
def kept_argv():
    from argv_launcher import keeping

    with keeping():
        yield


def test_launch(kept_argv):
    launch("build")
    assert sys.argv == ["launcher", "build"]
