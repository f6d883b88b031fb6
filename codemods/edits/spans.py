"""Arithmetic on spans: merging shared edits, finding overlaps, applying a subset of fixes."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from codemods.edits.model import Edit, Fix


def share(fixes: Sequence[Fix]) -> tuple[list[Fix], list[tuple[Fix, Fix]]]:
    """Let fixes that need the same edit own it together, and set aside fixes that overlap.

    Args:
        fixes: in order of precedence, all computed on the same original bytes.

    Returns:
        The fixes that fit together, each with its edits' owners widened to all fixes kept that
        need the same edit; and the pairs ``(refused, kept)`` whose spans cross.
    """
    kept: list[Fix] = []
    crossing: list[tuple[Fix, Fix]] = []
    by_path: dict[str, list[int]] = {}
    for fix in fixes:
        paths = {edit.path for edit in fix.edits}
        near = sorted({at for path in paths for at in by_path.get(path, ())})
        rival = next((kept[at] for at in near if _cross(fix, kept[at])), None)
        if rival is None:
            for path in paths:
                by_path.setdefault(path, []).append(len(kept))
            kept.append(fix)
        else:
            crossing.append((fix, rival))
    owners: dict[tuple[object, ...], frozenset[str]] = {}
    for fix in kept:
        for edit in fix.edits:
            owners[_key(edit)] = owners.get(_key(edit), frozenset()) | edit.owners
    widened = [
        replace(fix, edits=tuple(replace(edit, owners=owners[_key(edit)]) for edit in fix.edits))
        for fix in kept
    ]
    return widened, crossing


def render(original: bytes, edits: Iterable[Edit], applied: frozenset[str]) -> bytes:
    """The bytes of one file while exactly the fixes ``applied`` are in it.

    Raises:
        ValueError: an edit does not fit ``original``, or two active edits cross.
    """
    pieces: list[bytes] = []
    position = 0
    for edit in active(edits, applied):
        if edit.start < position or original[edit.start : edit.end] != edit.before:
            raise ValueError(f"{edit.path}: the edit at byte {edit.start} does not fit")
        pieces += (original[position : edit.start], edit.after)
        position = edit.end
    return b"".join((*pieces, original[position:]))


def active(edits: Iterable[Edit], applied: frozenset[str]) -> list[Edit]:
    """The distinct edits that are there while exactly ``applied`` are, in order of position.

    Two that do the same are one: a comma may be needed by several pairs of fixes.
    """
    found = {edit.order: edit for edit in edits if edit.is_active(applied)}
    return [found[order] for order in sorted(found)]


def _key(edit: Edit) -> tuple[object, ...]:
    return edit.path, *edit.order, edit.when


def _cross(one: Fix, other: Fix) -> bool:
    return any(
        a.path == b.path and a.start < b.end and b.start < a.end
        for a in one.edits
        for b in other.edits
        if _key(a) != _key(b) and a.start != a.end and b.start != b.end
    ) or any(
        a.path == b.path and a.start < b.start < a.end
        for first, second in ((one, other), (other, one))
        for a in first.edits
        for b in second.edits
        if b.start == b.end
    )
