"""Which paths are one resource, and which are none of our business."""

import posixpath
import re
from collections.abc import Iterable
from fnmatch import translate
from functools import lru_cache

from codemods.touches.model import HOLE, SESSION_FOLDERS

TEMPORARY = ("/tmp", "/var/tmp", "/dev/shm")
"""Folders in which anybody may write; none of them is a resource by itself."""

_ELSEWHERE = re.compile(
    r"^(/dev(?!/shm/)|/proc|/sys)(/|$)|^~(?!/.)|://|^[A-Za-z][\w+.-]+:/|^\.\.(/|$)|^[A-Za-z]:[\\/]|^\\\\"
)
_NO_PATH = re.compile(r"::|[\n\r\t\0|<>\"]|^\s|\s$|^$|^-|^:\w+:$|\]\(|\{\{|\[\[")
"""What names no file: markup, options, and what stands for none, such as ``:memory:``."""
_HOST = r"(?:[\w-]+\.)*example\.(?:com|net|org)$"
"""A name that RFC 2606 keeps for examples of hosts."""
_LOOKS_LIKE_PATH = re.compile(
    rf"^(?!{_HOST})[^\s@<>,;=]*(/[^\s/@<>,;=]+|[^\W\d]\d*\.[A-Za-z]\w{{0,7}})$"
)


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
        return _fits(folder, path, below=True)
    return path.startswith(f"{folder}/")


def is_same(one: str, other: str) -> bool:
    """Whether two paths may be one; unknown parts match anything but a separator.

    A name that is not known at all could be any, which says nothing: it is only itself.
    """
    if one == other:
        return True
    if HOLE in (one.rpartition("/")[2], other.rpartition("/")[2]):
        return False
    return (is_pattern(one) and _fits(one, other)) or (is_pattern(other) and _fits(other, one))


@lru_cache(maxsize=65536)
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


def is_pattern(path: str) -> bool:
    """Whether something in a path is not known."""
    return HOLE in path or "*" in path or "?" in path


def _fits(pattern: str, path: str, below: bool = False) -> bool:
    known, parts = _parts(pattern), path.split("/")
    if len(parts) <= len(known) if below else len(parts) != len(known):
        return False
    return all(
        it == part if isinstance(it, str) else it.match(part) is not None
        for it, part in zip(known, parts, strict=False)
    )


@lru_cache(maxsize=4096)
def _parts(path: str) -> tuple[str | re.Pattern[str], ...]:
    """What each part of a path has to be; ``fnmatch`` does not try all ways to share its stars."""
    return tuple(
        re.compile(translate(part.replace("[", "[[]").replace(HOLE, "*")))
        if is_pattern(part)
        else part
        for part in path.split("/")
    )
