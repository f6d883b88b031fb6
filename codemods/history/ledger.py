"""The record of applied fixes: versioned JSON, one file for all roots of a repository."""

import json
import uuid
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from codemods.edits.model import Edit, Fix
from codemods.edits.records import decode_edit, encode_edit
from codemods.edits.shapes import check, check_path
from codemods.errors import Refusal
from codemods.history import blobs
from codemods.history.files import save
from codemods.history.place import Place
from codemods.limits import LARGEST_STATE, UnusableError, read_regular

VERSION = 1


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One file of a batch.

    Attributes:
        path: POSIX, relative to the root.
        original: name of the blob that the edits were computed on; ``None`` if the batch made
            the file.
        mode: permission bits of the original file, ``None`` if there was none.
        folders: folders, relative to the root, that were made for the file.
        below: for each earlier batch whose fixes were in the file then, their ids.
        edits: all edits of the batch's fixes in the file.
    """

    path: str
    original: str | None
    mode: int | None
    folders: tuple[str, ...]
    below: Mapping[str, frozenset[str]]
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class FixRecord:
    """One fix of a batch: all of it but its edits, whether it was not taken back since, and the
    commit that holds it, if any.
    """

    fix: Fix
    applied: bool
    commit: str | None


@dataclass(frozen=True, slots=True)
class Batch:
    """What one call of ``apply_fixes`` put in; ``branch`` is ``None`` for the user's checkout."""

    id: str
    branch: str | None
    files: tuple[FileRecord, ...]
    fixes: tuple[FixRecord, ...]

    def applied(self) -> frozenset[str]:
        """Ids of the fixes that were not taken back since."""
        return frozenset(record.fix.id for record in self.fixes if record.applied)

    def whole(self, record: FixRecord) -> Fix:
        """The fix of ``record`` with its edits."""
        edits = (edit for file in self.files for edit in file.edits)
        mine = sorted(
            {edit for edit in edits if record.fix.id in edit.owners},
            key=lambda edit: (edit.path, edit.order),
        )
        return replace(record.fix, edits=tuple(mine))


@dataclass(frozen=True, slots=True)
class Ledger:
    """All batches by key of their root, oldest first; ``serial`` grows with each change."""

    serial: int
    roots: Mapping[str, tuple[Batch, ...]]

    def batches(self, place: Place) -> tuple[Batch, ...]:
        """The batches of one root, oldest first."""
        return self.roots.get(place.key, ())

    def with_batches(self, place: Place, batches: tuple[Batch, ...]) -> "Ledger":
        """The next ledger, in which the root of ``place`` has these batches, spent ones dropped."""
        roots = {**self.roots, place.key: _without_spent(batches)}
        return Ledger(self.serial + 1, {key: it for key, it in roots.items() if it})

    def blobs(self) -> set[str]:
        """Names of the blobs that the ledger needs."""
        return {
            file.original
            for batches in self.roots.values()
            for batch in batches
            for file in batch.files
            if file.original is not None
        }


def new_batch_id() -> str:
    """A name for a batch that no other has."""
    return uuid.uuid4().hex


def load(place: Place) -> Ledger:
    """The ledger of a place, empty if there is none.

    Raises:
        Refusal: it is damaged, or a newer version of the tool wrote it.
    """
    try:
        text = read_regular(place.ledger, LARGEST_STATE)
    except FileNotFoundError:
        return Ledger(0, {})
    except UnusableError as error:
        raise Refusal(f"the ledger {place.ledger} cannot be read: {error}.") from error
    except OSError as error:
        raise Refusal(f"the ledger {place.ledger} cannot be read: {error.strerror}.") from error
    ledger: Ledger = decoded(str(place.ledger), text, decode)
    return ledger


def store(place: Place, ledger: Ledger) -> None:
    """Write the ledger, and delete the blobs that it no longer needs."""
    save(place.ledger, json.dumps(encode(ledger), indent=1).encode("ascii"))
    with suppress(OSError):
        blobs.sweep(place.state, ledger.blobs())


def with_commit(ledger: Ledger, key: str, fixes: frozenset[str], sha: str) -> Ledger:
    """The ledger in which the commit of ``fixes``, in the newest batch of ``key``, is ``sha``."""
    if not fixes:
        return ledger
    *older, newest = ledger.roots[key]
    marked = tuple(
        replace(record, commit=sha) if record.fix.id in fixes else record for record in newest.fixes
    )
    batches = (*older, replace(newest, fixes=marked))
    return Ledger(ledger.serial, {**ledger.roots, key: batches})


def decoded(name: str, text: bytes, reader: Callable[[Any], Any]) -> Any:
    """What ``reader`` makes of the JSON ``text`` of one of our files.

    Raises:
        Refusal: the text is not what we wrote; the sentence gives ``name``.
    """
    try:
        data = json.loads(text)
        if data["version"] > VERSION:
            raise Refusal(f"{name} was written by a newer xdistify: upgrade this one.")
        found = reader(data)
        check(found, type(found))
        return found
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Refusal(
            f"{name} is damaged ({type(error).__name__}: {error}): restore it from a backup, or "
            "delete it to go on without the means to take applied fixes back."
        ) from error


def encode(ledger: Ledger) -> dict[str, Any]:
    """The ledger as JSON knows it. Bytes become text by Latin-1, one character for each byte."""
    return {
        "version": VERSION,
        "serial": ledger.serial,
        "roots": {
            key: {"batches": [_encode_batch(batch) for batch in batches]}
            for key, batches in ledger.roots.items()
        },
    }


def decode(data: Any) -> Ledger:
    """The inverse of ``encode``.

    Raises:
        ValueError, KeyError, TypeError, AttributeError: it is no ledger.
    """
    return Ledger(
        int(data["serial"]),
        {
            key: tuple(_decode_batch(batch) for batch in root["batches"])
            for key, root in data["roots"].items()
        },
    )


def _without_spent(batches: tuple[Batch, ...]) -> tuple[Batch, ...]:
    kept: list[Batch] = []
    needed: set[str] = set()
    for batch in reversed(batches):
        if batch.applied() or batch.id in needed:
            kept.insert(0, batch)
            needed.update(name for file in batch.files for name in file.below)
    return tuple(kept)


def _encode_batch(batch: Batch) -> dict[str, Any]:
    return {
        "id": batch.id,
        "branch": batch.branch,
        "files": [
            {
                "path": file.path,
                "original": file.original,
                "mode": file.mode,
                "folders": list(file.folders),
                "below": {name: sorted(ids) for name, ids in file.below.items()},
                "edits": [encode_edit(edit) for edit in file.edits],
            }
            for file in batch.files
        ],
        "fixes": [
            {
                "id": record.fix.id,
                "transform": record.fix.transform,
                "hazard": record.fix.hazard,
                "resource": record.fix.resource,
                "why": record.fix.why,
                "safety": record.fix.safety,
                "tests": list(record.fix.tests),
                "applied": record.applied,
                "commit": record.commit,
            }
            for record in batch.fixes
        ],
    }


def _decode_batch(data: Any) -> Batch:
    for file in data["files"]:
        for path in (file["path"], *file["folders"]):
            check_path(path)
    return Batch(
        str(data["id"]),
        data["branch"],
        tuple(
            FileRecord(
                path=file["path"],
                original=file["original"],
                mode=file["mode"],
                folders=tuple(file["folders"]),
                below={name: frozenset(ids) for name, ids in file["below"].items()},
                edits=tuple(decode_edit(file["path"], edit) for edit in file["edits"]),
            )
            for file in data["files"]
        ),
        tuple(
            FixRecord(
                Fix(
                    id=fix["id"],
                    transform=fix["transform"],
                    hazard=fix["hazard"],
                    resource=fix["resource"],
                    why=fix["why"],
                    safety=fix["safety"],
                    tests=tuple(fix["tests"]),
                    edits=(),
                ),
                bool(fix["applied"]),
                fix["commit"],
            )
            for fix in data["fixes"]
        ),
    )
