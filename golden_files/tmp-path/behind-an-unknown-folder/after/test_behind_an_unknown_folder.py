import os
import random
import shutil
import tempfile
from pathlib import Path

NAME = "behind-an-unknown-folder-c.txt"


def test_joined(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    folder = random.choice([tempfile.mkdtemp()])
    for name in ["behind-an-unknown-folder-a.txt"]:
        with open(name, "w") as f:
            f.write("here")
        with open(os.path.join(folder, name), "w") as f:
            f.write("there")
        with open(name) as f:
            assert f.read() == "here"
        os.remove(name)
    shutil.rmtree(folder)


def test_divided(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    folder = Path(random.choice([tempfile.mkdtemp()]))
    name = "behind-an-unknown-folder-b.txt"
    Path(name).write_text("here")
    (folder / name).write_text("there")
    assert Path(name).read_text() == "here"
    os.remove(name)
    shutil.rmtree(folder)


def test_of_a_constant(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    folder = random.choice([Path(tempfile.mkdtemp())])
    Path(NAME).write_text("here")
    folder.joinpath(NAME).write_text("there")
    assert Path(NAME).read_text() == "here"
    os.remove(NAME)
    shutil.rmtree(folder)


def test_put_together(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    folder = tempfile.mkdtemp()
    name = "behind-an-unknown-folder-d.txt"
    for path in ("%s/%s" % (folder, name), "{}/{}".format(folder, name), f"{folder}/{name}"):
        with open(path, "w") as f:
            f.write("there")
    with open(name, "w") as f:
        f.write("here")
    with open(path) as f:
        assert f.read() == "there"
    os.remove(name)
    shutil.rmtree(folder)
