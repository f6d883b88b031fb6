import sys
from pathlib import Path

import pytest


@pytest.fixture
def quiet(tmp_path: Path) -> bool:
    return "-q" in sys.argv and tmp_path.exists()


def test_quiet(quiet: bool) -> None:
    assert quiet


def test_words(quiet: bool) -> None:
    for word in ("-q", "-p"):
        assert quiet and word in sys.argv
