import pytest

SONG = "const-repointed.song"


@pytest.fixture(autouse=True)
def song_in_tmp_path(tmp_path, monkeypatch):
    monkeypatch.setitem(globals(), "SONG", str(tmp_path / "const-repointed.song"))


def record(notes):
    with open(SONG, "w") as file:
        file.write(notes)


def test_record():
    record("do re mi")
    with open(SONG) as file:
        assert file.read() == "do re mi"


def test_refused():
    with pytest.raises(ValueError):
        open(SONG, "wx")
    with open(SONG, "wb") as file:
        assert file.write(b"do") == 2
    with pytest.raises(FileExistsError):
        open(SONG, "x")
