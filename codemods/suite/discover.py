"""Which files belong to the suite, found as pytest would."""

import os
import stat
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from codemods.errors import Refusal
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
    for path in _walk(root, config):
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
        else:
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
        if path.is_file()
    ]


def _testpaths(root: Path, config: SuiteConfig) -> list[str]:
    found = [
        match.relative_to(root).as_posix()
        for pattern in config.testpaths
        for match in (sorted(root.glob(pattern)) if pattern.strip("./") else [root])
    ]
    return found or ["."]


def _inside(root: Path, path: Path) -> str:
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - a link must not be followed yet
    if not absolute.exists() and not absolute.is_symlink():
        raise Refusal(f"{path} does not exist")
    for candidate in (absolute, absolute.resolve()):
        if candidate.is_relative_to(root):
            if not absolute.resolve().is_relative_to(root):
                raise Refusal(f"{path} is a link that leaves the root {root}")
            return candidate.relative_to(root).as_posix()
    raise Refusal(f"{path} lies outside the root {root}")


def _walk(root: Path, config: SuiteConfig) -> Iterator[str]:
    pending = [""]
    while pending:
        folder = pending.pop()
        try:
            entries = sorted(os.scandir(root / folder), key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if entry.is_dir(follow_symlinks=False):
                if not _is_closed(root / path, entry.name, config):
                    pending.append(path)
            elif entry.is_file() or (entry.is_symlink() and entry.name.endswith(".py")):
                yield path


def _is_closed(folder: Path, name: str, config: SuiteConfig) -> bool:
    return (
        name == "__pycache__"
        or any(fnmatch(name, pattern) for pattern in config.norecursedirs)
        or (folder / "pyvenv.cfg").is_file()
    )


def _below(path: str, wanted: Sequence[str]) -> bool:
    return any(top == "." or path == top or path.startswith(f"{top}/") for top in wanted)


def _unusable(root: Path, path: str) -> str | None:
    full = root / path
    if full.is_symlink():
        target = full.resolve()
        if not target.is_relative_to(root):
            return "it is a symbolic link that leaves the root"
        if not target.exists():
            return "it is a symbolic link to nothing"
    try:
        mode = full.stat().st_mode
    except OSError as error:
        return f"it cannot be read ({error.strerror})"
    if not stat.S_ISREG(mode):
        return "it is not a regular file"
    return None


def small_texts(root: Path, paths: Sequence[str]) -> dict[str, bytes]:
    """The contents of those text files that are small enough to be configuration."""
    found: dict[str, bytes] = {}
    for path in paths:
        try:
            if (root / path).stat().st_size <= _LARGEST_TEXT:
                found[path] = (root / path).read_bytes()
        except OSError:
            continue
    return found


def tracked_files(root: Path) -> frozenset[str]:
    """Files that git tracks below ``root``; without git, every file that is there."""
    command = ["git", "-C", str(root), "ls-files", "-z"]
    try:
        answer = subprocess.run(command, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return frozenset(
            path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()
        )
    return frozenset(answer.stdout.decode("utf-8", "surrogateescape").split("\0")) - {""}
