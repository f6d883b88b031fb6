import os

import pytest

SONG = "const-repointed.song"


def record(notes):
    with open(SONG, "w") as file:
        file.write(notes)


def test_record():
    record("do re mi")
    with open(SONG) as file:
        assert file.read() == "do re mi"
    os.remove(SONG)


def test_refused():
    with pytest.raises(ValueError):
        open(SONG, "wx")
    with open(SONG, "wb") as file:
        assert file.write(b"do") == 2
    with pytest.raises(FileExistsError):
        open(SONG, "x")
    os.remove(SONG)
