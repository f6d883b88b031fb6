"""Which paths are whose, and which lines of code belong to the project."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from typing import Any

import pytest

from .callers import is_of_paths
from .real import Real, cwd

_PUBLIC = ("/tmp", "/var/tmp", "/dev/shm", "/private/tmp")
_SPECIAL = ("/dev/", "/proc/", "/sys/")
_SHARED_MEMORY = "/dev/shm/"
_UNTIDY = re.compile(r"//|/\.|/$") if os.sep == "/" else re.compile("")
_COMPILED = (".pyc", ".pyo")
_OF_TOOLS = re.compile(
    r"[\\/](__pycache__|\.pytest_cache|\.hypothesis|\.mypy_cache|\.ruff_cache|\.benchmarks)([\\/]|$)"
    r"|\.py[co](\.\d+)?$|[\\/]\.coverage(\.[^\\/]*)?$"
)
_OTHER, _PROJECT, _TEST, _RUNNER = range(4)
# Above it there is nothing but pytest.
_OF_RUNNER = os.path.join("_pytest", "runner.py")


class Folders:
    """Sorts paths and source files.

    Attributes:
        root: the tree in which the suite runs, with a separator at its end.
        home: the home folder of the run.
        temporary: its folder for temporary files.
        public: folders in which others write as well, while the suite runs.
    """

    def __init__(self, root: str, desk: str) -> None:
        self.root = root + os.sep
        self._desk = desk + os.sep
        # A name with the number of the process in it; small numbers stand for many things.
        own = Real.getpid()
        self._own_number = re.compile(rf"(?<!\d){own}(?!\d)" if own > 999 else r"(?!)")
        self._private: tuple[str, ...] = ()
        self._random: set[str] = set()
        self._locks: set[str] = set()
        self._real: dict[str, str] = {}
        self._kinds: dict[str, int] = {}
        self._tests: set[str] = set()
        self.locate()

    def locate(self) -> None:
        """Find the folders that the environment names."""
        self.home = os.path.realpath(os.path.expanduser("~"))
        # Asking has an effect: Python remembers the answer.
        remembered = tempfile.tempdir
        self.temporary = os.path.realpath(tempfile.gettempdir())
        tempfile.tempdir = remembered
        self._private += (self.temporary + os.sep + "pytest-of-",)
        self._ours = (self.root, self.home + os.sep, self.temporary + os.sep)
        is_own_home = self.home.startswith(self._desk) or self.home + os.sep == self.root
        self.public = _PUBLIC if is_own_home else (*_PUBLIC, self.home)
        self._below_public = tuple(folder + os.sep for folder in self.public)
        # sysconfig would tell, and take longer than all else here.
        packages = [os.path.dirname(os.path.dirname(pytest.__file__)), os.path.dirname(os.__file__)]
        tops = {os.path.realpath(top) for top in (*packages, sys.prefix, sys.base_prefix)}
        self._installed = tuple(
            top + os.sep
            for top in tops
            if len(top) > 1 and not any(folder.startswith(top + os.sep) for folder in self._ours)
        )

    def absolute(self, path: Any, descriptor: int = -1) -> str | None:
        """A path as its whole name, ``None`` if there is none.

        Args:
            path: as code gave it, which may be anything at all.
            descriptor: of the folder that it is relative to, or -1.
        """
        try:
            path = Real.fsdecode(path)
        except (TypeError, ValueError):
            return None
        if not path or "\0" in path:
            return None
        if not Real.isabs(path):
            base = cwd() if descriptor < 0 else _folder_of(descriptor)
            if not base:
                return None
            path = base + Real.sep + path
        if _UNTIDY.search(path):
            path = Real.normpath(path)
        is_special = path.startswith(_SPECIAL) and not path.startswith(_SHARED_MEMORY)
        return None if is_special else str(path)

    def real(self, path: str) -> str:
        """The path with the links in its folder followed, but not the last name."""
        folder, name = Real.split(path)
        if folder not in self._real:
            try:
                self._real[folder] = Real.realpath(folder)
            except (OSError, ValueError):
                self._real[folder] = folder
        known = self._real[folder]
        return f"{known}{name}" if known.endswith(Real.sep) else f"{known}{Real.sep}{name}"

    def is_foreign(self, path: str) -> bool:
        """Whether a path belongs to Python, to a tool or to the probe."""
        if path.startswith(self._installed) or path in self._locks:
            return True
        if path.startswith(self._desk) and not path.startswith(self._ours):
            return True
        # Most paths need no closer look.
        if "/." not in path and "__pycache__" not in path and not path.endswith(_COMPILED):
            return Real.sep != "/" and bool(_OF_TOOLS.search(path))
        return bool(_OF_TOOLS.search(path))

    def top(self, path: str) -> str:
        """What holds a path and lies in a public folder itself; empty if nothing does."""
        if not path.startswith(self._below_public):
            return ""
        for folder in self.public:
            if path.startswith(folder + Real.sep):
                end = path.find(Real.sep, len(folder) + 1)
                return path if end < 0 else path[:end]
        return ""

    def is_public(self, path: str) -> bool:
        """Whether it may be another program that makes or changes this path."""
        if path.startswith(self._ours) and self.home not in self.public:
            return False
        top = self.top(path)
        return top == path or not (top or path.startswith(self._ours))

    def add_private(self, folder: str) -> None:
        """Know a folder of pytest's own."""
        self._private += (Real.join(Real.realpath(folder), ""),)

    def add_random(self, path: Any) -> None:
        """Know a name that the standard library made up."""
        full = self.absolute(path)
        if full is not None:
            self._random.add(self.real(full))

    def add_lock(self, path: Any) -> None:
        """Know a file that is only there to be locked."""
        full = self.absolute(path)
        if full is not None:
            self._locks.update((full, self.real(full)))

    def is_private(self, path: str) -> bool:
        """Whether no other process of the run would come upon this path."""
        if path.startswith(self._private) or self._own_number.search(path):
            return True
        while self._random and len(path) > 1:
            if path in self._random:
                return True
            path, before = path.rpartition(Real.sep)[0], path
            if path == before:
                break
        return False

    def add_test_file(self, path: str) -> None:
        """Know a module of tests."""
        self._tests.add(path)
        self._kinds[path] = _TEST

    def is_project(self, file: str) -> bool:
        """Whether a source file belongs to the project."""
        kind = self._kinds.get(file)
        if kind is None:
            kind = self._kinds[file] = self._kind(file)
        return kind in (_PROJECT, _TEST)

    def is_test_file(self, file: str) -> bool:
        """Whether a source file is a module of tests."""
        return file in self._tests

    def place(self, frame: Any) -> tuple[str, int] | None:
        """The nearest line in a test file or conftest; else the nearest of the project."""
        first = None
        kinds = self._kinds
        while frame is not None:
            name = frame.f_code.co_filename
            kind = kinds.get(name)
            if kind is None:
                kind = kinds[name] = self._kind(name)
            if kind == _TEST:
                return name, frame.f_lineno
            if kind == _RUNNER:
                break
            if kind == _PROJECT and first is None:
                first = name, frame.f_lineno
            frame = frame.f_back
        return first

    def spot(self, frame: Any) -> tuple[str, int] | None:
        """The line that asks whether something is there, be it a test, a helper or a library."""
        while frame is not None and is_of_paths(frame):
            frame = frame.f_back
        return (frame.f_code.co_filename, frame.f_lineno) if frame is not None else None

    def _kind(self, name: str) -> int:
        inside = name.startswith(self.root) and not name.startswith(self._installed)
        if name in self._tests or (inside and name.endswith(Real.sep + "conftest.py")):
            return _TEST
        if inside:
            return _PROJECT
        return _RUNNER if name.endswith(_OF_RUNNER) else _OTHER


def _folder_of(descriptor: int) -> str:
    try:
        return Real.readlink(f"/proc/self/fd/{descriptor}")
    except OSError:
        return ""
