import os
from pathlib import Path


def test_split():
    path = "/tmp/taken-apart-a.txt"
    with open(path, "w") as f:
        f.write("x")
    assert os.path.split(path) == ("/tmp", "taken-apart-a.txt")


def test_relpath():
    path = "/tmp/taken-apart-b.txt"
    with open(path, "w") as f:
        f.write("x")
    assert os.path.relpath(path, "/tmp") == "taken-apart-b.txt"


def test_in():
    path = "/tmp/taken-apart-c.txt"
    with open(path, "w") as f:
        f.write("x")
    assert "/tmp" in path


def test_commonpath():
    path = "/tmp/taken-apart-d/x.txt"
    os.makedirs("/tmp/taken-apart-d", exist_ok=True)
    with open(path, "w") as f:
        f.write("x")
    assert os.path.commonpath([path, "/tmp/other"]) == "/tmp"


def test_relative_to():
    path = Path("/tmp/taken-apart-e/x.txt")
    path.parent.mkdir(exist_ok=True)
    path.write_text("x")
    assert path.relative_to("/tmp") == Path("taken-apart-e/x.txt")


def test_parts():
    path = Path("/tmp/taken-apart-f/x.txt")
    path.parent.mkdir(exist_ok=True)
    path.write_text("x")
    assert path.parts == ("/", "tmp", "taken-apart-f", "x.txt")


def test_parents():
    path = Path("/tmp/taken-apart-g/x.txt")
    path.parent.mkdir(exist_ok=True)
    path.write_text("x")
    assert Path("/tmp") in path.parents


def test_is_relative_to():
    path = Path("/tmp/taken-apart-h/x.txt")
    path.parent.mkdir(exist_ok=True)
    path.write_text("x")
    assert path.is_relative_to("/tmp")


def test_split_sep():
    path = "/tmp/taken-apart-i.txt"
    with open(path, "w") as f:
        f.write("x")
    assert path.split("/") == ["", "tmp", "taken-apart-i.txt"]


def test_startswith():
    path = "/tmp/taken-apart-j.txt"
    with open(path, "w") as f:
        f.write("x")
    assert path.startswith("/tmp")


def test_len():
    path = "/tmp/taken-apart-k.txt"
    with open(path, "w") as f:
        f.write("x")
    assert len(path) == 22


def test_dirname():
    path = "/tmp/taken-apart-l.txt"
    with open(path, "w") as f:
        f.write("x")
    assert os.path.dirname(path) == "/tmp"


def test_slice():
    path = "/tmp/taken-apart-n.txt"
    with open(path, "w") as f:
        f.write("x")
    assert path[:4] == "/tmp"


def test_splitext_root():
    path = "/tmp/taken-apart-o.txt"
    with open(path, "w") as f:
        f.write("x")
    assert os.path.splitext(path)[0] == "/tmp/taken-apart-o"


def test_parent_eq():
    path = Path("/tmp/taken-apart-p.txt")
    path.write_text("x")
    assert path.parent == Path("/tmp")


def test_depth():
    path = Path("/tmp/taken-apart-q.txt")
    path.write_text("x")
    assert len(path.parts) == 3


def test_fmt():
    path = "/tmp/taken-apart-r.txt"
    with open(path, "w") as f:
        f.write(path)
    with open(path) as f:
        assert f.read() == "/tmp/taken-apart-r.txt"


def test_listing_parent():
    path = "/tmp/taken-apart-s.txt"
    with open(path, "w") as f:
        f.write("x")
    assert "taken-apart-s.txt" in os.listdir("/tmp")


def test_last_two():
    path = Path("/tmp/taken-apart-t/in/x.txt")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x")
    assert path.parts[-2:] == ("in", "x.txt")
