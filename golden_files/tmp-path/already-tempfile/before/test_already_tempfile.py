import os
import shutil
import tempfile

import pytest


@pytest.fixture
def workdir():
    path = tempfile.mkdtemp(prefix="already", dir="/tmp")
    yield path
    shutil.rmtree(path)


def test_mkdtemp(workdir):
    name = os.path.join(workdir, "report.txt")
    with open(name, "w") as f:
        f.write("ok")
    assert os.listdir(workdir) == ["report.txt"]


def test_named():
    with tempfile.NamedTemporaryFile("w", suffix=".txt", delete=False) as f:
        f.write("ok")
    assert open(f.name).read() == "ok"
    os.unlink(f.name)


def test_mkstemp():
    fd, name = tempfile.mkstemp()
    os.write(fd, b"ok")
    os.close(fd)
    os.remove(name)


def test_folder():
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "a.txt"), "w") as f:
            f.write("ok")
        assert os.path.exists(f"{folder}/a.txt")
