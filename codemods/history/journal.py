"""What is about to be done, on disk before it is done, so that it can be finished or undone."""

import json
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from codemods.edits.shapes import check_path
from codemods.errors import Refusal
from codemods.history import ledger as ledgers
from codemods.history.files import is_of_git, remove, save
from codemods.history.ledger import Ledger
from codemods.history.place import Place
from codemods.limits import LARGEST_STATE, UnusableError, read_regular


@dataclass(frozen=True, slots=True)
class Entry:
    """One file to write.

    Attributes:
        path: POSIX, relative to the root.
        old: name of the blob with its bytes before, ``None`` if there was no file.
        new: name that its bytes after would have as a blob, ``None`` if the file goes.
        temporary: file beside it by way of which it is written, relative to the root.
    """

    path: str
    old: str | None
    new: str | None
    temporary: str


@dataclass(frozen=True, slots=True)
class Pledge:
    """A commit to be made of the files, in the user's checkout.

    Attributes:
        head: what HEAD was before.
        fixes: ids of the fixes of which the ledger will say that this commit holds them.
        added: paths, relative to the root, that git did not know before.
    """

    head: str
    fixes: tuple[str, ...]
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Branching:
    """A branch to be made in a worktree of its own.

    Attributes:
        name: name of the branch.
        worktree: its folder, relative to the state folder.
        head: the commit at which it starts.
    """

    name: str
    worktree: str
    head: str


@dataclass(frozen=True, slots=True)
class Journal:
    """One undertaking.

    Attributes:
        root: the root, relative to the state folder, so that a moved repository is no trouble.
        key: key of the root in the ledger.
        entries: the files to write.
        folders: folders to make for them, relative to the root, outermost first.
        ledger: the ledger once it is done.
        pledge: the commit, if one is to be made.
        branch: the branch, if one is to be made; there are no entries then.
    """

    root: str
    key: str
    entries: tuple[Entry, ...]
    folders: tuple[str, ...]
    ledger: Ledger
    pledge: Pledge | None = None
    branch: Branching | None = None


def relative_root(place: Place) -> str:
    """The root of ``place`` relative to its state folder; absolute where there is no such way."""
    try:
        return os.path.relpath(place.root, place.state)
    except ValueError:
        return str(place.root)


def write(place: Place, journal: Journal) -> None:
    """Put the journal on disk.

    Raises:
        Refusal: it speaks of what lies outside, as a ledger does that was planted.
    """
    _check_inside(place, journal)
    save(place.journal, json.dumps(_encode(journal)).encode("ascii"))


def read(place: Place) -> Journal | None:
    """The journal on disk, ``None`` if there is none.

    Raises:
        Refusal: it is damaged.
    """
    try:
        text = read_regular(place.journal, LARGEST_STATE)
    except FileNotFoundError:
        return None
    except UnusableError as error:
        raise Refusal(f"{place.journal} cannot be read: {error}.") from error
    journal: Journal = ledgers.decoded(str(place.journal), text, _decode)
    _check_inside(place, journal)
    return journal


def _check_inside(place: Place, journal: Journal) -> None:
    """See that a journal speaks only of what lies in its repository: anybody can plant a file.

    Raises:
        Refusal: it does not.
    """
    root = root_of(place, journal)
    home = place.root if place.state.parent == place.root or place.top is None else place.top
    names = [*journal.folders, *(journal.pledge.added if journal.pledge else ())]
    names += [name for it in journal.entries for name in (it.path, it.temporary)]
    targets = [root, *(Path(os.path.realpath((root / name).parent)) for name in names)]
    inside = all(
        target.is_relative_to(home) and not is_of_git(target.relative_to(home))
        for target in targets
    )
    inside &= not any(is_of_git(Path(name)) for name in names)
    plain = all(Path(name).name not in ("", "..") for name in names)
    temporary = all(_is_ours(Path(it.temporary).name) for it in journal.entries)
    if journal.branch is not None:
        inside &= re.fullmatch(r"worktrees/[0-9a-f]{8}", journal.branch.worktree) is not None
        plain &= not journal.branch.name.startswith("-")
    if not (inside and plain and temporary):
        raise Refusal(
            f"{place.journal} speaks of files outside {home} or of git's own, so it was not "
            "written by xdistify here: look who put it there, and delete it."
        )


def temporary_name() -> str:
    """A name, that no other file has, of a file by way of which another is written."""
    return f".xdistify-{secrets.token_hex(8)}.tmp"


def _is_ours(name: str) -> bool:
    return re.fullmatch(r"\.xdistify-[0-9a-f]{16}\.tmp", name) is not None


def close(place: Place) -> None:
    """The undertaking is over, one way or the other."""
    remove(place.journal)


def root_of(place: Place, journal: Journal) -> Path:
    """The root that the journal is about: of several in a repository it may be another."""
    return (place.state / journal.root).resolve()


def _encode(journal: Journal) -> dict[str, Any]:
    pledge, branch = journal.pledge, journal.branch
    return {
        "version": ledgers.VERSION,
        "root": journal.root,
        "key": journal.key,
        "entries": [[it.path, it.old, it.new, it.temporary] for it in journal.entries],
        "folders": list(journal.folders),
        "ledger": ledgers.encode(journal.ledger),
        "pledge": pledge and [pledge.head, list(pledge.fixes), list(pledge.added)],
        "branch": branch and [branch.name, branch.worktree, branch.head],
    }


def _decode(data: Mapping[str, Any]) -> Journal:
    pledge, branch = data["pledge"], data["branch"]
    for path in (data["root"], *data["folders"], *(pledge[2] if pledge else ())):
        check_path(path)
    for path, _, _, temporary in data["entries"]:
        check_path(path)
        check_path(temporary)
    return Journal(
        data["root"],
        data["key"],
        tuple(Entry(*entry) for entry in data["entries"]),
        tuple(data["folders"]),
        ledgers.decode(data["ledger"]),
        pledge and Pledge(pledge[0], tuple(pledge[1]), tuple(pledge[2])),
        branch and Branching(*branch),
    )
