from __future__ import annotations

from pathlib import Path


def dump(path: Path, rows: list[str], *, append: bool = False) -> int:
    with path.open("a" if append else "w") as f:
        return sum(f.write(row + "\n") for row in rows)


def test_dump_returns_characters(tmp_path: Path) -> None:
    assert dump(tmp_path / "timetable.txt", ["07:10", "07:40"]) == 12


def test_dump_appends(tmp_path: Path) -> None:
    target = tmp_path / "timetable.txt"
    dump(target, ["07:10"])
    dump(target, ["22:05"], append=True)
    assert target.read_text() == "07:10\n22:05\n"
