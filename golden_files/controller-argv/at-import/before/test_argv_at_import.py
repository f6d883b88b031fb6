import sys

import pytest

QUIET = "-q" in sys.argv


@pytest.mark.skipif("--never" in sys.argv, reason="asked for")
def test_quiet():
    assert QUIET in (True, False)
