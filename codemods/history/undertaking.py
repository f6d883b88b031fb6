"""Writing several files as one: all of them and the ledger and the commit, or none."""

import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from codemods.errors import Refusal
from codemods.history import blobs, branches, journal, ledger
from codemods.history.commits import forget
from codemods.history.files import read, remove, write
from codemods.history.journal import Entry, Journal, Pledge
from codemods.history.ledger import Ledger
from codemods.history.place import IGNORE, LOCK, LOCK_SECONDS, Place, locate, locked
from codemods.history.repository import ask, listed, opened, specs, tell

GRACE = 1.0


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
        Refusal: something failed, such as a full disk or a hook; the files are as they were.
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
    try:
        for item, entry in zip(writes, plan.entries, strict=True):
            _put(place.root / item.path, item.new, place.root / entry.temporary)
        sha = None if seal is None else seal()
        if sha is not None and pledge is not None:
            after = ledger.with_commit(after, place.key, frozenset(pledge.fixes), sha)
        ledger.store(place, after)
    except BaseException as error:
        _give_up(place, plan, error)
        raise
    _close(place, plan)
    return sha


def trouble(error: BaseException) -> str:
    """An error in words for a sentence: the file and what the system said about it."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return str(error) or type(error).__name__


def _entry(place: Place, item: Write) -> Entry:
    old = None if item.old is None else blobs.put(place.state, item.old)
    new = None if item.new is None else blobs.name_of(item.new)
    beside = Path(item.path).with_name(journal.temporary_name())
    return Entry(item.path, old, new, beside.as_posix())


def _put(path: Path, content: bytes | None, temporary: Path) -> None:
    if content is None:
        remove(path)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, content, temporary)


def _give_up(place: Place, plan: Journal, error: BaseException) -> None:
    try:
        # When git has said no, what a hook made of the files in between is not the user's work.
        finished = _settle(place, plan, finish=False, force=isinstance(error, Refusal))[0]
    except (OSError, Refusal) as further:
        raise Refusal(
            f"{trouble(error)}, and not everything could be taken back ({trouble(further)}): "
            "the next run tries again."
        ) from error
    if isinstance(error, OSError) and not finished:
        raise Refusal(f"{trouble(error)}: every file is as it was.") from error


def _resume(place: Place) -> tuple[str, ...]:
    plan = journal.read(place)
    if plan is None:
        return ()
    try:
        return _settle(place, plan, finish=True, force=False)[1]
    except OSError as error:
        raise Refusal(
            f"an earlier run was interrupted, and what it left cannot be taken back: "
            f"{trouble(error)}."
        ) from error


def _settle(
    place: Place, plan: Journal, *, finish: bool, force: bool
) -> tuple[bool, tuple[str, ...]]:
    """Finish an undertaking or take it back: whether it is finished, and the words for it."""
    root = journal.root_of(place, plan)
    for entry in plan.entries:
        remove(root / entry.temporary)
    if ledger.load(place).serial >= plan.ledger.serial:
        top = locate(root).top
        if plan.branch is not None and top is not None:
            with opened(top) as repo:
                branches.remove_worktree(repo, place.state, plan.branch)
        _close(place, plan)
        return True, ("An earlier run was interrupted when all was done: nothing is lost.",)
    if plan.branch is not None:
        return False, (_without_branch(place, root, plan),)
    if finish and plan.pledge is not None:
        _let_git_start(place)
    sha = None if force else _made_commit(root, plan)
    is_new = [_name(root, entry) == entry.new for entry in plan.entries]
    if sha is None and (not finish or plan.pledge is not None or not all(is_new)):
        return False, _undo(place, root, plan, force=force)
    after = plan.ledger
    if sha is not None and plan.pledge is not None:
        after = ledger.with_commit(after, plan.key, frozenset(plan.pledge.fixes), sha)
    ledger.store(place, after)
    _close(place, plan)
    names = listed([entry.path for entry in plan.entries])
    return True, (f"An earlier run was interrupted at its last step: finished it ({names}).",)


def _undo(place: Place, root: Path, plan: Journal, *, force: bool) -> tuple[str, ...]:
    restored, changed = [], []
    for entry in plan.entries:
        found = _name(root, entry)
        if found == entry.old:
            continue
        if found == entry.new or force:
            old = None if entry.old is None else blobs.get(place.state, entry.old)
            _put(root / entry.path, old, root / entry.temporary)
            restored.append(entry.path)
        else:
            changed.append(entry.path)
    top = locate(root).top
    if plan.pledge is not None and plan.pledge.added and top is not None:
        with opened(top) as repo:
            forget(repo, top, [root / path for path in plan.pledge.added])
    _close(place, plan)
    words = ["An earlier run was interrupted before it had written all its files:"]
    if restored:
        words.append(f"took back {listed(restored)}.")
    elif not changed:
        words.append("nothing was left to take back.")
    if changed:
        words.append(f"{listed(changed)} changed since and was left alone; look at it.")
    return (" ".join(words),)


def _without_branch(place: Place, root: Path, plan: Journal) -> str:
    top = locate(root).top
    assert plan.branch is not None
    name = plan.branch.name
    gone = top is None or branches.discard(top, place.state, plan.branch, ours=False)
    _close(place, plan)
    left = "removed it" if gone else "a branch of this name exists and was left alone"
    return f"An earlier run was interrupted while it made the branch {name}: {left}."


def _made_commit(root: Path, plan: Journal) -> str | None:
    """The commit that the plan speaks of, if git made it before we were interrupted."""
    top, git_dir = locate(root).top, locate(root).git_dir
    if plan.pledge is None or top is None or git_dir is None:
        return None
    _await_git(git_dir / "index.lock")
    head = plan.pledge.head
    with opened(top) as repo:
        since = ask(repo, "rev_list", "--reverse", "--first-parent", f"{head}..HEAD").out.split()
        if not since or tell(repo, "rev_parse", f"{since[0]}^") != head:
            return None
        paths = specs(top, [root / entry.path for entry in plan.entries])
        changed = ask(repo, "diff", "--quiet", head, since[0], *paths).status
        return since[0] if changed else None


def _let_git_start(place: Place) -> None:
    """Give a git that outlived the run which started it the time to take its lock."""
    age = time.time() - place.journal.stat().st_mtime
    time.sleep(max(0.0, min(GRACE, GRACE - age)))


def _await_git(lock: Path) -> None:
    deadline = time.monotonic() + LOCK_SECONDS
    while lock.exists():
        if time.monotonic() > deadline:
            raise Refusal(
                f"{lock} exists: git may still be at work for a run that was interrupted; if "
                "none is running, delete that file."
            )
        time.sleep(0.05)


def _name(root: Path, entry: Entry) -> str | None:
    content = read(root / entry.path)
    return None if content is None else blobs.name_of(content)


def _close(place: Place, plan: Journal) -> None:
    root = journal.root_of(place, plan)
    for folder in sorted(plan.folders, reverse=True):
        with suppress(OSError):
            (root / folder).rmdir()
    journal.close(place)


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
