import glob
import os

import pytest
from cwd_derived_editor import edit


@pytest.fixture(autouse=True)
def in_tmp_path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def song():
    with open("cwd_derived_song.txt", "w") as f:
        f.write("la la la")
    yield "cwd_derived_song.txt"
    for name in glob.glob("cwd_derived_song.*"):
        os.remove(name)


def test_edit(song):
    edit(song, "la", "do")
    with open("cwd_derived_song.txt") as f:
        assert f.read() == "do do do"


def test_backup(song):
    edit(song, "la", "do")
    with open("cwd_derived_song.orig.txt") as f:
        assert f.read() == "la la la"


def test_checksum(song):
    edit(song, "x", "y")
    with open("cwd_derived_song.crc") as f:
        assert len(f.read()) == 8
