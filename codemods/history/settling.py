"""What became of an undertaking that did not come to its end: finished, or taken back."""

import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from codemods.errors import Refusal
from codemods.history import blobs, branches, journal, ledger
from codemods.history.commits import catch_up, forget
from codemods.history.files import make_folders, remove, standing, write
from codemods.history.journal import Branching, Entry, Journal
from codemods.history.place import LOCK_SECONDS, Place, locate
from codemods.history.repository import ask, listed, opened, specs, tell

GRACE = 1.0

Cause = Literal["interrupted", "failed", "refused"]
"""Why it is settled: an earlier run was killed, this one failed, or git said no to this one."""


@dataclass(frozen=True, slots=True)
class Settled:
    """How an undertaking ended.

    Attributes:
        finished: whether all of it is done; else all of it is taken back.
        words: a sentence about that.
        commit: the commit that git had made of it.
        left: files that somebody else changed meanwhile, which are as they left them.
    """

    finished: bool
    words: str
    commit: str | None = None
    left: tuple[str, ...] = ()


def settle(place: Place, plan: Journal, cause: Cause) -> Settled:
    """Finish an undertaking or take it back.

    Raises:
        Refusal, OSError: it cannot be done now. What can be taken back is; the journal stays.
    """
    root = journal.root_of(place, plan)
    if ledger.load(place).serial >= plan.ledger.serial:
        return _already_done(place, root, plan)
    if plan.branch is not None:
        return Settled(False, _without_branch(place, root, plan, plan.branch))
    if plan.pledge is not None and cause == "interrupted":
        _let_git_start(place)
    sha = _made_commit(root, plan, patient=cause != "refused")
    is_done = plan.pledge is None and cause == "interrupted" and _all_new(root, plan)
    if sha is None and not is_done:
        return _undo(place, root, plan, force=cause == "refused")
    for entry in plan.entries:
        remove(root / entry.temporary)
    after = plan.ledger
    if sha is not None and plan.pledge is not None:
        _catch_up(root, plan)
        after = ledger.with_commit(after, plan.key, frozenset(plan.pledge.fixes), sha)
    ledger.store(place, after)
    with suppress(OSError):
        close(place, plan)
    names = listed([entry.path for entry in plan.entries])
    words = f"An earlier run was interrupted at its last step: finished it ({names})."
    return Settled(True, words, sha)


def put(root: Path, path: str, old: bytes | None, new: bytes | None, temporary: str) -> None:
    """Write one file below ``root``, or remove it where ``new`` is ``None``, if it holds ``old``.

    Raises:
        Refusal: somebody else has changed it; it is as they left it.
        OSError: it cannot be written; it is as it was.
    """

    def check() -> None:
        if standing(root, path) != old:
            raise Refusal(f"{path} was changed while xdistify was at work: run it again.")

    check()
    if new is None:
        remove(root / path)
    else:
        make_folders((root / path).parent)
        write(root / path, new, root / temporary, check)


def close(place: Place, plan: Journal) -> None:
    """Remove the folders of our making that are left empty, and the journal."""
    root = journal.root_of(place, plan)
    for folder in sorted(plan.folders, reverse=True):
        with suppress(OSError):
            (root / folder).rmdir()
    journal.close(place)


def trouble(error: BaseException) -> str:
    """An error in words for a sentence: the file and what the system said about it."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return str(error) or type(error).__name__


def _already_done(place: Place, root: Path, plan: Journal) -> Settled:
    for entry in plan.entries:
        remove(root / entry.temporary)
    top = locate(root).top
    if plan.branch is not None and top is not None:
        with opened(top) as repo:
            branches.remove_worktree(repo, place.state, plan.branch)
    with suppress(OSError):
        close(place, plan)
    return Settled(True, "An earlier run was interrupted when all was done: nothing is lost.")


def _undo(place: Place, root: Path, plan: Journal, *, force: bool) -> Settled:
    """Take back what can be taken back of all files, and only then raise what was in the way."""
    restored, left = [], []
    troubles: list[OSError | Refusal] = []
    for entry in plan.entries:
        try:
            remove(root / entry.temporary)
            back = _take_back(place, root, entry, force=force)
        except (OSError, Refusal) as error:
            troubles.append(error)
            continue
        if back is None:
            left.append(entry.path)
        elif back:
            restored.append(entry.path)
    top = locate(root).top
    if plan.pledge is not None and plan.pledge.added and top is not None:
        with opened(top) as repo:
            forget(repo, top, [root / path for path in plan.pledge.added])
    if troubles:
        raise troubles[0]
    close(place, plan)
    words = ["An earlier run was interrupted before it had written all its files:"]
    if restored:
        words.append(f"took back {listed(restored)}.")
    elif not left:
        words.append("nothing was left to take back.")
    if left:
        words.append(f"{listed(left)} changed since and was left alone; look at it.")
    return Settled(False, " ".join(words), left=tuple(left))


def _take_back(place: Place, root: Path, entry: Entry, *, force: bool) -> bool | None:
    """Whether there was something to take back; ``None`` if somebody else changed the file."""
    found = _name(root, entry)
    if found == entry.old:
        return False
    if found != entry.new and not force:
        return None
    old = None if entry.old is None else blobs.get(place.state, entry.old)
    put(root, entry.path, standing(root, entry.path), old, entry.temporary)
    return True


def _without_branch(place: Place, root: Path, plan: Journal, branch: Branching) -> str:
    top = locate(root).top
    gone = top is None or branches.discard(top, place.state, branch)
    close(place, plan)
    left = "removed it" if gone else "a branch of this name exists and was left alone"
    return f"An earlier run was interrupted while it made the branch {branch.name}: {left}."


def _made_commit(root: Path, plan: Journal, *, patient: bool) -> str | None:
    """The commit that the plan speaks of, if git made it before it or we were stopped."""
    top, git_dir = locate(root).top, locate(root).git_dir
    if plan.pledge is None or top is None or git_dir is None:
        return None
    if patient:
        _await_git(git_dir / "index.lock")
    head = plan.pledge.head
    with opened(top) as repo:
        since = ask(repo, "rev_list", "--reverse", "--first-parent", f"{head}..HEAD").out.split()
        if not since or tell(repo, "rev_parse", f"{since[0]}^") != head:
            return None
        paths = specs(top, [root / entry.path for entry in plan.entries])
        changed = ask(repo, "diff", "--quiet", head, since[0], *paths).status
        return since[0] if changed else None


def _catch_up(root: Path, plan: Journal) -> None:
    """Let the index follow a commit after which git was stopped."""
    top = locate(root).top
    assert top is not None
    with opened(top) as repo:
        catch_up(repo, top, [root / entry.path for entry in plan.entries])


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


def _all_new(root: Path, plan: Journal) -> bool:
    try:
        return all(_name(root, entry) == entry.new for entry in plan.entries)
    except OSError:
        return False


def _name(root: Path, entry: Entry) -> str | None:
    """What the bytes of the file would be called as a blob; empty where it is no file now."""
    try:
        content = standing(root, entry.path)
    except Refusal:
        return ""
    return None if content is None else blobs.name_of(content)
