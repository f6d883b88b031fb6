"""What a fix changes, as the lines that a person reads."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from codemods.edits.model import Edit, Fix
from codemods.edits.spans import active, render
from codemods.review.likeness import alike
from codemods.suite.model import Suite

CONTEXT = 3
"""Lines shown around a change unless more are asked for."""

_LINE_END = re.compile(rb"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a diff.

    Attributes:
        old: its number before, from 1; ``None`` for a line that is new.
        new: its number after; ``None`` for a line that goes.
        text: without its line end, decoded, not yet made safe for a screen.
    """

    old: int | None
    new: int | None
    text: str

    @property
    def sign(self) -> str:
        """``-``, ``+`` or a blank, as in a unified diff."""
        return "+" if self.old is None else "-" if self.new is None else " "


@dataclass(frozen=True, slots=True)
class Hunk:
    """Lines that change, with those around them."""

    lines: tuple[Line, ...]

    @property
    def head(self) -> str:
        """``@@ -3,7 +3,6 @@``."""
        old = [line.old for line in self.lines if line.old is not None]
        new = [line.new for line in self.lines if line.new is not None]
        return f"@@ -{_range(old)} +{_range(new)} @@"


@dataclass(frozen=True, slots=True)
class FileChange:
    """What changes in one file.

    Attributes:
        created: whether there is no such file before.
    """

    path: str
    created: bool
    hunks: tuple[Hunk, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What accepting a fix changes, as things stand.

    Attributes:
        files: what changes now, given the fixes that are accepted.
        later: what goes as well once those of ``others`` are accepted too: an import, a constant
            that nobody uses any more then.
        others: ids of fixes.
    """

    files: tuple[FileChange, ...]
    later: tuple[FileChange, ...] = ()
    others: tuple[str, ...] = ()


def change_of(
    suite: Suite, fix: Fix, accepted: Iterable[Fix] = (), *, context: int = CONTEXT
) -> Change:
    """What comes into the files with ``fix`` if the fixes ``accepted`` are already there."""
    known = [other for other in accepted if other.id != fix.id]
    held = frozenset(other.id for other in known) | {fix.id}
    waiting = [edit for edit in fix.edits if not edit.is_active(held)]
    own = frozenset({fix.id})
    alone = replace(fix, edits=tuple(replace(it, owners=own, when="any") for it in waiting))
    return Change(
        between(suite, known, [*known, fix], _paths(fix), context),
        between(suite, [], [alone], _paths(alone), context),
        tuple(sorted(frozenset[str]().union(*(edit.owners for edit in waiting)) - held)),
    )


def between(
    suite: Suite,
    before: Sequence[Fix],
    after: Sequence[Fix],
    paths: Iterable[str],
    context: int = CONTEXT,
) -> tuple[FileChange, ...]:
    """What changes in these files if the fixes ``after`` are in them, and no more ``before``."""
    files = (_file(suite, path, before, after, context) for path in sorted(set(paths)))
    return tuple(file for file in files if file.hunks)


def contents(suite: Suite, path: str, fixes: Iterable[Fix]) -> bytes | None:
    """One file with exactly these fixes in it; ``None`` for no file."""
    edits = _active(fixes, path)
    raw = suite.raw(path)
    ids = frozenset[str]().union(*(edit.owners for edit in edits))
    return raw if not edits else render(raw or b"", edits, ids)


def _paths(fix: Fix) -> list[str]:
    return [edit.path for edit in fix.edits]


def _active(fixes: Iterable[Fix], path: str) -> list[Edit]:
    """The edits in one file that are there while exactly these fixes are."""
    chosen = list(fixes)
    ids = frozenset(fix.id for fix in chosen)
    return active((it for fix in chosen for it in fix.edits if it.path == path), ids)


def rows(hunk: Hunk) -> Iterator[tuple[Line | None, Line | None]]:
    """The lines of a hunk side by side; what goes stands next to what comes for it."""
    gone: list[Line] = []
    come: list[Line] = []
    for line in hunk.lines:
        if line.sign == " ":
            yield from _beside(gone, come)
            yield line, line
            gone, come = [], []
        elif line.sign == "-" and come:
            yield from _beside(gone, come)
            gone, come = [line], []
        else:
            (gone if line.sign == "-" else come).append(line)
    yield from _beside(gone, come)


def _beside(gone: list[Line], come: list[Line]) -> Iterator[tuple[Line | None, Line | None]]:
    """Lines that say much the same stand beside each other, the others where there is room."""
    i = j = 0
    pairs = alike([line.text for line in gone], [line.text for line in come])
    for k, m in (*pairs, (len(gone), len(come))):
        yield from zip_longest(gone[i:k], come[j:m])
        if k < len(gone):
            yield gone[k], come[m]
        i, j = k + 1, m + 1


Block = tuple[int, int, int, int]
"""Lines that change: first and one past the last before, first and one past the last after."""


def _file(
    suite: Suite, path: str, before: Sequence[Fix], after: Sequence[Fix], context: int
) -> FileChange:
    old, new = (contents(suite, path, fixes) for fixes in (before, after))
    spans = _spans(_active(before, path), _active(after, path))
    blocks = _blocks(old or b"", new or b"", spans)
    hunks = _hunks(old or b"", new or b"", blocks, suite.encoding(path), context)
    return FileChange(path, old is None, tuple(hunks))


def _spans(before: Iterable[Edit], after: Iterable[Edit]) -> Iterator[tuple[int, int, int, int]]:
    """Where two states of a file differ, in bytes of the one and of the other."""
    old, new = ({edit.order: edit for edit in side} for side in (before, after))
    shift_old = shift_new = 0
    for order, edit in sorted({**old, **new}.items()):
        lengths = [len(edit.after if order in side else edit.before) for side in (old, new)]
        start_old, start_new = edit.start + shift_old, edit.start + shift_new
        if (order in old) != (order in new):
            yield start_old, start_old + lengths[0], start_new, start_new + lengths[1]
        shift_old += lengths[0] - len(edit.before)
        shift_new += lengths[1] - len(edit.before)


def _blocks(old: bytes, new: bytes, spans: Iterable[tuple[int, int, int, int]]) -> list[Block]:
    """The lines that hold the spans, in order, without those that are the same on both sides."""
    starts_old, starts_new = _line_starts(old), _line_starts(new)
    found: list[Block] = []
    for a, b, c, d in spans:
        i, k = bisect_right(starts_old, a) - 1, bisect_right(starts_new, c) - 1
        whole = starts_old[i] == a and _is_start(starts_old, b) and _is_start(starts_new, d)
        j = bisect_left(starts_old, b) if whole else bisect_right(starts_old, b)
        m = bisect_left(starts_new, d) if whole else bisect_right(starts_new, d)
        if found and (i < found[-1][1] or k < found[-1][3]):
            first = found.pop()
            i, k, j, m = first[0], first[2], max(j, first[1]), max(m, first[3])
        found.append((i, j, k, m))
    a_lines, b_lines = _lines(old), _lines(new)
    blocks: list[Block] = []
    for i, j, k, m in (_trimmed(block, a_lines, b_lines) for block in found):
        if blocks and blocks[-1][1] == i and blocks[-1][3] == k:
            first = blocks.pop()
            i, k = first[0], first[2]
        if i < j or k < m:
            blocks.append((i, j, k, m))
    return blocks


def _trimmed(block: Block, old: Sequence[bytes], new: Sequence[bytes]) -> Block:
    i, j, k, m = block[0], min(block[1], len(old)), block[2], min(block[3], len(new))
    while i < j and k < m and old[i] == new[k]:
        i, k = i + 1, k + 1
    while i < j and k < m and old[j - 1] == new[m - 1]:
        j, m = j - 1, m - 1
    return i, j, k, m


def _hunks(
    old: bytes, new: bytes, blocks: Sequence[Block], encoding: str, context: int
) -> Iterator[Hunk]:
    newline = _newline(old or new)
    before, after = (_Texts(_lines(side), encoding, newline) for side in (old, new))
    for group in _grouped(blocks, context):
        at, shift = max(0, group[0][0] - context), group[0][2] - group[0][0]
        end = min(len(before.lines), group[-1][1] + context)
        lines: list[Line] = []
        for i, j, k, m in (*group, (end, end, 0, 0)):
            lines += [Line(n + 1, n + shift + 1, before[n]) for n in range(at, i)]
            lines += [Line(n + 1, None, before[n]) for n in range(i, j)]
            lines += [Line(None, n + 1, after[n]) for n in range(k, m)]
            at, shift = j, m - j
        yield Hunk(tuple(lines))


def _grouped(blocks: Sequence[Block], context: int) -> Iterator[list[Block]]:
    """Blocks of changed lines, those together between which no line would be left out."""
    group: list[Block] = []
    for block in blocks:
        if group and block[0] - group[-1][1] > 2 * context:
            yield group
            group = []
        group.append(block)
    if group:
        yield group


@dataclass(frozen=True, slots=True)
class _Texts:
    """The lines of one side as text, decoded when they are asked for."""

    lines: Sequence[bytes]
    encoding: str
    newline: bytes

    def __getitem__(self, index: int) -> str:
        line = self.lines[index]
        found = _LINE_END.search(line)
        end = found.group() if found else b""
        text = line[: len(line) - len(end)].decode(self.encoding, "backslashreplace")
        if index == 0:
            text = text.removeprefix("\ufeff")
        return text if end in (self.newline, b"") else text + end.rstrip(b"\n").decode()


def _lines(data: bytes) -> list[bytes]:
    bounds = [*_line_starts(data), len(data)]
    return [data[i:j] for i, j in pairwise(bounds) if i < j]


def _line_starts(data: bytes) -> list[int]:
    return [0, *(match.end() for match in _LINE_END.finditer(data))]


def _is_start(starts: Sequence[int], offset: int) -> bool:
    at = bisect_left(starts, offset)
    return at < len(starts) and starts[at] == offset


def _newline(data: bytes) -> bytes:
    found = _LINE_END.search(data)
    return found.group() if found else b"\n"


def _range(numbers: Sequence[int]) -> str:
    if not numbers:
        return "0,0"
    return str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]},{len(numbers)}"
