import os
from pathlib import Path


def test_last_parts():
    path = Path("/tmp/taken-apart-moves/in/a.txt")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x")
    assert path.parts[-1] == "a.txt"
    assert path.parent.name == "in"
    assert os.path.isabs(path)
    assert os.path.basename(path) == "a.txt"
    assert os.path.splitext(path)[1] == ".txt"


def test_seen_from_its_folder():
    folder = "/tmp/taken-apart-moves-b"
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, "a.txt")
    with open(path, "w") as file:
        file.write("x")
    assert os.path.relpath(path, folder) == "a.txt"
    assert "a.t" in path


def test_split():
    path = "/tmp/taken-apart-moves-c/c.txt"
    os.makedirs("/tmp/taken-apart-moves-c", exist_ok=True)
    with open(path, "w") as file:
        file.write("x")
    folder, name = os.path.split(path)
    assert os.path.isdir(folder)
    assert name == "c.txt"


def test_beside():
    path = "/tmp/taken-apart-moves-d.txt"
    root, suffix = os.path.splitext(path)
    with open(root + ".bak", "w") as file:
        file.write(suffix)
    assert os.path.getsize(root + ".bak") == 4


def test_of_nothing():
    path = "/tmp/taken-apart-moves-e.txt"
    with open(path, "w") as file:
        file.write("".join([""]))
    assert os.path.getsize(path) == 0
