import tempfile
from pathlib import Path

MEMORY = ":memory:"


def place(path, use_temp=False, use_memory=False):
    if use_memory:
        return MEMORY
    if not Path(path).suffix:
        path += ".db"
    path = Path(path)
    if use_temp and not path.is_absolute():
        path = Path(tempfile.gettempdir()) / path
    return path


class Cache:
    def __init__(self, path, use_temp=False):
        self.path = place(path, use_temp)
