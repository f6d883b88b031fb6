import sys
from pathlib import Path

import pytest


@pytest.fixture
def quiet(tmp_path: Path, pytestconfig: pytest.Config) -> bool:
    argv = getattr(pytestconfig, "workerinput", {}).get("mainargv", sys.argv)
    return "-q" in argv and tmp_path.exists()


def test_quiet(quiet: bool) -> None:
    assert quiet


def test_words(quiet: bool, pytestconfig: pytest.Config) -> None:
    argv = getattr(pytestconfig, "workerinput", {}).get("mainargv", sys.argv)
    for word in ("-q", "-p"):
        assert quiet and word in argv
