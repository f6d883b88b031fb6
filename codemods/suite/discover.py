"""Which files belong to the suite, found as pytest would."""

import glob
import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Literal

from codemods import git
from codemods.errors import Refusal
from codemods.limits import (
    LARGEST,
    TooMuchError,
    UnusableError,
    read_regular,
    seconds_for,
    within,
)
from codemods.suite.config import SuiteConfig
from codemods.suite.model import Skipped

_TEXT_SUFFIXES = (".cfg", ".conf", ".env", ".ini", ".sh", ".sql", ".toml", ".yaml", ".yml")
_TEXT_NAMES = ("Makefile", "makefile", "Pipfile", "justfile", "noxfile.py", "setup.py", "tasks.py")
_TEXT_PATTERNS = ("requirements*.txt", "*requirements.txt")
_CI = (".github/workflows", ".circleci", ".buildkite")
_LARGEST_TEXT = 1 << 20


@dataclass(frozen=True, slots=True)
class Found:
    """Paths relative to the root, POSIX, sorted.

    Attributes:
        tests: files that pytest would collect from.
        conftests: nearest the root first.
        python: every other Python file below the root.
        texts: small text files that may name a path.
        skipped: files that cannot belong to the suite, with the reason.
    """

    tests: tuple[str, ...]
    conftests: tuple[str, ...]
    python: tuple[str, ...]
    texts: tuple[str, ...]
    skipped: tuple[Skipped, ...]


def discover(root: Path, paths: Sequence[Path], config: SuiteConfig) -> Found:
    """Walk the root once.

    Args:
        root: absolute and resolved.
        paths: files and folders asked for by name; empty for what the configuration says.

    Raises:
        Refusal: a path asked for does not exist, or lies outside the root.
    """
    wanted = [_inside(root, path) for path in paths] or _testpaths(root, config)
    named = {path for path in wanted if (root / path).is_file()}
    tests: set[str] = set()
    conftests: set[str] = set()
    python: set[str] = set()
    texts: set[str] = set()
    skipped: list[Skipped] = []
    for path in _walk(root, config, skipped):
        name = path.rpartition("/")[2]
        if name.endswith(_TEXT_SUFFIXES) or _is_of_the_project(path):
            texts.add(path)
        if not name.endswith(".py"):
            continue
        if reason := _unusable(root, path):
            skipped.append(Skipped(path, reason))
        elif name == "conftest.py":
            conftests.add(path)
        elif path in named or (_below(path, wanted) and config.is_test_file(path)):
            tests.add(path)
        else:
            python.add(path)
    for path in sorted(named - tests - conftests - python):
        if reason := _unusable(root, path):
            skipped.append(Skipped(path, reason))
        elif path.endswith(".py"):
            tests.add(path)
        elif paths:
            raise Refusal(f"{path} is not a Python file")
    return Found(
        tuple(sorted(tests)),
        tuple(sorted(conftests, key=lambda path: (path.count("/"), path))),
        tuple(sorted(python)),
        tuple(sorted({*texts, *_of_ci(root)})),
        tuple(dict.fromkeys(skipped)),
    )


def _is_of_the_project(path: str) -> bool:
    """Whether a file of the root says how the suite is run, or with what."""
    name = path.rpartition("/")[2]
    return path in _TEXT_NAMES or any(fnmatch(name, pattern) for pattern in _TEXT_PATTERNS)


def _of_ci(root: Path) -> list[str]:
    """The files of CI, which lie in folders that no tests are collected from."""
    return [
        path.relative_to(root).as_posix()
        for folder in _CI
        for path in sorted((root / folder).glob("*.y*ml"))
        if _kind(path) == "file"
    ]


def _testpaths(root: Path, config: SuiteConfig) -> list[str]:
    try:
        with within(seconds_for(config.tool)):
            found = [it for pattern in config.testpaths for it in _matching(root, pattern)]
    except TooMuchError as error:
        raise Refusal(f"testpaths of {config.file} names too much: {error}") from error
    return found or ["."]


def _matching(root: Path, pattern: str) -> list[str]:
    """What lies inside the root of what pytest would find under an entry of ``testpaths``."""
    pattern = re.sub(r"(\*\*/)+", "**/", pattern)
    plain = re.split(r"[^/]*[*?\[]", pattern, maxsplit=1)[0]
    if not Path(os.path.normpath(root / plain)).is_relative_to(root):
        return []
    names = sorted(glob.iglob(os.path.join(root, pattern), recursive=True))  # noqa: PTH118, PTH207
    inside = (Path(os.path.normpath(name)) for name in names)
    found = (path.relative_to(root) for path in inside if path.is_relative_to(root))
    return list(dict.fromkeys(path.as_posix() for path in found))


def _inside(root: Path, path: Path) -> str:
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - a link must not be followed yet
    if not os.path.lexists(absolute):
        raise Refusal(f"{path} does not exist")
    target = _resolved(absolute)
    for candidate in (absolute, target):
        if candidate.is_relative_to(root):
            if not target.is_relative_to(root):
                raise Refusal(f"{path} is a link that leaves the root {root}")
            return candidate.relative_to(root).as_posix()
    raise Refusal(f"{path} lies outside the root {root}")


def _walk(root: Path, config: SuiteConfig, skipped: list[Skipped]) -> Iterator[str]:
    """Every file, and every link or device with the name of a Python file, below the root."""
    pending = [""]
    while pending:
        folder = pending.pop()
        try:
            entries = sorted(os.scandir(root / folder), key=lambda entry: entry.name)
        except OSError as error:
            skipped.append(Skipped(folder or ".", f"it cannot be read ({error.strerror})"))
            continue
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if entry.is_dir(follow_symlinks=False):
                if not _is_closed(root / path, entry.name, config):
                    pending.append(path)
            elif _kind(root / path) == "file" or (
                entry.name.endswith(".py") and _kind(root / path) != "folder"
            ):
                yield path


def _kind(path: Path) -> Literal["file", "folder", "other", "none"]:
    """What a path leads to, links followed; a loop of links leads to nothing."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return "none"
    if stat.S_ISDIR(mode):
        return "folder"
    return "file" if stat.S_ISREG(mode) else "other"


def _is_closed(folder: Path, name: str, config: SuiteConfig) -> bool:
    return (
        name == "__pycache__"
        or any(fnmatch(name, pattern) for pattern in config.norecursedirs)
        or _kind(folder / "pyvenv.cfg") == "file"
    )


def _below(path: str, wanted: Sequence[str]) -> bool:
    return any(top == "." or path == top or path.startswith(f"{top}/") for top in wanted)


def _unusable(root: Path, path: str) -> str | None:
    full = root / path
    if "::" in path:
        return "its name holds “::”, which parts a file from its tests in the names of pytest"
    if full.is_symlink():
        target = _resolved(full)
        if not target.is_relative_to(root):
            return "it is a symbolic link that leaves the root"
        if not os.path.exists(target):  # noqa: PTH110 - it answers where pathlib raises
            return "it is a symbolic link to nothing"
    try:
        status = full.stat()
    except OSError as error:
        return f"it cannot be read ({error.strerror})"
    if not stat.S_ISREG(status.st_mode):
        return "it is not a regular file"
    if status.st_size > LARGEST:
        return f"it is larger than {LARGEST >> 20} MiB"
    return None


def _resolved(path: Path) -> Path:
    """Where a path leads to; a loop of links leads to itself, whatever the Python."""
    return Path(os.path.realpath(path))


def small_texts(root: Path, paths: Sequence[str]) -> dict[str, bytes]:
    """The contents of those text files that are small enough to be configuration."""
    found: dict[str, bytes] = {}
    for path in paths:
        try:
            found[path] = read_regular(root / path, _LARGEST_TEXT)
        except (OSError, UnusableError):
            continue
    return found


def tracked_files(root: Path) -> frozenset[str]:
    """Files that git tracks below ``root``; without git, every file that is there."""
    try:
        answer = git.look(root, "ls-files", "-z")
    except OSError:
        answer = None
    if answer is None or answer.status:
        return frozenset(
            Path(folder, name).relative_to(root).as_posix()
            for folder, _, names in os.walk(root)
            for name in names
        )
    return frozenset(answer.out.split("\0")) - {""}
