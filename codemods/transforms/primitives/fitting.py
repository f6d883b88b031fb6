"""Generated code and edits in the lines of a formatter: split where too long, joined where not."""

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from codemods.edits.model import Edit
from codemods.suite.model import Suite
from codemods.suite.nodes import nodes_of
from codemods.suite.source import Source
from codemods.transforms.primitives.layout import enclosing
from codemods.transforms.primitives.replacing import replacing

_STRING = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|\\.")
"""Strings, and what is escaped outside of any, so that it does not begin one again and again."""
_STEP = "    "


def fitted(text: str, limit: int) -> str:
    """Code of which every line that is too long is split at its last brackets."""
    return "\n".join(part for line in text.split("\n") for part in _lines(line, limit))


def _lines(line: str, limit: int) -> list[str]:
    if len(line) <= limit or line.lstrip().startswith(("#", '"""')):
        return [line]
    found = _brackets(line)
    if found is None:
        return [line]
    start, end = found
    indent = line[: len(line) - len(line.lstrip())]
    body = f"{indent}{_STEP}{line[start:end]}"
    tail = f"{indent}{line[end:]}"
    if len(body) <= limit:
        return [line[:start], body, tail]
    commas = _commas(line, start, end)
    if not commas:
        return [line[:start], *_lines(body, limit), tail]
    edges = [start, *(comma + 1 for comma in commas), end + 1]
    parts = [line[a : b - 1].strip() for a, b in pairwise(edges)]
    each = [f"{indent}{_STEP}{part}," for part in parts if part]
    return [line[:start], *(one for part in each for one in _lines(part, limit)), tail]


def _brackets(line: str) -> tuple[int, int] | None:
    """What stands in the last brackets of a line that hold anything."""
    plain = _without_strings(line)
    opened: list[int] = []
    pairs: list[tuple[int, int]] = []
    for index, character in enumerate(plain):
        if character in "([{":
            opened.append(index)
        elif character in ")]}":
            if not opened:
                return None
            pairs.append((opened.pop() + 1, index))
    if opened or "#" in plain:
        return None
    filled = [(start, end) for start, end in pairs if plain[start:end].strip()]
    return max(filled, key=lambda pair: pair[1], default=None)


def _commas(line: str, start: int, end: int) -> list[int]:
    plain, depth, found = _without_strings(line), 0, []
    for index in range(start, end):
        depth += (plain[index] in "([{") - (plain[index] in ")]}")
        if plain[index] == "," and depth == 0:
            found.append(index)
    return found


def _without_strings(line: str) -> str:
    return _STRING.sub(lambda match: "_" * len(match[0]), line)


def tidied(suite: Suite, edits: Sequence[Edit]) -> list[Edit]:
    """Edits with those that keep the lines around them as a formatter would have them."""
    added: list[Edit] = []
    for path in dict.fromkeys(edit.path for edit in edits):
        module = suite.modules.get(path)
        if module is None:
            continue
        source = module.source
        lines: dict[int, list[Edit]] = {}
        for edit in edits:
            if edit.path == path and b"\n" not in edit.before + edit.after:
                lines.setdefault(source.line_of(edit.start), []).append(edit)
        for number, here in lines.items():
            here.sort(key=lambda edit: edit.start)
            added += _around(suite, source, number, here)
    return [*edits, *added]


def _around(suite: Suite, source: Source, number: int, edits: Sequence[Edit]) -> Iterator[Edit]:
    begin = source.line_start(number)
    old = source.line(number).rstrip(b"\r\n")
    new, position, kept = "", begin, []
    for edit in edits:
        unchanged = source.text(position, edit.start)
        kept.append((len(new), len(unchanged), position))
        new += unchanged + edit.after.decode(source.encoding.removesuffix("-sig"))
        position = edit.end
    rest = source.text(position, begin + len(old))
    kept.append((len(new), len(rest), position))
    new += rest
    limit = suite.config.line_length
    starts = {node.lineno for node in nodes_of(source.tree) if isinstance(node, ast.stmt)}
    if number in starts and len(new) > limit >= len(source.text(begin, begin + len(old))):
        yield from _split(source, new, kept, limit)
        return
    first, last = edits[0].start, edits[-1].end
    middle = new[len(source.text(begin, first)) : len(new) - len(rest)]
    for start, end in enclosing(suite, source, first, last, middle):
        yield replacing(source, start, end, "")


def _split(
    source: Source, new: str, kept: Sequence[tuple[int, int, int]], limit: int
) -> Iterator[Edit]:
    """The line breaks of a line that becomes too long, where the edits leave it as it was."""
    found = _brackets(new)
    if found is None or new.lstrip().startswith(("def ", "async def ", "class ")):
        return
    start, end = found
    indent = new[: len(new) - len(new.lstrip())]
    inner, outer = source.newline + indent + _STEP, source.newline + indent
    commas: list[int] = []
    if len(f"{indent}{_STEP}{new[start:end]}") > limit:
        commas = _commas(new, start, end)
        if not commas:
            return
    places = [_place(source, new, kept, index) for index in (start - 1, *commas, end)]
    if any(place is None for place in places):
        return
    bracket, *between, closing = (place for place in places if place is not None)
    yield replacing(source, bracket + 1, bracket + 1, inner)
    for comma in between:
        after = comma + 1
        blank = len(source.raw) > after and source.raw[after : after + 1] == b" "
        yield replacing(source, after, after + blank, inner)
    tail = replacing(source, closing, closing, f",{outer}" if commas else outer)
    yield replace(tail, rank=9)


def _place(
    source: Source, new: str, kept: Sequence[tuple[int, int, int]], index: int
) -> int | None:
    """Where a character of the new line stands in the file, unless an edit has put it there."""
    for start, length, offset in kept:
        if start <= index < start + length:
            return offset + len(new[start:index].encode(source.encoding.removesuffix("-sig")))
    return None
