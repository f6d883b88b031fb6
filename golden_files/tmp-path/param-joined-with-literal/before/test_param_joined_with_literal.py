import os

import pytest


def pad(path, size):
    """Fill a file with zeros up to a multiple of size."""
    rest = -os.path.getsize(path) % size
    with open(path, "ab") as f:
        f.write(b"\0" * rest)


@pytest.mark.parametrize("name", ["rom.bin", "rom", ".rom"])
@pytest.mark.parametrize("content,size,expected", [
    (b"", 4, 0),
    (b"abc", 4, 4),
    (b"abcd", 4, 4),
    (b"abcde", 16, 16),
])
def test_pad(name, content, size, expected):
    os.makedirs("/tmp/param-joined", exist_ok=True)
    path = os.path.join("/tmp/param-joined", name)
    with open(path, "wb") as f:
        f.write(content)
    pad(path, size)
    assert os.path.getsize(path) == expected
    os.unlink(path)
