"""Arithmetic on a file that several batches have edited, each on what the one before left.

A *stack* is the batches that went into one file, the oldest first. An *activity* says for each
of them which edits are there. The text of a stack under an activity depends on nothing else, so
fixes can be taken out of any batch, in any order, with the same bytes in the end.
"""

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from codemods.edits.model import Edit
from codemods.history.merge import lines_of, merge

Ids = frozenset[str]
Sets = Mapping[str, Ids]
Activity = tuple[frozenset[Edit], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """What one batch did to one file.

    Attributes:
        batch: id of the batch.
        original: the bytes that its edits were computed on.
        made: whether the batch made the file, so that without any edit there is none.
        edits: those that may be there, depending on which fixes are.
        below: for each lower layer, the fixes that were in the file when this one came.
    """

    batch: str
    original: bytes
    made: bool
    edits: tuple[Edit, ...]
    below: Sets


Stack = tuple[Layer, ...]


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """The bytes from ``start`` to ``end`` become ``after``."""

    start: int
    end: int
    rank: int
    after: bytes


class NeededAboveError(Exception):
    """An edit stands inside bytes that would go; ``batch`` and ``owners`` say whose it is."""

    def __init__(self, batch: str, owners: Ids) -> None:
        super().__init__(batch, owners)
        self.batch = batch
        self.owners = owners


def activity(stack: Stack, sets: Sets) -> Activity:
    """The edits that are there while exactly the fixes ``sets`` are in the file, by batch.

    An edit of the kind ``all`` was right because of everything that was in the file then, so it
    goes with any of it, of earlier batches too.
    """
    return tuple(_active(layer, sets) for layer in stack)


def text(stack: Stack, on: Activity) -> bytes:
    """The bytes of the file under ``on``; empty also where the file would not be there at all.

    Raises:
        NeededAboveError: an edit in ``on`` stands inside bytes that a lower layer no longer makes.
        ConflictError: the user edited the file between two batches, in the same place.
    """
    return put(stack[-1].original, changes(stack, on))


@lru_cache(maxsize=4096)
def changes(stack: Stack, on: Activity) -> tuple[Change, ...]:
    """The changes that make the text under ``on`` out of the top layer's original.

    Raises:
        as ``text``.
    """
    below = incoming(stack, on[:-1])
    mine = sorted({Change(*edit.order) for edit in on[-1]})
    for edit in on[-1]:
        if any(crosses(edit, change) for change in below):
            raise NeededAboveError(stack[-1].batch, edit.owners)
    return tuple(sorted((*below, *mine)))


@lru_cache(maxsize=4096)
def incoming(stack: Stack, on: Activity) -> tuple[Change, ...]:
    """What ``on``, of the lower layers, changes in the top layer's original.

    Raises:
        as ``text``.
    """
    top, lower = stack[-1], stack[:-1]
    if not lower:
        return ()
    then = activity(lower, top.below)
    carried = between(lower[-1].original, changes(lower, then), changes(lower, on))
    found = text(lower, then)
    if not carried or found == top.original:
        return carried
    return differences(top.original, merge(found, top.original, put(found, carried)))


def put(original: bytes, replacements: Iterable[Change]) -> bytes:
    """``original`` with the replacements, which are sorted and do not cross."""
    pieces: list[bytes] = []
    position = 0
    for change in replacements:
        if change.start < position:
            raise ValueError(f"two changes cross at byte {change.start}")
        pieces += (original[position : change.start], change.after)
        position = change.end
    return b"".join((*pieces, original[position:]))


def between(
    original: bytes, before: Sequence[Change], after: Sequence[Change]
) -> tuple[Change, ...]:
    """The changes from ``put(original, before)`` to ``put(original, after)``.

    They are sorted and no two of them touch.
    """
    found: list[Change] = []
    shift = 0
    old_side, new_side = set(before), set(after)
    for cluster in _clusters(sorted(old_side | new_side)):
        start, end = cluster[0].start, max(change.end for change in cluster)
        piece = original[start:end]
        old = put(piece, _moved((it for it in cluster if it in old_side), -start))
        new = put(piece, _moved((it for it in cluster if it in new_side), -start))
        if old != new:
            at = start + shift
            if found and found[-1].end == at:
                last = found.pop()
                found.append(Change(last.start, at + len(old), last.rank, last.after + new))
            else:
                found.append(Change(at, at + len(old), 0, new))
        shift += len(old) - (end - start)
    return tuple(found)


def differences(old: bytes, new: bytes) -> tuple[Change, ...]:
    """The changes from ``old`` to ``new``, in whole lines."""
    one, two = lines_of(old), lines_of(new)
    same = _common(one, two)
    tail = _common(one[same:][::-1], two[same:][::-1])
    middle, other = one[same : len(one) - tail], two[same : len(two) - tail]
    starts = [len(b"".join(one[:same]))]
    for line in middle:
        starts.append(starts[-1] + len(line))
    matcher = difflib.SequenceMatcher(None, middle, other, autojunk=False)
    return tuple(
        Change(starts[a], starts[b], 0, b"".join(other[c:d]))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    )


def crosses(edit: Edit, change: Change) -> bool:
    """Whether the two claim the same bytes, or one stands inside the other."""
    return edit.start < change.end and change.start < edit.end


def _common(one: Sequence[bytes], two: Sequence[bytes]) -> int:
    pairs = enumerate(zip(one, two, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(one), len(two)))


def _active(layer: Layer, sets: Sets) -> frozenset[Edit]:
    here = sets.get(layer.batch, frozenset())
    as_then = all(ids <= sets.get(batch, frozenset()) for batch, ids in layer.below.items())
    return frozenset(
        edit for edit in layer.edits if edit.is_active(here) and (as_then or edit.when == "any")
    )


def _moved(found: Iterable[Change], by: int) -> Iterator[Change]:
    return (Change(it.start + by, it.end + by, it.rank, it.after) for it in found)


def _clusters(ordered: Iterable[Change]) -> Iterator[list[Change]]:
    cluster: list[Change] = []
    end = 0
    for change in ordered:
        if cluster and change.start < end:
            cluster.append(change)
        else:
            if cluster:
                yield cluster
            cluster = [change]
        end = max(end, change.end) if len(cluster) > 1 else change.end
    if cluster:
        yield cluster
