"""A change as rows: side by side or in one column, with the words that differ marked."""

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from codemods.review.changes import Change, FileChange, Hunk, Line, rows
from codemods.review.screen.cells import Cell, Row, Tone, harmless
from codemods.review.screen.lexing import Block

_WORD = re.compile(r"\w+|\s+|.")
_LONGEST = 400
_ALIKE = 0.35
_TONES: dict[str, Tone] = {" ": "same", "-": "gone", "+": "come"}

Spans = tuple[tuple[int, int], ...]


def diff_rows(change: Change, split: bool) -> list[Row]:
    """The rows of a change.

    Args:
        split: before and after side by side, rather than one above the other.
    """
    found = [row for file in change.files for row in _file(file, split)]
    if not change.files:
        text = "Nothing changes in the files now."
        found.append((Cell(" ", text, "note"),))
    if change.later:
        many = "fix is" if len(change.others) == 1 else "fixes are"
        text = f"Once the {many} accepted too: {', '.join(change.others)}"
        found += [(Cell("", "", "plain"),), (Cell(" ", text, "note"),)]
        found += [row for file in change.later for row in _file(file, split)]
    return found


def differing(old: str, new: str) -> tuple[Spans, Spans]:
    """Where two lines differ, word by word; nothing where they have little in common."""
    if not old.strip() or not new.strip() or max(len(old), len(new)) > _LONGEST:
        return (), ()
    a, b = _WORD.findall(old), _WORD.findall(new)
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return (), ()
    left, right = _offsets(a), _offsets(b)
    changed = [it for it in matcher.get_opcodes() if it[0] != "equal"]
    return (
        tuple(_seen(old, left[i], left[j]) for _, i, j, _, _ in changed if i < j),
        tuple(_seen(new, right[i], right[j]) for _, _, _, i, j in changed if i < j),
    )


def _seen(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the blanks at its beginning, if it is not only blanks."""
    stripped = len(text[start:end].lstrip())
    return (end - stripped, end) if stripped else (start, end)


def _offsets(parts: list[str]) -> list[int]:
    found = [0]
    for part in parts:
        found.append(found[-1] + len(part))
    return found


def _file(file: FileChange, split: bool) -> Iterator[Row]:
    new = "  (new file)" if file.created else ""
    yield (Cell(" ", harmless(file.path) + new, "head"),)
    for hunk in file.hunks:
        yield (Cell(" ", hunk.head, "hunk"),)
        numbers = [number for line in hunk.lines for number in (line.old, line.new) if number]
        digits = len(str(max(numbers, default=0)))
        pairs = _paired(file.path, hunk)
        yield from (_beside(*pair, digits) for pair in pairs) if split else _below(pairs, digits)


@dataclass(frozen=True, slots=True)
class _Side:
    """A line on one side, with where it differs from the one on the other."""

    line: Line
    text: str
    words: Spans
    block: tuple[Block, int]

    def cell(self, number: str) -> Cell:
        sign = self.line.sign
        return Cell(f" {number} {sign} ", self.text, _TONES[sign], self.words, self.block)


def _paired(path: str, hunk: Hunk) -> Iterator[tuple[_Side | None, _Side | None]]:
    before, after = Block(path), Block(path)
    for old, new in rows(hunk):
        old_text = harmless(old.text) if old else ""
        new_text = old_text if new is old else harmless(new.text) if new else ""
        gone: Spans = ()
        come: Spans = ()
        if old and new and old is not new:
            gone, come = differing(old_text, new_text)
        yield (
            _Side(old, old_text, gone, before.add(old_text)) if old else None,
            _Side(new, new_text, come, after.add(new_text)) if new else None,
        )


def _beside(old: _Side | None, new: _Side | None, digits: int) -> Row:
    none = Cell(" " * (digits + 4), "", "none")
    return (
        old.cell(f"{old.line.old:>{digits}}") if old else none,
        new.cell(f"{new.line.new:>{digits}}") if new else none,
    )


def _below(pairs: Iterable[tuple[_Side | None, _Side | None]], digits: int) -> Iterator[Row]:
    """What goes, then what comes; a line that stays once, with both its numbers."""
    waiting: list[Row] = []
    for old, new in pairs:
        if old and new and old.line is new.line:
            yield from waiting
            waiting = []
            yield (new.cell(f"{old.line.old:>{digits}} {new.line.new:>{digits}}"),)
            continue
        if old:
            yield (old.cell(f"{old.line.old:>{digits}} {'':{digits}}"),)
        if new:
            waiting.append((new.cell(f"{'':{digits}} {new.line.new:>{digits}}"),))
    yield from waiting
