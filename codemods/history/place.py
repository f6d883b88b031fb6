"""Where the state of a root lives, found without git, and the lock that one process holds there."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from codemods.errors import Refusal
from codemods.history.files import make_folders
from codemods.limits import UnusableError, read_regular

LOCK_SECONDS = 2.0
LEDGER = "ledger.json"
JOURNAL = "journal.json"
LOCK = "lock"
IGNORE = ".gitignore"
FOLDERS = ("blobs", "review", "worktrees")
_LONGEST_POINTER = 1 << 16


@dataclass(frozen=True, slots=True)
class Place:
    """A root and the folders that belong to it.

    Attributes:
        root: the root, with symbolic links resolved.
        state: the folder of the ledger; it need not exist.
        key: the root relative to the top of its worktree, POSIX; ``.`` for the top itself.
        top: top of the worktree that holds the root, ``None`` outside git.
        git_dir: git's folder for this worktree, where its index and its pending merges are.
        bare: whether the root lies in a repository without a worktree.
    """

    root: Path
    state: Path
    key: str
    top: Path | None
    git_dir: Path | None
    bare: bool

    @property
    def ledger(self) -> Path:
        return self.state / LEDGER

    @property
    def journal(self) -> Path:
        return self.state / JOURNAL


def locate(root: Path) -> Place:
    """Find the worktree around ``root`` and the state folder that goes with it.

    A state folder in the root itself wins, so that fixes applied before a ``git init`` can still
    be taken back.
    """
    root = root.resolve()
    own = root / ".xdistify"
    top, git_dir = _worktree(root)
    bare = git_dir is None and any(_is_git_dir(folder) for folder in (root, *root.parents))
    if git_dir is None or top is None or (own / LEDGER).exists() or (own / JOURNAL).exists():
        return Place(root, own, ".", top, git_dir, bare)
    state = _common_dir(git_dir) / "xdistify"
    return Place(root, state, root.relative_to(top).as_posix(), top, git_dir, bare)


def nearest_top(path: Path) -> Path | None:
    """Top of the innermost worktree that holds ``path``: a submodule's own, if it is in one."""
    return _worktree(path.parent)[0]


@contextmanager
def locked(place: Place) -> Iterator[None]:
    """Hold the state folder alone, making it first.

    Raises:
        Refusal: another process holds it, or it cannot be made.
    """
    from filelock import FileLock, Timeout

    check_state(place)
    path = place.state / LOCK
    deadline = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            open_state(place)
            probe = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        except FileNotFoundError:
            continue
        except OSError as error:
            raise _unwritable(place, error) from error
        lock = FileLock(path)
        try:
            lock.acquire(timeout=max(0.0, deadline - time.monotonic()))
            # Whoever held it before may have removed the file that this lock was taken on.
            with suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(probe), path.stat()):
                    break
            lock.release()
        except Timeout as error:
            raise Refusal(
                f"another xdistify is running in {place.root}: wait until it has finished."
            ) from error
        except OSError as error:
            raise _unwritable(place, error) from error
        finally:
            os.close(probe)
    try:
        yield
    finally:
        lock.release()


def open_state(place: Place) -> None:
    """Make the state folder so that a power cut leaves it there, and git blind to it.

    Raises:
        OSError: it cannot be made.
    """
    make_folders(place.state)
    if place.state.parent == place.root and not (place.state / IGNORE).exists():
        (place.state / IGNORE).write_text("*\n", encoding="utf-8")


def _unwritable(place: Place, error: OSError) -> Refusal:
    return Refusal(f"{place.state} cannot be written: {error.strerror}.")


def check_state(place: Place) -> None:
    """See that nobody has put a link in the place of the state folder or of a file in it.

    Raises:
        Refusal: somebody has, such as whoever wrote the repository.
    """
    files = (place.ledger, place.journal, place.state / LOCK, place.state / IGNORE)
    for path in (place.state, *files, *(place.state / name for name in FOLDERS)):
        if path.is_symlink():
            raise Refusal(f"{path} is a link: nothing is written through it; delete it.")


def _worktree(folder: Path) -> tuple[Path | None, Path | None]:
    for top in (folder, *folder.parents):
        entry = top / ".git"
        if entry.is_dir() and _is_git_dir(entry):
            return top, Path(os.path.realpath(entry))  # a link to it is as good, for git too
        if entry.is_file():
            words = _pointer(entry)
            git_dir = Path(os.path.realpath(top / words.removeprefix("gitdir:").strip()))
            if words.startswith("gitdir:") and _is_git_dir(git_dir):
                return top, git_dir
    return None, None


def _pointer(file: Path) -> str:
    """The path in a small file of git's; empty if it holds none."""
    try:
        words = read_regular(file, _LONGEST_POINTER).decode("utf-8", "surrogateescape").strip()
    except (OSError, UnusableError):
        return ""
    return "" if "\0" in words else words


def _is_git_dir(folder: Path) -> bool:
    return (folder / "HEAD").is_file() and (
        (folder / "commondir").is_file()
        or ((folder / "objects").is_dir() and (folder / "refs").is_dir())
    )


def _common_dir(git_dir: Path) -> Path:
    pointer = git_dir / "commondir"
    if not pointer.is_file():
        return git_dir
    return Path(os.path.realpath(git_dir / _pointer(pointer)))
