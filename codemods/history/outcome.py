"""Which fixes go, which must go with them, and what the files are without them."""

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from codemods.errors import Refusal
from codemods.history.layers import Ids, NeededAboveError, Sets
from codemods.history.ledger import Batch, FixRecord
from codemods.history.merge import ConflictError
from codemods.history.presence import Presence

Check = Callable[[str, bytes, Sequence[bytes]], str | None]
Found = tuple[Batch, FixRecord]
SHORTEST_ID = 4


@dataclass(frozen=True, slots=True)
class Outcome:
    """What taking fixes back would leave.

    Attributes:
        gone: by batch, the ids of the fixes that go.
        reasons: for each fix that goes without having been asked for, why.
        contents: by path, the bytes that each file would have, ``None`` for no file.
    """

    gone: Mapping[str, Ids]
    reasons: Mapping[tuple[str, str], str]
    contents: Mapping[str, bytes | None]


def selected(there: Sequence[Found], selectors: Sequence[str]) -> list[Found]:
    """Those of the applied fixes that are named by a transform, an id or the start of an id.

    Raises:
        Refusal: a selector names none, or several by the start of their ids.
    """
    names = {record.fix.transform for _, record in there}
    ids = {record.fix.id for _, record in there}
    wanted: set[str] = set()
    for selector in selectors:
        digits = selector.lower()
        matching = {it for it in ids if len(digits) >= SHORTEST_ID and it.startswith(digits)}
        if selector in names:
            wanted |= {it.fix.id for _, it in there if it.fix.transform == selector}
        elif digits in ids:
            wanted.add(digits)
        elif len(matching) == 1:
            wanted |= matching
        elif matching:
            raise Refusal(f"“{selector}” fits {', '.join(sorted(matching))}: give more digits.")
        else:
            raise Refusal(f"no fix “{selector}” is applied{_applied_words(there, selector)}")
    if not selectors:
        raise Refusal(f"say which fixes to take back, or --all{_applied_words(there, '')}")
    return [found for found in there if found[1].fix.id in wanted]


def _applied_words(there: Sequence[Found], selector: str) -> str:
    ids: dict[str, list[str]] = {}
    for _, record in there:
        ids.setdefault(record.fix.transform, []).append(record.fix.id)
    words = [*ids, *(fix for fixes in ids.values() for fix in fixes)]
    close = difflib.get_close_matches(selector, words, 1)
    hint = f" (did you mean {close[0]}?)" if close else ""
    listing = "; ".join(f"{name}: {', '.join(fixes)}" for name, fixes in sorted(ids.items()))
    return f"{hint}. Applied are {listing}."


def outcome_of(
    presences: Mapping[str, Presence],
    asked: Sequence[Found],
    check: Check | None,
) -> Outcome:
    """What is left without the fixes asked for and those that cannot stay without them."""
    gone: dict[str, Ids] = {}
    for batch, record in asked:
        gone[batch.id] = gone.get(batch.id, frozenset()) | {record.fix.id}
    reasons: dict[tuple[str, str], str] = {}
    while True:
        contents: dict[str, bytes | None] = {}
        conflicts: list[str] = []
        needed: tuple[str, str, Ids, str] | None = None
        for path, presence in presences.items():
            if presence.content is None:
                continue
            try:
                content = presence.without(gone)
            except NeededAboveError as above:
                ids = above.owners & presence.sets[above.batch]
                needed = (path, above.batch, ids, "it changes what that one made of {}")
                break
            except ConflictError as conflict:
                conflicts.append(f"{path}, line {conflict}")
                continue
            contents[path] = content
            complaint = _complaint(presence, content, check)
            if complaint is not None:
                batch_id, ids = _uppermost(presence, gone)
                if not ids:
                    raise Refusal(f"{path} would not be right without that fix: {complaint}")
                needed = (path, batch_id, ids, f"{{}} would not be right with it: {complaint}")
                break
        if needed is not None:
            path, batch_id, ids, words = needed
            for fix in ids - gone.get(batch_id, frozenset()):
                reasons[batch_id, fix] = f"{fix} was taken back too: {words.format(path)}."
            gone[batch_id] = gone.get(batch_id, frozenset()) | ids
            continue
        if conflicts:
            raise Refusal(
                f"edited since, just where a fix is: {'; '.join(conflicts)}. Take the fix back by "
                "hand there, or undo that edit first."
            )
        asleep = _asleep(presences, gone)
        if not asleep:
            return Outcome(gone, reasons, contents)
        for batch_id, fix in asleep:
            reasons[batch_id, fix] = f"{fix} was taken back too: nothing of it is left without it."
            gone[batch_id] = gone.get(batch_id, frozenset()) | {fix}


def _asleep(presences: Mapping[str, Presence], gone: Sets) -> set[tuple[str, str]]:
    """Fixes that would stay and yet have no edit in any file: all they did hung on others."""
    files = [it for it in presences.values() if it.content is not None]
    before = {(batch, fix) for it in files for batch, ids in it.sets.items() for fix in ids}
    awake = {(batch, fix) for it in files for batch, ids in it.left(gone).items() for fix in ids}
    return {(batch, fix) for batch, fix in before - awake if fix not in gone.get(batch, ())}


def _complaint(presence: Presence, content: bytes | None, check: Check | None) -> str | None:
    if check is None or content is None or content == presence.content:
        return None
    return check(presence.path, content, [layer.original for layer in presence.stack])


def _uppermost(presence: Presence, gone: Mapping[str, Ids]) -> tuple[str, Ids]:
    """The fixes of the newest batch in the file that would stay above one that goes."""
    layers = [layer.batch for layer in presence.stack]
    lowest = next((n for n, it in enumerate(layers) if gone.get(it)), len(layers))
    for batch in reversed(layers[lowest + 1 :]):
        left = presence.sets[batch] - gone.get(batch, frozenset())
        if left:
            return batch, left
    return "", frozenset()
