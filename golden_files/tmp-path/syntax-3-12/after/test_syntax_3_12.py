import os
from pathlib import Path

type Name = str | os.PathLike[str]

FILES = {"main": "syntax-3-12.txt"}


def write[T: Name](name: T, text: str) -> T:
    with open(name, "w") as f:
        f.write(text)
    return name


def test_write(tmp_path: Path) -> None:
    name = write(tmp_path / "syntax-3-12.txt", f"{FILES["main"]}")
    with open(name) as f:
        assert f.read() == "syntax-3-12.txt"
