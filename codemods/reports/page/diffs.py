"""Changes as a page shows them: side by side, or one below the other where there is no room."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from codemods.reports.page.code import (
    Coloured,
    Span,
    as_html,
    changed_words,
    coloured,
    opened_before,
)
from codemods.review.changes import FileChange, Hunk, Line, rows
from codemods.safe_text import visible
from codemods.suite.model import Suite

Row = tuple[Line | None, Line | None]
"""What stands side by side."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One line on one side.

    Attributes:
        number: from 1.
        code: its text as HTML.
    """

    number: int
    code: Markup


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong next to each other.

    Attributes:
        changed: whether the sides differ; if not, they have the same lines.
        old: the lines before.
        new: the lines after.
    """

    changed: bool
    old: tuple[Cell, ...]
    new: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class ShownHunk:
    """Lines that change, with those around them; ``head`` is as in a unified diff."""

    head: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ShownFile:
    """What changes in one file; ``added`` and ``removed`` are numbers of lines."""

    path: str
    created: bool
    added: int
    removed: int
    hunks: tuple[ShownHunk, ...]


def shown_file(suite: Suite, change: FileChange) -> ShownFile:
    """A file, ready for the page."""
    signs = [line.sign for hunk in change.hunks for line in hunk.lines]
    return ShownFile(
        change.path,
        change.created,
        signs.count("+"),
        signs.count("-"),
        tuple(
            ShownHunk(hunk.head, tuple(_blocks(suite, change.path, hunk))) for hunk in change.hunks
        ),
    )


def _blocks(suite: Suite, path: str, hunk: Hunk) -> Iterator[Block]:
    texts = {id(line): visible(line.text, keep="\t") for line in hunk.lines}
    before = _before(suite, path, hunk.lines)
    sides = (
        [line for line in hunk.lines if line.old is not None],
        [line for line in hunk.lines if line.new is not None],
    )
    pieces: dict[int, Coloured] = {}
    for side in sides:
        known = coloured(path, [texts[id(line)] for line in side], before)
        pieces.update(zip(map(id, side), known, strict=True))

    def cell(line: Line, number: int, marks: Sequence[Span]) -> Cell:
        return Cell(number, as_html(texts[id(line)], pieces[id(line)], marks))

    for changed, group in _runs(hunk):
        old: list[Cell] = []
        new: list[Cell] = []
        for left, right in group:
            marks: tuple[tuple[Span, ...], tuple[Span, ...]] = ((), ())
            if changed and left and right:
                marks = changed_words(texts[id(left)], texts[id(right)])
            if left and left.old is not None:
                old.append(cell(left, left.old, marks[0]))
            if right and right.new is not None:
                new.append(cell(right, right.new, marks[1]))
        yield Block(changed, tuple(old), tuple(new))


def _runs(hunk: Hunk) -> Iterator[tuple[bool, list[Row]]]:
    """Rows of which one side ends before the other at most once, so that they stay level."""
    run: list[Row] = []
    for row in rows(hunk):
        last = run[-1] if run else row
        if (last[0] is last[1]) != (row[0] is row[1]) or any(
            before is None and now for before, now in zip(last, row, strict=True)
        ):
            yield last[0] is not last[1], run
            run = []
        run.append(row)
    if run:
        yield run[-1][0] is not run[-1][1], run


def _before(suite: Suite, path: str, lines: Iterable[Line]) -> list[str]:
    """The lines in front of a hunk from which its colours follow."""
    module = suite.modules.get(path)
    first = next((line.old for line in lines if line.old is not None), None)
    if module is None or first is None:
        return []
    source = module.source
    start = opened_before(source, first)
    raw = (source.line(number).rstrip(b"\r\n") for number in range(start, first))
    return [visible(text.decode(source.encoding, "replace"), keep="\t") for text in raw]
