"""Writing several files as one: all of them and the ledger and the commit, or none."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from codemods.errors import Refusal
from codemods.history import blobs, journal, ledger
from codemods.history.files import remove
from codemods.history.journal import Entry, Journal, Pledge
from codemods.history.ledger import Ledger
from codemods.history.place import IGNORE, LOCK, Place, locate, locked
from codemods.history.repository import listed
from codemods.history.settling import Cause, close, put, settle, trouble


@dataclass(frozen=True, slots=True)
class Write:
    """One file, its path relative to the root, and its bytes; ``None`` where there is no file."""

    path: str
    old: bytes | None
    new: bytes | None


@contextmanager
def session(place: Place) -> Iterator[tuple[str, ...]]:
    """Hold the place alone, with whatever an earlier run left behind finished or taken back.

    Yields:
        The sentences about that.

    Raises:
        Refusal: another process holds it, or what was left behind cannot be taken back.
    """
    with locked(place):
        try:
            found = _resume(place)
            try:
                yield found
            except Refusal as refusal:
                if found:
                    raise Refusal(" ".join((*found, str(refusal)))) from refusal
                raise
            except OSError as error:
                words = f"{trouble(error)}: every file is as it was."
                raise Refusal(" ".join((*found, words))) from error
        finally:
            _tidy(place)


def recover(root: Path) -> tuple[str, ...]:
    """Finish or take back what an interrupted run left behind in the repository of ``root``.

    Returns:
        Sentences that say what was found and what was done; none if there was nothing.

    Raises:
        Refusal: another process is at work, or the state cannot be read or written.
    """
    place = locate(root)
    if not place.state.exists():
        return ()
    with session(place) as found:
        return found


def carry_out(
    place: Place,
    writes: Sequence[Write],
    after: Ledger,
    *,
    folders: Sequence[str] = (),
    pledge: Pledge | None = None,
    seal: Callable[[], str | None] | None = None,
) -> str | None:
    """Write the files, make the commit, write the ledger; or leave everything as it was.

    Args:
        after: the ledger once it is done; its newest batch of the place is marked with the commit.
        folders: folders of our making, relative to the root, that go if they are left empty.
        pledge: what ``seal`` will commit.
        seal: makes the commit and returns its full name, ``None`` if there was none to make.

    Raises:
        Refusal: something failed, such as a full disk or a hook; the files are as they were, or
            the sentence says that the next run sees to it.
    """
    plan = Journal(
        root=journal.relative_root(place),
        key=place.key,
        entries=tuple(_entry(place, item) for item in writes),
        folders=tuple(folders),
        ledger=after,
        pledge=pledge,
    )
    journal.write(place, plan)
    sealing, sha = False, None
    try:
        for item, entry in zip(writes, plan.entries, strict=True):
            put(place.root, item.path, item.old, item.new, entry.temporary)
        sealing = seal is not None
        sha = None if seal is None else seal()
        if sha is not None and pledge is not None:
            after = ledger.with_commit(after, place.key, frozenset(pledge.fixes), sha)
        ledger.store(place, after)
    except BaseException as error:
        said_no = sealing and isinstance(error, Refusal)
        return give_up(place, plan, "refused" if said_no else "failed", error) or sha
    # All is done and on disk; a journal that cannot go now is closed by the next run.
    with suppress(OSError):
        close(place, plan)
    return sha


def _entry(place: Place, item: Write) -> Entry:
    old = None if item.old is None else blobs.put(place.state, item.old)
    new = None if item.new is None else blobs.name_of(item.new)
    beside = Path(item.path).with_name(journal.temporary_name())
    return Entry(item.path, old, new, beside.as_posix())


def give_up(place: Place, plan: Journal, cause: Cause, error: BaseException) -> str | None:
    """Leave everything as it was after ``error``, and raise it; or, if all was done, finish.

    Returns:
        The full name of the commit that git had made by then.
    """
    try:
        settled = settle(place, plan, cause)
    except (OSError, Refusal) as further:
        raise Refusal(
            f"{trouble(error).rstrip('.')}, and not everything could be set right "
            f"({trouble(further).rstrip('.')}): the next run tries again."
        ) from error
    if settled.finished and isinstance(error, (OSError, Refusal)):
        return settled.commit
    if settled.left and isinstance(error, (OSError, Refusal)):
        raise Refusal(
            f"{trouble(error).rstrip('.')}; changed meanwhile by somebody else and left alone, so "
            f"look there: {listed(settled.left)}."
        ) from error
    if isinstance(error, OSError):
        name = plan.branch and plan.branch.name
        back = f"the branch {name} was not made" if name else "every file is as it was"
        raise Refusal(f"{trouble(error)}: {back}.") from error
    raise error


def _resume(place: Place) -> tuple[str, ...]:
    plan = journal.read(place)
    if plan is None:
        return ()
    try:
        return (settle(place, plan, "interrupted").words,)
    except OSError as error:
        raise Refusal(
            "an earlier run was interrupted, and what it left cannot be taken back: "
            f"{trouble(error)}; the next run tries again."
        ) from error


def _tidy(place: Place) -> None:
    """Remove what is ours from the state folder once the ledger is empty."""
    with suppress(Refusal, OSError):
        if place.journal.exists() or ledger.load(place).roots:
            return
        for path in (place.ledger, *place.state.glob("*.tmp")):
            remove(path)
        shutil.rmtree(place.state / blobs.FOLDER, ignore_errors=True)
        with suppress(OSError):
            (place.state / "worktrees").rmdir()
        remove(place.state / LOCK)
        if [path.name for path in place.state.iterdir()] in ([], [IGNORE]):
            remove(place.state / IGNORE)
            place.state.rmdir()
