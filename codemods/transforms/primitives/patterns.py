"""Regular expressions that were written for one path, without spelling it."""

import posixpath
import re
from functools import lru_cache

_TOKEN = re.compile(
    r"(\\.|\[\^?\]?[^\]]*\]|\(\?[\w:!=<]*|[^\\])([?*+]|\{\d*,?\d*\})?\??", re.DOTALL
)
_SIGNS = re.compile(r"[.\\\[]")
_WIDTHLESS = frozenset("^$()|")
_ELSEWHERE = "/tmp/pytest-of-me/pytest-0/test_x0"
"""Looks like any folder that a test is given."""

Token = tuple[str, int, int]
_MANY = 1 << 16


def is_pattern_of(text: str, path: str) -> bool:
    """Whether a part of a pattern fits a path, or where it begins, and not one in another folder.

    Args:
        path: absolute.
    """
    if not _SIGNS.search(text) or len(text) > 500:
        return False
    folder, name = posixpath.split(path)
    tokens = _tokens(text)
    for start, (atom, _, _) in enumerate(tokens):
        if not _fits(atom, "/") or atom == "/":
            continue
        rest = tokens[start:]
        if _reach(rest, path) > len(folder) + 1:
            new = f"{_ELSEWHERE}/{name}"
            return _reach(rest, new) <= len(_ELSEWHERE) + 1
    return False


@lru_cache(maxsize=4096)
def _tokens(text: str) -> tuple[Token, ...]:
    """The atoms of a pattern, each with how often it may stand there."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        atom, often = match.group(1), match.group(2) or ""
        if atom in _WIDTHLESS or atom.startswith("(?"):
            continue
        if often.startswith("{"):
            low, comma, high = often[1:-1].partition(",")
            found.append((atom, int(low or 0), int(high or _MANY) if comma else int(low or 0)))
        else:
            found.append((atom, int(often in ("", "+")), 1 if often in ("", "?") else _MANY))
    return tuple(found)


def _reach(tokens: tuple[Token, ...], text: str) -> int:
    """How many letters of a text the tokens fit, from its first one on."""
    places, furthest = {0}, 0
    for atom, low, high in tokens:
        after: set[int] = set()
        for place in places:
            end = place
            while True:
                if end - place >= low:
                    after.add(end)
                if end - place >= high or end == len(text) or not _fits(atom, text[end]):
                    break
                end += 1
            furthest = max(furthest, end)
        places = after
        if not places:
            break
    return furthest


@lru_cache(maxsize=8192)
def _fits(atom: str, letter: str) -> bool:
    try:
        return re.fullmatch(atom, letter) is not None
    except (re.error, OverflowError, RecursionError):
        return False
