"""What a pane shows: rows of cells, each a line of text that is cut or wrapped to its width."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from rich.cells import get_character_cell_size

from codemods.review.screen.lexing import Block
from codemods.safe_text import visible

Tone = Literal["same", "gone", "come", "none", "head", "hunk", "note", "plain", "label"]
Wrap = Literal["cut", "letters", "words"]

_TAB = 4
_SELECTORS = re.compile("[\ufe00-\ufe0f]")


@dataclass(frozen=True, slots=True)
class Cell:
    """A line of text.

    Attributes:
        gutter: what stands before it, on its first line of the screen.
        text: harmless, without tabs.
        tone: what it is, which decides how it looks.
        words: where it differs from the line beside it, as offsets.
        block: the lines that it is lexed with, and which of them it is; ``None`` for no code.
    """

    gutter: str
    text: str
    tone: Tone
    words: tuple[tuple[int, int], ...] = ()
    block: tuple[Block, int] | None = None


Row = tuple[Cell, ...]
"""One cell over the whole width, or two side by side."""


def harmless(text: str) -> str:
    """Text of the suite as one line that can be shown."""
    return _SELECTORS.sub(_spelled, visible(text, keep="\t")).expandtabs(_TAB)


def _spelled(found: re.Match[str]) -> str:
    """What makes the letter before it wider on some terminals, and not on others."""
    return f"<U+{ord(found[0]):04X}>"


def width_of(text: str) -> int:
    """How many columns a line takes."""
    return len(text) if text.isascii() else sum(map(_width, text))


def stops(text: str, width: int, wrap: Wrap, skip: int = 0) -> list[int]:
    """The offsets at which a line of text begins, goes on and ends on the screen.

    Args:
        width: columns that there are, at least 1.
        skip: letters at its beginning that are out of sight, where it is cut.
    """
    if wrap == "cut":
        start = min(skip, len(text))
        return [start, start + _fitting(text, start, width)]
    found = [0]
    while True:
        start = found[-1]
        end = start + _fitting(text, start, width)
        if end >= len(text):
            return [*found, len(text)]
        blank = text.rfind(" ", start + 1, end + 1) if wrap == "words" else -1
        found.append(blank + 1 if blank > start else max(end, start + 1))


def shortened(text: str, width: int) -> str:
    """The text in at most ``width`` columns; what is left out of its middle leaves a mark."""
    if width_of(text) <= width:
        return text
    if width < 4:
        return text[: _fitting(text, 0, width)]
    head = text[: _fitting(text, 0, (width - 1) // 3)]
    tail = text[::-1]
    tail = tail[: _fitting(tail, 0, width - 1 - width_of(head))]
    return f"{head}…{tail[::-1]}"


def padded(text: str, width: int) -> str:
    """The text in exactly ``width`` columns; what does not fit is left out, with a mark."""
    if width < 1:
        return ""
    if width_of(text) > width:
        text = text[: _fitting(text, 0, max(0, width - 1))] + "…"
    return text + " " * (width - width_of(text))


def runs(
    text: str, start: int, end: int, marks: list[tuple[int, int, str]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """A stretch of text in pieces, each with the names of the marks that lie on it."""
    bounds = {start, end}
    for first, last, _ in marks:
        bounds |= {min(max(first, start), end), min(max(last, start), end)}
    for first, last in pairwise(sorted(bounds)):
        names = tuple(name for one, other, name in marks if one <= first and last <= other)
        yield text[first:last], names


def _fitting(text: str, start: int, width: int) -> int:
    """How many letters from ``start`` fit into ``width`` columns."""
    if text.isascii():
        return max(0, min(width, len(text) - start))
    taken = 0
    for number, letter in enumerate(text[start:]):
        taken += _width(letter)
        if taken > width:
            return number
    return len(text) - start


def _width(letter: str) -> int:
    return get_character_cell_size(letter)
