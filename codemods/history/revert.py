"""Fixes out of files again, in any order; and the two questions that read the ledger only."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from codemods.edits.model import Fix
from codemods.history import ledger
from codemods.history.commits import commit_paths
from codemods.history.files import check_writable, resolve_target
from codemods.history.journal import Pledge
from codemods.history.layers import Ids
from codemods.history.ledger import Batch, Ledger
from codemods.history.outcome import Check, Found, outcome_of, selected
from codemods.history.place import Place, locate
from codemods.history.presence import Presence, present_fixes, survey
from codemods.history.repository import (
    NoGit,
    check_clean,
    check_own,
    check_quiet,
    check_top,
    committing,
    opened,
    tell,
    tracked,
    uncommitted,
)
from codemods.history.results import Commit, Reverted
from codemods.history.undertaking import Write, carry_out, session


def applied_fixes(root: Path) -> tuple[Fix, ...]:
    """The fixes whose edits are in the files now, in the order in which they were applied.

    Their edits are positions in the bytes that each was computed on.

    Raises:
        Refusal: the ledger is damaged.
    """
    place = locate(root)
    batches = ledger.load(place).batches(place)
    found = present_fixes(batches, survey(place, batches))
    return _fixes(found)


def originals_before_fixes(root: Path) -> Mapping[str, bytes | None]:
    """By path, the bytes of each file that has a fix in it from before its first fix.

    What the user has changed since is not in them. ``None`` stands for a file that fixes have made;
    files without a fix are left out. Nothing is written.

    Raises:
        Refusal: the ledger is damaged.
    """
    place = locate(root)
    batches = ledger.load(place).batches(place)
    return {
        path: None if presence.stack[0].made else presence.stack[0].original
        for path, presence in survey(place, batches).items()
        if any(presence.sets.values())
    }


def revert_fixes(
    root: Path,
    selectors: Sequence[str],
    *,
    everything: bool,
    allow_dirty: bool,
    commit: bool,
    check: Check | None = None,
) -> Reverted:
    """Take fixes back, exactly; edits that the user has made since stay.

    Args:
        selectors: names of transforms, ids of fixes, or the first four or more digits of one.
        everything: whether all fixes go, whatever ``selectors`` says.
        allow_dirty: whether files with other uncommitted changes are written, and committed, too.
        commit: whether one commit is made of it. Fixes that were never committed are taken back
            without one.
        check: given a path, its new bytes, and what its fixes were computed on, says what is
            wrong with them, ``None`` if nothing is. Fixes of later batches in a file that it
            objects to are taken back too.

    Raises:
        Refusal: something is in the way, such as an edit of the user in the same place. Nothing
            was written.
    """
    place = locate(root)
    if not place.state.exists():
        return Reverted()
    with session(place) as recovered:
        known = ledger.load(place)
        batches = known.batches(place)
        presences = survey(place, batches)
        there = present_fixes(batches, presences)
        there += _deleted_fixes(place, batches, presences, there)
        if not there:
            return Reverted(recovered=recovered)
        check_quiet(place)
        check_top(place)
        asked = there if everything else selected(there, selectors)
        outcome = outcome_of(presences, asked, check)
        writes = [
            Write(path, presences[path].content, content)
            for path, content in sorted(outcome.contents.items())
            if content != presences[path].content
        ]
        also = [it for it in there if (it[0].id, it[1].fix.id) in outcome.reasons]
        after = known.with_batches(
            place, _marked(batches, outcome.gone, everyone=everything and place.top is None)
        )
        ours = frozenset(path for path, presence in presences.items() if presence.exact)
        made, notes = _write(
            place, writes, after, batches, [*asked, *also], ours, allow_dirty, commit
        )
        return Reverted(
            fixes=_fixes(asked),
            also=_fixes(also),
            reasons=tuple(outcome.reasons[it[0].id, it[1].fix.id] for it in also),
            files=tuple(item.path for item in writes),
            skipped=_skipped(presences, outcome.gone),
            commit=made,
            recovered=recovered,
            notes=notes,
        )


def _write(
    place: Place,
    writes: Sequence[Write],
    after: Ledger,
    batches: Sequence[Batch],
    fixes: Sequence[Found],
    ours: frozenset[str],
    allow_dirty: bool,
    commit: bool,
) -> tuple[Commit | None, tuple[str, ...]]:
    targets = {item.path: resolve_target(place, item.path) for item in writes}
    for target in targets.values():
        check_writable(place, target)
    paths = {item.path for item in writes if item.new is None}
    folders = sorted(
        {
            folder
            for batch in batches
            for file in batch.files
            if file.path in paths
            for folder in file.folders
        }
    )
    if not commit or not writes:
        notes = check_clean(place, targets, allow_dirty=allow_dirty, ours=ours)
        carry_out(place, writes, after, folders=folders)
        return None, notes
    with committing(place, branch=False) as repo:
        check_own(place, targets.values())
        notes = check_clean(place, targets, allow_dirty=allow_dirty, ours=ours, at_work=True)
        top = place.top
        assert top is not None
        before = uncommitted(place, targets.values(), at_work=True)
        ids = tuple(dict.fromkeys(record.fix.id for _, record in fixes))
        message = _message(fixes)
        files = [it for it in targets.values() if allow_dirty or it not in before]

        def seal() -> str | None:
            changed = uncommitted(place, files, at_work=True)
            if not changed:
                return None
            return commit_paths(repo, top, list(changed), message)

        pledge = Pledge(head=tell(repo, "rev_parse", "HEAD"), fixes=(), added=())
        sha = carry_out(place, writes, after, folders=folders, pledge=pledge, seal=seal)
        if sha is None:
            return None, notes
        return Commit(sha, message.splitlines()[0], ids), notes


def _deleted_fixes(
    place: Place,
    batches: Sequence[Batch],
    presences: Mapping[str, Presence],
    there: Sequence[Found],
) -> list[Found]:
    """Fixes that are gone with the files that the user has deleted from this checkout."""
    deleted = {place.root / path: it for path, it in presences.items() if it.content is None}
    here = set(deleted)
    if deleted and place.top is not None:
        try:
            with opened(place.top) as repo:
                here = tracked(repo, place.top, here)
        except NoGit:
            pass
    return [
        (batch, record)
        for batch in batches
        for record in batch.fixes
        if batch.branch is None
        and (batch, record) not in there
        and any(record.fix.id in deleted[it].sets.get(batch.id, ()) for it in here)
    ]


def _skipped(presences: Mapping[str, Presence], gone: Mapping[str, Ids]) -> tuple[str, ...]:
    return tuple(
        sorted(
            path
            for path, presence in presences.items()
            if presence.content is None
            and any(ids & gone.get(batch, frozenset()) for batch, ids in presence.sets.items())
        )
    )


def _marked(
    batches: Sequence[Batch], gone: Mapping[str, Ids], *, everyone: bool
) -> tuple[Batch, ...]:
    """The batches with the fixes ``gone`` marked as taken back; where ``everyone``, all fixes."""
    return tuple(
        replace(
            batch,
            fixes=tuple(
                replace(record, applied=False)
                if everyone or record.fix.id in gone.get(batch.id, frozenset())
                else record
                for record in batch.fixes
            ),
        )
        for batch in batches
    )


def _fixes(found: Sequence[Found]) -> tuple[Fix, ...]:
    latest = {record.fix.id: batch.whole(record) for batch, record in found}
    return tuple(latest.values())


def _message(fixes: Sequence[Found]) -> str:
    ids = dict.fromkeys(record.fix.id for _, record in fixes)
    transforms = ", ".join(sorted({record.fix.transform for _, record in fixes}))
    count = "1 fix" if len(ids) == 1 else f"{len(ids)} fixes"
    trailers = "\n".join(f"Xdistify-Takes-Back: {fix}" for fix in ids)
    return f"Take back {count} of {transforms}\n\n{trailers}\n"
