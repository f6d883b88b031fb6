"""What a fix changes, as the lines that a person reads."""

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from codemods.edits.model import Edit, Fix
from codemods.edits.spans import render
from codemods.suite.model import Suite

CONTEXT = 3
"""Lines shown around a change unless more are asked for."""

_WORD = re.compile(r"\w+")
_LIKE = 0.35
_MOST_PAIRS = 900
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
    ids = frozenset(other.id for other in known)
    edits = [edit for other in (*known, fix) for edit in other.edits]
    files = [
        _file(suite, path, edits, ids, ids | {fix.id}, context)
        for path in sorted({edit.path for edit in fix.edits})
    ]
    waiting = [edit for edit in fix.edits if not edit.is_active(ids | {fix.id})]
    own = frozenset({fix.id})
    alone = [replace(edit, owners=own, when="any") for edit in waiting]
    later = [
        _file(suite, path, alone, frozenset(), own, context)
        for path in sorted({edit.path for edit in waiting})
    ]
    missing = frozenset[str]().union(*(edit.owners for edit in waiting)) - ids - {fix.id}
    return Change(
        tuple(file for file in files if file.hunks),
        tuple(file for file in later if file.hunks),
        tuple(sorted(missing)),
    )


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
    for k, m in (*_alike(gone, come), (len(gone), len(come))):
        yield from zip_longest(gone[i:k], come[j:m])
        if k < len(gone):
            yield gone[k], come[m]
        i, j = k + 1, m + 1


def _alike(gone: list[Line], come: list[Line]) -> list[tuple[int, int]]:
    """Pairs of lines that say much the same, in order and none twice: the likest in sum."""
    if not gone or not come or len(gone) * len(come) > _MOST_PAIRS:
        return []
    old, new = ([Counter(_WORD.findall(line.text)) for line in lines] for lines in (gone, come))
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
    return share if share >= _LIKE else 0.0


def _file(
    suite: Suite,
    path: str,
    edits: Iterable[Edit],
    before: frozenset[str],
    after: frozenset[str],
    context: int,
) -> FileChange:
    raw = suite.raw(path)
    here = [edit for edit in edits if edit.path == path]
    old, new = (render(raw or b"", here, applied) for applied in (before, after))
    created = raw is None and not any(edit.is_active(before) for edit in here)
    return FileChange(path, created, tuple(hunks_of(old, new, suite.encoding(path), context)))


def hunks_of(old: bytes, new: bytes, encoding: str, context: int = CONTEXT) -> Iterator[Hunk]:
    """The hunks between two states of one file."""
    newline = _newline(old or new)
    a, b = _lines(old), _lines(new)
    head = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), None)
    start = min(len(a), len(b)) if head is None else head
    matcher = difflib.SequenceMatcher(None, a[start:], b[start:], autojunk=False)
    changed = [
        (i + start, j + start, k + start, m + start)
        for tag, i, j, k, m in matcher.get_opcodes()
        if tag != "equal"
    ]
    old_texts, new_texts = (_Texts(lines, encoding, newline) for lines in (a, b))
    for group in _grouped(changed, context):
        at, shift = max(0, group[0][0] - context), group[0][2] - group[0][0]
        lines: list[Line] = []
        for i, j, k, m in (*group, (len(a), len(a), len(b), len(b))):
            stop = min(i, group[-1][1] + context)
            lines += [Line(n + 1, n + shift + 1, old_texts[n]) for n in range(at, stop)]
            if i < len(a) or k < len(b):
                lines += [Line(n + 1, None, old_texts[n]) for n in range(i, j)]
                lines += [Line(None, n + 1, new_texts[n]) for n in range(k, m)]
            at, shift = j, m - j
        yield Hunk(tuple(lines))


Block = tuple[int, int, int, int]


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
    ends = [match.end() for match in _LINE_END.finditer(data)]
    bounds = [0, *ends, *([len(data)] if not ends or ends[-1] < len(data) else [])]
    return [data[i:j] for i, j in pairwise(bounds) if i < j]


def _newline(data: bytes) -> bytes:
    found = _LINE_END.search(data)
    return found.group() if found else b"\n"


def _range(numbers: Sequence[int]) -> str:
    if not numbers:
        return "0,0"
    return str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]},{len(numbers)}"
