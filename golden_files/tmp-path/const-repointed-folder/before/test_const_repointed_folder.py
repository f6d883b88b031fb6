from pathlib import Path

import pytest

CACHE = Path("const-repointed-cache")


def store(key: str, value: bytes) -> Path:
    CACHE.mkdir(exist_ok=True)
    target = CACHE / key
    target.write_bytes(value)
    return target


class TestStore:
    def test_store(self):
        assert store("a", b"1").read_bytes() == b"1"

    def test_overwrite(self):
        store("a", b"1")
        assert store("a", b"2").read_bytes() == b"2"


def test_unknown_key():
    store("a", b"1")
    with pytest.raises(FileNotFoundError):
        (CACHE / "b").read_bytes()
