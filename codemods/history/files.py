"""Bytes on disk: reading, replacing a file so that it is old or new at any moment, targets."""

import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from codemods.errors import Refusal
from codemods.limits import LARGEST_STATE, UnusableError, read_regular

if TYPE_CHECKING:
    from codemods.history.place import Place


def read(path: Path) -> bytes | None:
    """The bytes of a file, ``None`` if there is none.

    Raises:
        Refusal: it is no regular file.
    """
    try:
        return read_regular(path, LARGEST_STATE)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except UnusableError as error:
        raise Refusal(f"{path} cannot be read: {error}.") from error


def standing(root: Path, path: str) -> bytes | None:
    """The bytes of the file that is at ``path`` itself, ``None`` if nothing is there.

    Args:
        path: relative to the root, free of symbolic links when it was found.

    Raises:
        Refusal: something else has taken its place, such as a link or a folder.
    """
    target = root / path
    is_there = os.path.lexists(target)
    if target.parent.resolve() != target.parent or (
        is_there and not stat.S_ISREG(target.lstat().st_mode)
    ):
        raise Refusal(f"{path} was changed while xdistify was at work: it is no regular file now.")
    return read(target) if is_there else None


def write(
    path: Path, content: bytes, temporary: Path, check: Callable[[], None] = lambda: None
) -> None:
    """Put ``content`` in the place of ``path`` by way of ``temporary``, in the same folder.

    Mode, owner and extended attributes of the file that is replaced are kept, the last two as
    far as the system lets us.

    Args:
        check: looks at ``path`` right before it is replaced, and raises if that must not be.

    Raises:
        OSError: the disk is full, or the folder cannot be written. ``path`` is as it was.
    """
    try:
        before: os.stat_result | None = path.stat()
    except FileNotFoundError:
        before = None
    descriptor = os.open(
        temporary,
        os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0),
        0o666 if before is None else 0o600,
    )
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
        stream.flush()
        if before is not None:
            _keep_metadata(path, before, temporary)
        os.fsync(stream.fileno())
    check()
    os.replace(temporary, path)  # noqa: PTH105
    sync_folder(path.parent)


def save(path: Path, content: bytes) -> None:
    """Put ``content`` in the place of ``path``, a file of our own in the state folder."""
    temporary = path.with_name(f"{path.name}.tmp")
    temporary.unlink(missing_ok=True)
    write(path, content, temporary)


def remove(path: Path) -> None:
    """Delete a file so that it stays deleted after a power cut; a missing one is fine."""
    with suppress(FileNotFoundError, NotADirectoryError):
        path.unlink()
        sync_folder(path.parent)


def make_folders(folder: Path) -> None:
    """Make a folder, and those around it, so that they survive a power cut."""
    missing = [it for it in (folder, *folder.parents) if not it.exists()]
    for it in reversed(missing):
        it.mkdir(exist_ok=True)
        sync_folder(it.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` survive a power cut, where the system can open folders."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def resolve_target(place: "Place", path: str) -> Path:
    """The file that is really written when ``path`` is: symbolic links are followed.

    Raises:
        Refusal: it lies outside the root or is git's own, or it is no regular file.
    """
    try:
        target = (place.root / path).resolve()
    except (OSError, RuntimeError) as error:
        raise Refusal(f"{path} cannot be reached: {error}.") from error
    if not target.is_relative_to(place.root):
        raise Refusal(
            f"{path} leads to {target}, which is outside {place.root}: nothing there is written."
        )
    if is_of_git(target.relative_to(place.root)):
        raise Refusal(f"{path} leads to {target}, which is git's own: nothing there is written.")
    if target.exists() and not target.is_file():
        raise Refusal(f"{path} is not a regular file.")
    return target


def is_of_git(path: Path) -> bool:
    """Whether a relative path leads into git's folder, however its system spells that name.

    What is written there can name programs that git runs. Source: CVE-2014-9390.
    """
    return any(part.casefold().rstrip(". ") in (".git", "git~1") for part in path.parts)


def check_writable(place: "Place", target: Path) -> None:
    """See that ``target`` can be replaced by us, by mode bits also where we are root.

    Raises:
        Refusal: the file, or the folder that it is in or will be made in, is read-only.
    """
    folder = target.parent
    while not folder.exists():
        folder = folder.parent
    for entry in (target, folder) if target.exists() else (folder,):
        if not stat.S_IMODE(entry.stat().st_mode) & 0o222 or not os.access(entry, os.W_OK):
            name = entry.relative_to(place.root).as_posix()
            what = "the folder " if entry.is_dir() else ""
            raise Refusal(f"{what}{name} is read-only: make it writable (chmod u+w) and try again.")


def _keep_metadata(path: Path, before: os.stat_result, temporary: Path) -> None:
    if hasattr(os, "chown"):
        made = temporary.stat()
        if (made.st_uid, made.st_gid) != (before.st_uid, before.st_gid):
            with suppress(PermissionError):
                os.chown(temporary, before.st_uid, before.st_gid)
    if hasattr(os, "listxattr"):
        with suppress(OSError):
            for name in os.listxattr(path):
                with suppress(OSError):
                    os.setxattr(temporary, name, os.getxattr(path, name))
    temporary.chmod(stat.S_IMODE(before.st_mode))
