"""What a run leaves on disk, as a digest: what follows is the same where it is the same."""

import hashlib
import re
import stat
from pathlib import Path

STAT = 40
"""Bytes of what an entry of git's index knows of the inode. Source: gitformat-index(5)."""


def digest(root: Path) -> str:
    """Of every file below ``root``, of git's and our own too: its path, its mode and its bytes.

    Left out is what differs each time and decides nothing: inodes and times in git's index, which
    git compares with what it finds, and the random ends of the names of git's temporary files.
    """
    found = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        status = path.lstat()
        name = re.sub(r"(tmp_obj_|tmp_idx_)\w{6}$", r"\1", path.relative_to(root).as_posix())
        found.update(f"{name}\0{status.st_mode:o}\0".encode())
        if stat.S_ISREG(status.st_mode):
            found.update(hashlib.sha256(_without_stats(path)).digest())
    return found.hexdigest()


def _without_stats(path: Path) -> bytes:
    content = path.read_bytes()
    if path.name.startswith("index.lock"):
        return b""  # git asks only whether it is there
    if path.name != "index" or content[:8] != b"DIRC\0\0\0\2":
        return content
    pieces, at = [content[:12]], 12
    for _ in range(int.from_bytes(content[8:12], "big")):
        length = 62 + (int.from_bytes(content[at + 60 : at + 62], "big") & 0xFFF)
        size = length + 8 - length % 8
        pieces += [content[at + 24 : at + 28], content[at + STAT : at + size]]
        at += size
    return b"".join([*pieces, content[at:-20]])
