"""Looking for edits in bytes: which of them make just these, and which stand in edited ones."""

import difflib
from collections.abc import Collection, Iterator, Sequence

from codemods.edits.model import Edit
from codemods.history.layers import Change, put
from codemods.history.merge import lines_of, words_of

ALIKE = 0.6


def parse(
    original: bytes,
    edits: Sequence[Edit],
    content: bytes,
    likely: Collection[Edit],
) -> frozenset[Edit] | None:
    """Which of the edits, put into ``original``, make ``content``; ``None`` if no choice does.

    Where several do, the one that agrees with ``likely`` for as long as possible is given.
    """
    ordered = sorted(set(edits), key=lambda edit: edit.order)
    seen: set[tuple[int, int, int]] = set()
    todo: list[tuple[int, int, int, tuple[Edit, object] | None]] = [(0, 0, 0, None)]
    while todo:
        index, position, offset, chosen = todo.pop()
        if (index, position, offset) in seen:
            continue
        seen.add((index, position, offset))
        if index == len(ordered):
            if original[position:] == content[offset:]:
                return frozenset(_unrolled(chosen))
            continue
        edit = ordered[index]
        without = (index + 1, position, offset, chosen)
        branches = [without]
        gap = original[position : edit.start] + edit.after
        if edit.start >= position and content.startswith(gap, offset):
            branches.append((index + 1, edit.end, offset + len(gap), (edit, chosen)))
        todo += branches if edit in likely else reversed(branches)
    return None


def _unrolled(chosen: object) -> Iterator[Edit]:
    while isinstance(chosen, tuple):
        edit, chosen = chosen
        yield edit


class Regions:
    """Lines of what was written, found again in what the user made of it."""

    def __init__(self, written: bytes, content: bytes) -> None:
        self.written = written
        self._old, self._new = lines_of(written), lines_of(content)
        matcher = difflib.SequenceMatcher(None, self._old, self._new, autojunk=False)
        self._blocks = matcher.get_opcodes()

    def keeps(self, change: Change) -> bool:
        """Whether the place of ``change`` looks more as it is written than as it would be after."""
        first = self.written.count(b"\n", 0, change.start)
        last = first + max(1, len(lines_of(self.written[change.start : change.end])))
        around = slice(max(0, first - 1), last + 1)
        old = self._old[around]
        lead = len(b"".join(self._old[: around.start]))
        new = put(b"".join(old), [Change(change.start - lead, change.end - lead, 0, change.after)])
        now = self._new[slice(*self._found(around.start, around.start + len(old)))]
        if now == old:
            return True
        return _likeness(now, old) > max(ALIKE, _likeness(now, lines_of(new)))

    def _found(self, first: int, last: int) -> tuple[int, int]:
        start, end = 0, 0
        for tag, a, b, c, d in self._blocks:
            if a <= first < b:
                start = c + (first - a if tag == "equal" else 0)
            if a < last <= b:
                end = c + (last - a) if tag == "equal" else d
        return start, max(start, end)


def _likeness(one: list[bytes], two: list[bytes]) -> float:
    words = (words_of(b"".join(one)), words_of(b"".join(two)))
    return difflib.SequenceMatcher(None, *words, autojunk=False).ratio()
