"""Which lines of a change say much the same before and after."""

import re
from collections import Counter
from collections.abc import Sequence

_WORD = re.compile(r"\w+")
_LEAST = 0.35
_MOST = 900
"""Pairs of lines to compare; a longer change stands as it comes."""


def alike(gone: Sequence[str], come: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of lines that say much the same, in order and none twice: the likest in sum."""
    if not gone or not come or len(gone) * len(come) > _MOST:
        return []
    old, new = ([Counter(_WORD.findall(line)) for line in lines] for lines in (gone, come))
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            likeness = _likeness(old[i], new[j])
            together = likeness + best[i + 1][j + 1] if likeness else 0.0
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    found: list[tuple[int, int]] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            found.append((i, j))
            i, j = i + 1, j + 1
    return found


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """How many of their words two lines share, up to 1; 0 where it is only a few."""
    whole = one.total() + other.total()
    share = 2 * (one & other).total() / whole if whole else 0.0
    return share if share >= _LEAST else 0.0
