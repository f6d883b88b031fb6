"""What is about to be applied: the files, the shares of the commits, the entry in the ledger."""

import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from codemods.edits.model import Edit, Fix
from codemods.edits.spans import render
from codemods.errors import Refusal
from codemods.history import blobs, ledger
from codemods.history.files import check_writable, read, resolve_target
from codemods.history.ledger import Batch, FileRecord, FixRecord, Ledger
from codemods.history.place import Place
from codemods.history.presence import survey
from codemods.history.results import Commit

Grain = Literal["none", "transform", "fix"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be applied, with paths that are free of symbolic links.

    Attributes:
        fixes: in the order given.
        edits: by path, all edits of all fixes, in order of position.
        originals: by path, the bytes that the edits were computed on; ``None`` for no file.
        modes: by path, the permission bits; ``None`` for no file.
        folders: by path, the folders to make for it, relative to the root.
        below: by path, what was in the file before, by batch.
        ours: paths that hold exactly what earlier fixes made of them.
    """

    fixes: tuple[Fix, ...]
    edits: Mapping[str, tuple[Edit, ...]]
    originals: Mapping[str, bytes | None]
    modes: Mapping[str, int | None]
    folders: Mapping[str, tuple[str, ...]]
    below: Mapping[str, Mapping[str, frozenset[str]]]
    ours: frozenset[str]

    def content(self, path: str, applied: frozenset[str]) -> bytes | None:
        """The bytes of one file while exactly the fixes ``applied`` are in it."""
        edits, original = self.edits[path], self.originals[path]
        if original is None and not any(edit.is_active(applied) for edit in edits):
            return None
        return render(original or b"", edits, applied)

    def awake(self, applied: frozenset[str]) -> frozenset[str]:
        """Those of the fixes ``applied`` that change anything: some only do so with others."""
        active = (it for edits in self.edits.values() for it in edits if it.is_active(applied))
        return applied & {owner for edit in active for owner in edit.owners}

    def paths(self, fixes: frozenset[str]) -> list[str]:
        """The files that have an edit of one of the fixes."""
        return sorted(
            path for path, edits in self.edits.items() if any(edit.owners & fixes for edit in edits)
        )


def make_plan(place: Place, originals: Mapping[str, bytes | None], fixes: Sequence[Fix]) -> Plan:
    """See that the fixes can be written, and gather what is needed to do so.

    Raises:
        Refusal: a file is not what they were computed on, is read-only or outside the root.
        ValueError: an edit does not fit the original, or two cross.
    """
    given = dict.fromkeys(edit.path for fix in fixes for edit in fix.edits)
    real: dict[str, str] = {}
    contents: dict[str, bytes | None] = {}
    modes: dict[str, int | None] = {}
    for path in given:
        target = resolve_target(place, path)
        name = target.relative_to(place.root).as_posix()
        if name in real.values():
            twin = next(it for it, known in real.items() if known == name)
            raise Refusal(f"{twin} and {path} are the same file: leave one of them out.")
        check_writable(place, target)
        contents[name] = originals.get(path)
        if read(target) != contents[name]:
            raise Refusal(f"{path} was changed while xdistify was at work: run it again.")
        modes[name] = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
        real[path] = name
    renamed = tuple(
        replace(fix, edits=tuple(replace(it, path=real[it.path]) for it in fix.edits))
        for fix in fixes
    )
    presences = survey(place, ledger.load(place).batches(place))
    plan = Plan(
        fixes=renamed,
        edits=_by_path(renamed),
        originals=contents,
        modes=modes,
        folders={path: _missing_folders(place, path) for path in contents},
        below={path: it.sets for path, it in presences.items() if it.content is not None},
        ours=frozenset(path for path, presence in presences.items() if presence.exact),
    )
    everything = frozenset(fix.id for fix in fixes)
    for path in plan.originals:
        plan.content(path, everything)
    return plan


def groups_of(fixes: Sequence[Fix], grain: Grain) -> list[tuple[Fix, ...]]:
    """The fixes of each commit, in order."""
    if grain == "none":
        return [tuple(fixes)]
    if grain == "fix":
        return [(fix,) for fix in fixes]
    names = dict.fromkeys(fix.transform for fix in fixes)
    return [tuple(fix for fix in fixes if fix.transform == name) for name in names]


def recorded(
    place: Place,
    known: Ledger,
    plan: Plan,
    batch: str,
    branch: str | None,
    ids: frozenset[str],
    commits: Sequence[Commit],
) -> Ledger:
    """The ledger once the fixes ``ids`` of the plan are in, their originals stored."""
    ids = plan.awake(ids)
    shas = {fix: commit.sha for commit in commits for fix in commit.fixes}
    made = Batch(
        batch,
        branch,
        tuple(_file_record(place, plan, path, ids) for path in plan.paths(ids)),
        tuple(
            FixRecord(replace(fix, edits=()), True, shas.get(fix.id))
            for fix in plan.fixes
            if fix.id in ids
        ),
    )
    latest = ledger.load(place)
    return latest.with_batches(place, (*known.batches(place), made))


def _file_record(place: Place, plan: Plan, path: str, ids: frozenset[str]) -> FileRecord:
    original = plan.originals[path]
    return FileRecord(
        path=path,
        original=None if original is None else blobs.put(place.state, original),
        mode=plan.modes[path],
        folders=plan.folders[path],
        below=plan.below.get(path, {}),
        edits=tuple(edit for edit in plan.edits[path] if edit.owners & ids),
    )


def _by_path(fixes: Sequence[Fix]) -> dict[str, tuple[Edit, ...]]:
    found: dict[str, set[Edit]] = {}
    for fix in fixes:
        for edit in fix.edits:
            found.setdefault(edit.path, set()).add(edit)
    return {path: tuple(sorted(edits, key=lambda it: it.order)) for path, edits in found.items()}


def _missing_folders(place: Place, path: str) -> tuple[str, ...]:
    parents = [it.as_posix() for it in Path(path).parents if not (place.root / it).exists()]
    return tuple(sorted(parents))
