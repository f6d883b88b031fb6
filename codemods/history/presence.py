"""Which fixes are in a file now, decided by its bytes: people switch branches, stash and edit."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from codemods.edits.model import Edit
from codemods.history import blobs
from codemods.history.bytewise import Regions, parse
from codemods.history.files import read, resolve_target
from codemods.history.layers import (
    Activity,
    Change,
    Ids,
    Layer,
    NeededAboveError,
    Sets,
    Stack,
    activity,
    crosses,
    differences,
    incoming,
    put,
    text,
)
from codemods.history.ledger import Batch, FixRecord
from codemods.history.merge import ConflictError, merge
from codemods.history.place import Place


@dataclass(frozen=True, slots=True)
class Presence:
    """The fixes that are in one file.

    Attributes:
        path: POSIX, relative to the root.
        stack: the batches that made the file what it is.
        sets: by batch, the ids of the fixes that are in it.
        on: by layer, the edits that are in it; the user may have undone some of a fix.
        content: its bytes now; ``None`` if the user has deleted it.
        exact: whether its bytes are just what those fixes make, without edits of the user.
    """

    path: str
    stack: Stack
    sets: Sets
    on: Activity
    content: bytes | None
    exact: bool

    def has(self, batch: str, fix: str) -> bool:
        """Whether the fix, as applied by that batch, is in the file."""
        return self.content is not None and fix in self.sets.get(batch, frozenset())

    def left(self, gone: Sets) -> dict[str, Ids]:
        """By batch, the fixes that still have an edit in the file once ``gone`` are taken back."""
        kept = {batch: ids - gone.get(batch, frozenset()) for batch, ids in self.sets.items()}
        return _effective(self.stack, kept)

    def without(self, gone: Sets) -> bytes | None:
        """The bytes of the file once the fixes ``gone`` are taken back, ``None`` for no file.

        Raises:
            NeededAboveError: a fix that would stay stands inside what one of them made.
            ConflictError: the user has edited the same place since.
        """
        content = self.content
        if content is None:
            return None
        staying = activity(self.stack, self.left(gone))
        kept = tuple(now & then for now, then in zip(self.on, staying, strict=True))
        new = text(self.stack, kept)
        if not self.exact:
            new = merge(text(self.stack, self.on), content, new)
        return None if self.stack[0].made and not new else new


def survey(place: Place, batches: Sequence[Batch]) -> dict[str, Presence]:
    """For each path of the ledger in which a fix is, or that the user has deleted, which.

    Raises:
        Refusal: a stored original is missing or damaged.
    """
    paths = dict.fromkeys(file.path for batch in batches for file in batch.files)
    found = {path: look(place, batches, path) for path in paths}
    return {path: presence for path, presence in found.items() if presence is not None}


def look(place: Place, batches: Sequence[Batch], path: str) -> Presence | None:
    """The fixes that are in one file; ``None`` if none is."""
    stacks = _stacks(place, batches, path)
    if not stacks:
        return None
    content = read(resolve_target(place, path))
    flags = {batch.id: batch.applied() for batch in batches}
    if content is None:
        if stacks[0][0].made or not flags[stacks[0][-1].batch]:
            return None
        sets = _effective(stacks[0], _narrow(flags, stacks[0]))
        return Presence(path, stacks[0], sets, activity(stacks[0], sets), None, False)
    ever = {batch.id: frozenset(it.fix.id for it in batch.fixes) for batch in batches}
    exact = [found for stack in stacks for found in _as_noted(stack, flags, content)] or [
        found for stack in stacks for found in _exact(stack, flags, ever, content)
    ]
    for stack, sets in exact:
        if any(sets.values()):
            return Presence(path, stack, sets, activity(stack, sets), content, True)
    if exact:
        return None
    rated = [(it, _standing(it, _narrow(flags, it), content)) for it in stacks]
    stack, standing = max(rated, key=lambda pair: sum(map(len, pair[1])))
    if not any(standing):
        return None
    sets = _owning(stack, _narrow(flags, stack), standing)
    return Presence(path, stack, sets, standing, content, False)


def present_fixes(
    batches: Sequence[Batch], presences: Mapping[str, Presence]
) -> list[tuple[Batch, FixRecord]]:
    """The fixes that are in at least one file, in the order in which they were applied."""
    return [
        (batch, record)
        for batch in batches
        for record in batch.fixes
        if any(presence.has(batch.id, record.fix.id) for presence in presences.values())
    ]


def _stacks(place: Place, batches: Sequence[Batch], path: str) -> list[Stack]:
    """Every state that the ledger knows of a file, the newest first."""
    layers: dict[str, Layer] = {}
    stacks: list[Stack] = []
    for batch in batches:
        for file in batch.files:
            if file.path == path:
                stored = file.original
                original = b"" if stored is None else blobs.get(place.state, stored)
                layer = Layer(batch.id, original, stored is None, file.edits, file.below)
                lower = tuple(it for name, it in layers.items() if name in file.below)
                layers[batch.id] = layer
                stacks.insert(0, (*lower, layer))
    return stacks


def _narrow(sets: Sets, stack: Stack) -> dict[str, Ids]:
    """``sets`` for the layers of ``stack`` alone, from the lowest to the highest."""
    return {layer.batch: sets.get(layer.batch, frozenset()) for layer in stack}


def _as_noted(stack: Stack, flags: Sets, content: bytes) -> Iterator[tuple[Stack, dict[str, Ids]]]:
    """The fixes that were not taken back, if they make just ``content``."""
    sets = _effective(stack, _narrow(flags, stack))
    with suppress(NeededAboveError, ConflictError):
        if text(stack, activity(stack, sets)) == content:
            yield stack, sets


def _exact(
    stack: Stack, flags: Sets, ever: Sets, content: bytes
) -> Iterator[tuple[Stack, dict[str, Ids]]]:
    """The fixes of each batch that make just ``content``, as far as they can be found.

    Of the highest layer any subset is found; the lower ones have the fixes that were not taken
    back, or all that they ever had, or none.
    """
    top = stack[-1]
    nothing: Sets = {}
    for guess in (flags, ever, nothing):
        sets = _narrow(guess, stack)
        try:
            below = incoming(stack, activity(stack[:-1], sets))
        except (NeededAboveError, ConflictError):
            continue
        moved = {_moved(edit, below): edit for edit in top.edits if not _hit(edit, below)}
        usual = activity(stack, sets)[-1]
        likely = {shifted for shifted, edit in moved.items() if edit in usual}
        on = parse(put(top.original, below), list(moved), content, likely)
        if on is None:
            continue
        off = [edit for shifted, edit in moved.items() if shifted not in on]
        absent = frozenset(owner for edit in off if edit.when == "any" for owner in edit.owners)
        for ids in (sets[top.batch] - absent, ever[top.batch] - absent):
            candidate = _effective(stack, {**sets, top.batch: ids})
            try:
                if text(stack, activity(stack, candidate)) == content:
                    yield stack, candidate
                    break
            except NeededAboveError:
                continue


def _effective(stack: Stack, sets: Mapping[str, Ids]) -> dict[str, Ids]:
    """``sets`` without the fixes that have no edit in the file under it."""
    owners = ({owner for edit in edits for owner in edit.owners} for edits in activity(stack, sets))
    return {batch: ids & mine for (batch, ids), mine in zip(sets.items(), owners, strict=True)}


def _hit(edit: Edit, below: Sequence[Change]) -> bool:
    return any(crosses(edit, change) for change in below)


def _moved(edit: Edit, below: Sequence[Change]) -> Edit:
    by = sum(
        len(change.after) - (change.end - change.start)
        for change in below
        if change.end <= edit.start and change <= Change(*edit.order)
    )
    return replace(edit, start=edit.start + by, end=edit.end + by)


def _standing(stack: Stack, sets: Sets, content: bytes) -> Activity:
    """Those of the edits that make up ``sets`` that are still in a file that the user edited."""
    on = activity(stack, sets)
    try:
        regions = Regions(text(stack, on), content)
    except (NeededAboveError, ConflictError):
        return tuple(frozenset[Edit]() for _ in stack)
    standing = []
    for number, edits in enumerate(on):
        without = {edit: (*on[:number], edits - {edit}, *on[number + 1 :]) for edit in edits}
        standing.append(
            frozenset(edit for edit in edits if _still_there(stack, without[edit], regions))
        )
    return tuple(standing)


def _owning(stack: Stack, sets: Sets, standing: Activity) -> dict[str, Ids]:
    """The fixes whose edits stand: those that only the fix needs or else those that it shares."""
    found: dict[str, Ids] = {}
    for layer, active, there in zip(stack, activity(stack, sets), standing, strict=True):
        ids = sets[layer.batch]
        needed = {fix: {edit for edit in active if fix in edit.owners} for fix in ids}
        own = {
            fix: {edit for edit in edits if edit.owners & ids == {fix}}
            for fix, edits in needed.items()
        }
        found[layer.batch] = frozenset(fix for fix in ids if (own[fix] or needed[fix]) & there)
    return found


def _still_there(stack: Stack, fewer: Activity, regions: Regions) -> bool:
    try:
        without = text(stack, fewer)
    except NeededAboveError:
        return True
    except ConflictError:
        return False
    return any(regions.keeps(change) for change in differences(regions.written, without))
