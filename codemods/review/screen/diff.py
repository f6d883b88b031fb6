"""A change as rows: side by side or in one column, with the words that differ marked."""

import difflib
import re
from collections.abc import Iterator

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
        found.append((Cell("", text, "note"),))
    if change.later:
        many = "fix is" if len(change.others) == 1 else "fixes are"
        text = f"Once the {many} accepted too: {', '.join(change.others)}"
        found += [(Cell("", "", "plain"),), (Cell("", text, "note"),)]
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
        tuple((left[i], left[j]) for _, i, j, _, _ in changed if i < j),
        tuple((right[i], right[j]) for _, _, _, i, j in changed if i < j),
    )


def _offsets(parts: list[str]) -> list[int]:
    found = [0]
    for part in parts:
        found.append(found[-1] + len(part))
    return found


def _file(file: FileChange, split: bool) -> Iterator[Row]:
    new = "  (new file)" if file.created else ""
    yield (Cell("", harmless(file.path) + new, "head"),)
    for hunk in file.hunks:
        yield (Cell("", hunk.head, "hunk"),)
        pairs = list(_paired(file.path, hunk))
        yield from pairs if split else _unified(pairs)


def _paired(path: str, hunk: Hunk) -> Iterator[Row]:
    numbers = [number for line in hunk.lines for number in (line.old, line.new) if number]
    digits = len(str(max(numbers, default=0)))
    before, after = Block(path), Block(path)
    for old, new in rows(hunk):
        old_text = harmless(old.text) if old else ""
        new_text = harmless(new.text) if new else ""
        gone: Spans = ()
        come: Spans = ()
        if old and new and old is not new:
            gone, come = differing(old_text, new_text)
        yield (
            _cell(old, old.old if old else None, old_text, gone, digits, before),
            _cell(new, new.new if new else None, new_text, come, digits, after),
        )


def _cell(
    line: Line | None, number: int | None, text: str, words: Spans, digits: int, block: Block
) -> Cell:
    if line is None:
        return Cell(" " * (digits + 3), "", "none")
    gutter = f"{number or '':>{digits}} {line.sign} "
    return Cell(gutter, text, _TONES[line.sign], words, block.add(text))


def _unified(pairs: list[Row]) -> Iterator[Row]:
    """What goes, then what comes; a line that stays once, with its number after the change."""
    come: list[Row] = []
    for old, new in pairs:
        if old.tone == "same":
            yield from come
            come = []
            yield (new,)
            continue
        if old.tone == "gone":
            yield (old,)
        if new.tone == "come":
            come.append((new,))
    yield from come
