import os
from pathlib import Path

LEFT = Path("/tmp/sd_left.txt")
RIGHT = Path("/tmp/sd_right.txt")
MERGED = Path("/tmp/sd_merged.txt")


def test_left():
    LEFT.write_text("a\nc\n")
    assert LEFT.read_text().splitlines() == ["a", "c"]


def test_right():
    RIGHT.write_text("b\nd\n")
    assert RIGHT.read_text().splitlines() == ["b", "d"]


def test_merge():
    lines = sorted(LEFT.read_text().split() + RIGHT.read_text().split())
    MERGED.write_text("\n".join(lines))
    assert lines == list("abcd")


def test_merged_file():
    assert MERGED.read_text() == "a\nb\nc\nd"


def test_cleanup():
    for path in (LEFT, RIGHT, MERGED):
        os.remove(path)
        assert not path.exists()
