from pathlib import Path

import pytest


def test_open():
    with pytest.raises(FileNotFoundError):
        open("/tmp/folder-missing-on-purpose/a.txt", "w")


def test_write_text():
    with pytest.raises(OSError):
        Path("/tmp/folder-missing-on-purpose/deep/a.txt").write_text("x")
