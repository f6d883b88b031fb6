import csv
from pathlib import Path


def found(filename, create=False, *, clear=False, mode=None):
    path = Path(filename)
    if create:
        path.touch(exist_ok=True)
        return path
    if clear:
        path.unlink()
    if mode is not None:
        path.chmod(mode)
    if not path.exists():
        raise ValueError(f"{filename} is not there")
    return path


def rows(filename):
    with found(filename, False).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def made(filename, clear=True):
    return found(filename, create=clear)
