"""Bytes stored beside the ledger: compressed, named by the SHA-256 of what is in them."""

import hashlib
import re
import zlib
from collections.abc import Collection
from pathlib import Path

from codemods.errors import Refusal
from codemods.history.files import save
from codemods.limits import UnusableError, read_regular

FOLDER = "blobs"
_LARGEST = 16 << 20


def name_of(content: bytes) -> str:
    """The name under which ``content`` is stored: 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def put(state: Path, content: bytes) -> str:
    """Store ``content`` in the state folder ``state`` and return its name."""
    name = name_of(content)
    path = state / FOLDER / name
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        save(path, zlib.compress(content))
    return name


def get(state: Path, name: str) -> bytes:
    """The bytes stored as ``name``.

    Raises:
        Refusal: they are missing or damaged.
    """
    path = state / FOLDER / name
    if not re.fullmatch(r"[0-9a-f]{64}", name):
        raise Refusal(f"“{name}” is no name of a stored file: the ledger is damaged.")
    try:
        unpacking = zlib.decompressobj()
        content = unpacking.decompress(read_regular(path, _LARGEST), _LARGEST)
    except (OSError, UnusableError, zlib.error) as error:
        raise Refusal(f"{path} is missing or damaged: {error}.") from error
    if not unpacking.eof:
        raise Refusal(f"{path} is missing or damaged: it is cut off, or larger than any source.")
    if name_of(content) != name:
        raise Refusal(f"{path} is damaged: its bytes are not those that were stored.")
    return content


def sweep(state: Path, keep: Collection[str]) -> None:
    """Delete every stored blob that is not in ``keep``."""
    folder = state / FOLDER
    if folder.is_dir():
        for path in folder.iterdir():
            if path.name not in keep:
                path.unlink()
