from pathlib import Path


def trim(path: Path, size: int) -> None:
    with path.open("r+b") as f:
        f.truncate(size)


def test_trim(track: Path) -> None:
    trim(track, 8)
    assert track.stat().st_size == 8


def test_untouched(track: Path) -> None:
    assert track.stat().st_size == 16


def test_magic(track: Path, studio: Path) -> None:
    trim(track, 4)
    assert (studio / "take.wav").read_bytes() == b"RIFF"
