"""Bytes stored beside the ledger: compressed, named by the SHA-256 of what is in them."""

import hashlib
import zlib
from collections.abc import Collection
from pathlib import Path

from codemods.errors import Refusal
from codemods.history.files import save

FOLDER = "blobs"


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
    try:
        content = zlib.decompress(path.read_bytes())
    except (OSError, zlib.error) as error:
        raise Refusal(f"{path} is missing or damaged: {error}.") from error
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
