import os
from pathlib import Path


def test_same_folder():
    os.makedirs("/tmp/roundabout-a", exist_ok=True)
    assert os.path.samefile("/tmp/roundabout-a", "/tmp/../tmp/roundabout-a")


def test_same_file():
    with open("/tmp/roundabout-b.txt", "w") as file:
        file.write("x")
    assert os.path.exists("/tmp/./roundabout-b.txt")


def test_resolved():
    Path("/tmp/roundabout-c.txt").write_text("x")
    assert Path("/tmp/roundabout-c.txt").resolve() == Path("/tmp/roundabout-c.txt")


def test_two_slashes():
    path = Path("/tmp/roundabout-e.txt")
    path.write_text("x")
    with open("/tmp//roundabout-e.txt") as file:
        assert file.read() == "x"
