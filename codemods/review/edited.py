"""A fix as a reviewer rewrote it: from the files that came back to edits on the original bytes."""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from codemods.edits.model import Edit, Fix
from codemods.edits.spans import active, render, share
from codemods.errors import Refusal
from codemods.plan import Plan
from codemods.transforms.primitives.damage import broken
from codemods.transforms.primitives.together import together

_LINES = re.compile(rb"[^\n]*\n|[^\n]+")
_WORDS = re.compile(rb"\w+|\s+|.", re.DOTALL)


def after_side(plan: Plan, fix: Fix) -> dict[str, bytes]:
    """The files of a fix as they are with it alone, by path: what goes into the editor.

    Args:
        fix: as it was proposed, without what it owns jointly with others.
    """
    applied = frozenset({fix.id})
    (whole,) = together(plan.suite, [fix])
    found = {}
    for path in sorted({edit.path for edit in whole.edits}):
        here = [edit for edit in whole.edits if edit.path == path]
        found[path] = render(plan.suite.raw(path) or b"", here, applied)
    return found


def rewritten(plan: Plan, fix: Fix, contents: Mapping[str, bytes]) -> tuple[Edit, ...]:
    """The edits that lead to ``contents``: those of the fix, but for what the reviewer changed.

    Args:
        fix: as it was proposed.
        contents: by path, what came back of each file of `after_side`.

    Returns:
        Edits without those that the fix owns jointly with others: `settled` makes these anew.

    Raises:
        Refusal: a place was changed that another fix needs as it was.
    """
    suite = plan.suite
    proposed = {_place(edit): edit for edit in fix.edits}
    (whole,) = together(suite, [fix])
    needed = _needed_by_others(plan, fix)
    found = [edit for edit in fix.edits if edit.path not in contents]
    for path, wanted in contents.items():
        here = [edit for edit in whole.edits if edit.path == path]
        for edit in _rewritten(suite.raw(path) or b"", here, fix.id, path, wanted, needed):
            if edit not in here:
                found.append(edit)
            elif _place(edit) in proposed:
                found.append(proposed[_place(edit)])
    return tuple(sorted(found, key=lambda edit: (edit.path, edit.order)))


def settled(plan: Plan, fixes: Sequence[Fix]) -> list[Fix]:
    """Fixes as they were proposed or rewritten, with what they own jointly.

    Raises:
        Refusal: two of them cross, or a file would not parse or miss a name.
    """
    shared, crossing = share(fixes)
    for fix, rival in crossing:
        raise Refusal(f"the edits of {fix.id} and of {rival.id} cross: accept only one of them")
    whole = together(plan.suite, shared)
    for name, reason in broken(plan.suite, whole):
        raise Refusal(f"what would be written for {name} cannot be taken: {reason}")
    return whole


def reached(fixes: Sequence[Fix], start: Iterable[str]) -> frozenset[str]:
    """The ids ``start``, and those of fixes that share a file with one of them, or with one so."""
    found = set(start)
    paths = {edit.path for fix in fixes if fix.id in found for edit in fix.edits}
    while more := [
        fix
        for fix in fixes
        if fix.id not in found and any(edit.path in paths for edit in fix.edits)
    ]:
        found |= {fix.id for fix in more}
        paths |= {edit.path for fix in more for edit in fix.edits}
    return frozenset(found)


def _needed_by_others(plan: Plan, fix: Fix) -> frozenset[tuple[object, ...]]:
    """Where the fix has edits that others have too."""
    made = next((it for it in plan.fixes if it.id == fix.id), fix)
    others = (edit for edit in made.edits if edit.when == "any" and len(edit.owners) > 1)
    return frozenset(_place(edit) for edit in others)


def _place(edit: Edit) -> tuple[object, ...]:
    """What an edit is known by: joining fixes changes its rank, and the blank lines before it."""
    return edit.path, edit.start, edit.end, edit.before, edit.after.lstrip(b"\r\n")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of the file with the fix in it, from ``start`` to ``end``.

    Attributes:
        edit: the edit that made it, if one did.
        text: what the reviewer put in its place, if anything.
    """

    start: int
    end: int
    edit: Edit | None = None
    text: bytes | None = None


def _rewritten(
    raw: bytes,
    edits: Sequence[Edit],
    name: str,
    path: str,
    wanted: bytes,
    needed: frozenset[tuple[object, ...]],
) -> Iterator[Edit]:
    applied = frozenset({name})
    shown = render(raw, edits, applied)
    stretches: list[_Stretch] = []
    shift = 0
    for edit in active(edits, applied):
        start = edit.start + shift
        stretches.append(_Stretch(start, start + len(edit.after), edit))
        shift += len(edit.after) - len(edit.before)
    stretches += _changes(shown, wanted)
    for group in _touching(stretches):
        if all(stretch.text is None for stretch in group):
            yield from (stretch.edit for stretch in group if stretch.edit)
            continue
        if any(stretch.edit and _place(stretch.edit) in needed for stretch in group):
            raise Refusal(
                f"{path}: other fixes need what was changed there as it was; leave that place, "
                "or reject this fix"
            )
        yield from _joined(raw, shown, stretches, group, name, path)


def _joined(
    raw: bytes,
    shown: bytes,
    stretches: Sequence[_Stretch],
    group: Sequence[_Stretch],
    name: str,
    path: str,
) -> Iterator[Edit]:
    """One edit for what the fix and the reviewer did at one place."""
    start, end = min(it.start for it in group), max(it.end for it in group)
    pieces: list[bytes] = []
    at = start
    for stretch in group:
        if stretch.text is not None:
            pieces += (shown[at : stretch.start], stretch.text)
            at = stretch.end
    after = b"".join((*pieces, shown[at:end]))
    first, last = _origin(stretches, start, group), _origin(stretches, end, ())
    if raw[first:last] != after:
        yield Edit(path, first, last, raw[first:last], after, frozenset({name}))


def _origin(stretches: Sequence[_Stretch], place: int, group: Sequence[_Stretch]) -> int:
    """Where a place of the file with the fix is in the original: in front of ``group``."""
    shift = 0
    for stretch in stretches:
        if stretch.edit and stretch.end <= place and stretch not in group:
            shift += len(stretch.edit.after) - len(stretch.edit.before)
    return place - shift


def _touching(stretches: Sequence[_Stretch]) -> Iterator[list[_Stretch]]:
    """Stretches in order of position, those that overlap or touch together."""
    group: list[_Stretch] = []
    end = -1
    for stretch in sorted(stretches, key=lambda it: (it.start, it.end, it.text is not None)):
        if group and stretch.start > end:
            yield group
            group = []
        group.append(stretch)
        end = max(end, stretch.end) if len(group) > 1 else stretch.end
    if group:
        yield group


def _changes(shown: bytes, wanted: bytes) -> Iterator[_Stretch]:
    """What the reviewer changed, word by word within the lines that differ."""
    for start, end, text in _differing(shown, wanted, _LINES):
        for first, last, words in _differing(shown[start:end], text, _WORDS):
            yield _Stretch(start + first, start + last, text=words)


def _differing(
    old: bytes, new: bytes, parts: re.Pattern[bytes]
) -> Iterator[tuple[int, int, bytes]]:
    a, b = parts.findall(old), parts.findall(new)
    offsets = [0]
    for part in a:
        offsets.append(offsets[-1] + len(part))
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            yield offsets[i], offsets[j], b"".join(b[k:m])
