import os
from pathlib import Path

import pytest


@pytest.fixture
def workdir(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_dotfile(workdir):
    Path(".loomrc").write_text("[loom]\nwidth = 90\n")
    assert (workdir / ".loomrc").stat().st_size == 18


@pytest.mark.usefixtures("workdir")
def test_folder():
    os.mkdir("bolts")
    with open("bolts/linen.txt", "w") as f:
        f.write("8 m")
    assert os.listdir("bolts") == ["linen.txt"]
