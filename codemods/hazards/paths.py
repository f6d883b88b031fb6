"""Which paths are one resource, and which are none of our business."""

import posixpath
import re
from collections.abc import Iterable
from functools import lru_cache

from codemods.touches.model import HOLE, SESSION_FOLDERS

TEMPORARY = ("/tmp", "/var/tmp", "/dev/shm")
"""Folders in which anybody may write; none of them is a resource by itself."""

_ELSEWHERE = re.compile(
    r"^(/dev(?!/shm/)|/proc|/sys)(/|$)|^~(?!/.)|://|^[A-Za-z][\w+.-]+:/|^\.\.(/|$)|^[A-Za-z]:[\\/]"
)
_NO_PATH = re.compile(r"[\n\r\t\0|<>]|^\s|\s$|^$|^-")
_LOOKS_LIKE_PATH = re.compile(r"^[^\s@<>,;=]*(/[^\s/@<>,;=]+|[^\W\d]\w*\.[A-Za-z]\w{0,7})$")


def is_resource(path: str) -> bool:
    """Whether a touched text can be a path that tests of one suite share."""
    return not (
        path in (".", "/", *TEMPORARY)
        or path.startswith(HOLE)
        or _NO_PATH.search(path)
        or _ELSEWHERE.search(path)
    )


def looks_like_path(text: str) -> bool:
    """Whether a string that is only handed on is likely to be meant as a path."""
    return bool(_LOOKS_LIKE_PATH.match(text))


def is_below(path: str, folder: str) -> bool:
    """Whether ``path`` lies strictly below ``folder``; what is unknown in part matches.

    A folder whose own name is not known at all could be any, which says nothing: it is none.
    """
    if folder == ".":
        return not path.startswith("/") and path != "."
    if folder.rpartition("/")[2] in (HOLE, "*"):
        return False
    if HOLE in folder or "*" in folder:
        return bool(_pattern(folder, below=True).fullmatch(path))
    return path.startswith(f"{folder}/")


def is_same(one: str, other: str) -> bool:
    """Whether two paths may be one; unknown parts match anything but a separator.

    A name that is not known at all could be any, which says nothing: it is only itself.
    """
    if one == other:
        return True
    if HOLE in (one.rpartition("/")[2], other.rpartition("/")[2]):
        return False
    return bool(
        (_is_pattern(one) and _pattern(one).fullmatch(other))
        or (_is_pattern(other) and _pattern(other).fullmatch(one))
    )


def overlap(one: str, other: str) -> bool:
    """Whether two paths are one, or one lies below the other."""
    return is_same(one, other) or is_below(one, other) or is_below(other, one)


def common_folder(paths: Iterable[str]) -> str:
    """The deepest folder that holds all the paths, or is one of them; ``""`` if there is none."""
    found = list(dict.fromkeys(paths))
    if len({path[:1] in "/~" and path[:1] for path in found}) > 1:
        return ""
    return posixpath.commonpath(found)


def shown(path: str) -> str:
    """A path as people read it: ``*`` for what is not known, a fixture for its folder."""
    return path.removeprefix(SESSION_FOLDERS + "/").replace(HOLE, "*")


def _is_pattern(path: str) -> bool:
    return HOLE in path or "*" in path or "?" in path


@lru_cache(maxsize=4096)
def _pattern(path: str, below: bool = False) -> re.Pattern[str]:
    parts = [
        "[^/]*" if part in (HOLE, "*") else "[^/]" if part == "?" else re.escape(part)
        for part in re.split(f"([{HOLE}*?])", path)
    ]
    return re.compile("".join(parts) + ("/.*" if below else ""), re.DOTALL)
