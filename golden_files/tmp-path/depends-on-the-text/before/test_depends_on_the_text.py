import os
import tempfile


def test_length():
    path = "/tmp/depends-length.txt"
    with open(path, "w") as f:
        f.write(path)
    assert os.path.getsize(path) == 23
    os.remove(path)


def test_parts():
    path = "/tmp/depends-parts.txt"
    with open(path, "w") as f:
        f.write("ok")
    assert path.split("/") == ["", "tmp", "depends-parts.txt"]
    os.remove(path)


def test_folder():
    path = os.path.join(tempfile.gettempdir(), "depends-folder.txt")
    with open(path, "w") as f:
        f.write("ok")
    assert os.path.dirname(path) == tempfile.gettempdir()
    os.remove(path)
