import glob
import os

import pytest
from cwd_derived_editor import edit


@pytest.fixture
def song(tmp_path):
    cwd_derived_song_path = tmp_path / "cwd_derived_song.txt"
    with open(cwd_derived_song_path, "w") as f:
        f.write("la la la")
    yield cwd_derived_song_path
    for name in glob.glob(str(tmp_path / "cwd_derived_song.*")):
        os.remove(name)


def test_edit(song, tmp_path):
    edit(song, "la", "do")
    with open(tmp_path / "cwd_derived_song.txt") as f:
        assert f.read() == "do do do"


def test_backup(song, tmp_path):
    edit(song, "la", "do")
    with open(tmp_path / "cwd_derived_song.orig.txt") as f:
        assert f.read() == "la la la"


def test_checksum(song, tmp_path):
    edit(song, "x", "y")
    with open(tmp_path / "cwd_derived_song.crc") as f:
        assert len(f.read()) == 8
