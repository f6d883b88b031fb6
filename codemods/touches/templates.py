"""Reading the patterns of ``%`` and ``str.format`` far enough to follow a path through them."""

import re
import string
from collections.abc import Iterator
from dataclasses import dataclass

_PERCENT = re.compile(r"%(?:%|(?:\(\w+\))?[-+ #0]*(?:\d+|\*)?(?:\.\d+)?[a-zA-Z])")


@dataclass(frozen=True, slots=True)
class Field:
    """A place for an operand; ``plain`` if it is put in as ``str`` would."""

    index: int
    plain: bool


def fields(pattern: str, style: str) -> Iterator[str | Field]:
    """The parts of a pattern: text as it is, and the fields in between."""
    return _percent(pattern) if style == "%" else _braces(pattern)


def _percent(pattern: str) -> Iterator[str | Field]:
    position = count = 0
    for match in _PERCENT.finditer(pattern):
        if match.start() > position:
            yield pattern[position : match.start()]
        position = match.end()
        if match.group() == "%%":
            yield "%"
        else:
            plain = match.group() in ("%s", "%d", "%i")
            yield Field(count if "(" not in match.group() else 1 << 30, plain)
            count += 1
    if position < len(pattern):
        yield pattern[position:]


def _braces(pattern: str) -> Iterator[str | Field]:
    count = 0
    try:
        parts = list(string.Formatter().parse(pattern))
    except ValueError:
        yield pattern
        return
    for text, name, spec, conversion in parts:
        if text:
            yield text
        if name is None:
            continue
        if name == "":
            index, count = count, count + 1
        else:
            index = int(name) if name.isdigit() else 1 << 30
        yield Field(index, plain=not spec and not conversion)
