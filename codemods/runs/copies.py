"""Copies of a project to run its suite in: what they leave out, what lies over them."""

import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from codemods.errors import Refusal

_LEFT_OUT = frozenset(
    {
        ".git",
        ".hg",
        ".svn",
        ".tox",
        ".nox",
        ".xdistify",
        "node_modules",
        "__pycache__",
        ".pytest_cache",
        ".mypy_cache",
        ".ruff_cache",
    }
)

Overlay = Mapping[str, bytes | None]


def copy_tree(
    source: Path, target: Path, *, everything: bool = False, without: Path | None = None
) -> tuple[str, ...]:
    """Copy a project.

    Symbolic links stay links; one that names a place inside ``source`` by its absolute path names
    the same place inside ``target``, so that a test that writes through it stays in the copy.
    Sockets, pipes and devices are left out.

    Args:
        source: the folder to copy.
        target: must not exist.
        everything: also copy what is left out otherwise: version control, virtual environments,
            ``node_modules`` and caches.
        without: a folder inside ``source``, resolved, that is left out: the one that holds
            ``target``, if the folder for temporary files is inside the project.

    Returns:
        What could not be read or went away meanwhile, as paths relative to ``source``.
    """
    source = source.resolve()
    target.mkdir(parents=True)
    unreadable: list[str] = []
    for entry in _walk(source, without, everything, unreadable):
        place = target / os.path.relpath(entry.path, source)
        if entry.is_symlink():
            place.symlink_to(_relinked(Path(entry.path), source, target))
        elif entry.is_dir():
            place.mkdir()
        elif entry.is_file():
            try:
                shutil.copy2(entry.path, place)
            except (PermissionError, FileNotFoundError):
                unreadable.append(os.path.relpath(entry.path, source))
    return tuple(sorted(unreadable))


def put_over(root: Path, overlay: Overlay) -> None:
    """Write files into a copy; None removes one. Mode bits of a file that is replaced stay.

    Args:
        root: the copy.
        overlay: contents by POSIX path relative to ``root``.

    Raises:
        Refusal: a path leads out of the copy, by its parts or through a symbolic link.
    """
    home = root.resolve()
    for name, content in overlay.items():
        path = root / name
        if not path.parent.resolve().is_relative_to(home) or path.name in ("", ".."):
            raise Refusal(f"{name} leads out of the project and is not written")
        mode = stat.S_IMODE(path.stat().st_mode) if path.is_file() else None
        # Unlinked first: the copy may hold a link here, or a file that is read-only.
        path.unlink(missing_ok=True)
        if content is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            if mode is not None:
                path.chmod(mode)


def remove_tree(folder: Path) -> None:
    """Remove a folder, also one in which tests took permissions away; what resists stays."""
    shutil.rmtree(folder, ignore_errors=True)
    if folder.exists():
        for parent, folders, _ in os.walk(folder):
            for name in folders:
                path = Path(parent, name)
                if not path.is_symlink():
                    path.chmod(stat.S_IRWXU)
        shutil.rmtree(folder, ignore_errors=True)


def _walk(
    folder: Path, without: Path | None, everything: bool, unreadable: list[str]
) -> Iterator[os.DirEntry[str]]:
    """All entries to copy, each folder before what is in it."""
    pending = [str(folder)]
    while pending:
        try:
            with os.scandir(pending.pop()) as scan:
                entries = sorted(scan, key=lambda entry: entry.name)
        except (PermissionError, FileNotFoundError) as error:
            unreadable.append(os.path.relpath(error.filename, folder))
            continue
        for entry in entries:
            if not everything and _is_left_out(entry):
                continue
            if not entry.is_dir(follow_symlinks=False):
                yield entry
            elif Path(entry.path) != without:
                yield entry
                pending.append(entry.path)


def _is_left_out(entry: os.DirEntry[str]) -> bool:
    return entry.name in _LEFT_OUT or (entry.is_dir() and Path(entry.path, "pyvenv.cfg").exists())


def _relinked(link: Path, source: Path, target: Path) -> Path:
    goal = link.readlink()
    if goal.is_absolute() and goal.is_relative_to(source):
        return target / goal.relative_to(source)
    return goal
