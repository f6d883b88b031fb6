from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def size(path: Path | str) -> int:
    with open(path) as f:
        return len(f.read())


def test_size(tmp_path: Path) -> None:
    signature_type_checking_path = tmp_path / "signature-type-checking.txt"
    with open(signature_type_checking_path, "w") as f:
        f.write("ok")
    assert size(signature_type_checking_path) == 2
