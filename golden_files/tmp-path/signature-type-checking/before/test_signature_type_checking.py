from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def size(path: Path | str) -> int:
    with open(path) as f:
        return len(f.read())


def test_size() -> None:
    with open("/tmp/signature-type-checking.txt", "w") as f:
        f.write("ok")
    assert size("/tmp/signature-type-checking.txt") == 2
