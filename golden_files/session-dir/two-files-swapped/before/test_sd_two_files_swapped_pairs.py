import os
from pathlib import Path

LEFT = Path("/tmp/sd_l.txt")
RIGHT = Path("/tmp/sd_r.txt")


def test_left():
    LEFT.write_text("a\nc\n")
    assert LEFT.read_text().splitlines() == ["a", "c"]


def test_right():
    RIGHT.write_text("b\nd\n")
    assert RIGHT.read_text().splitlines() == ["b", "d"]


def test_merge():
    assert sorted(LEFT.read_text().split() + RIGHT.read_text().split()) == list("abcd")


def test_swap():
    left, right = LEFT.read_text(), RIGHT.read_text()
    LEFT.write_text(right)
    RIGHT.write_text(left)
    assert LEFT.read_text() == "b\nd\n"
    assert RIGHT.read_text() == "a\nc\n"


def test_cleanup():
    for path in (LEFT, RIGHT):
        os.remove(path)
        assert not path.exists()
