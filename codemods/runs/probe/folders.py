"""Which paths are whose, and which lines of code belong to the project."""

import os
import re
import sys
import sysconfig
import tempfile

from .real import Real, cwd

PUBLIC = frozenset({"/tmp", "/var/tmp", "/dev/shm", "/private/tmp"})
_SPECIAL = ("/dev/", "/proc/", "/sys/")
_SHARED_MEMORY = "/dev/shm/"
_UNTIDY = re.compile(r"//|/\.|/$") if os.sep == "/" else re.compile("")
_OF_TOOLS = re.compile(
    r"[\\/](__pycache__|\.pytest_cache|\.hypothesis|\.mypy_cache|\.ruff_cache|\.benchmarks)([\\/]|$)"
    r"|\.py[co](\.\d+)?$|[\\/]\.coverage(\.[^\\/]*)?$"
)
_OTHER, _PROJECT, _TEST = range(3)


class Folders:
    """Sorts paths and source files."""

    def __init__(self, root, desk):
        self.root = root + os.sep
        self.home = os.path.realpath(os.path.expanduser("~"))
        self.temporary = os.path.realpath(tempfile.gettempdir())
        self._private = (self.temporary + os.sep + "pytest-of-",)
        # A name with the number of the process in it; smaller numbers stand for many things.
        self._own_number = re.compile(r"(?<!\d)%d(?!\d)" % max(Real.getpid(), 1000))
        self._random = set()
        self._real = {}
        self._kinds = {}
        self._tests = set()
        installed = [sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib")]
        tops = {os.path.realpath(top) for top in (*installed, sys.prefix, sys.base_prefix)}
        self._installed = tuple(
            top + os.sep for top in tops if len(top) > 1 and not self.root.startswith(top + os.sep)
        )
        self._ours = (self.root, self.home + os.sep, self.temporary + os.sep)
        self._others = (*self._installed, desk + os.sep)

    def absolute(self, path, descriptor=-1):
        """A path as its whole name, ``None`` if there is none.

        Args:
            path: as code gave it.
            descriptor: of the folder that it is relative to, or -1.
        """
        path = Real.fsdecode(path)
        if not path or "\0" in path:
            return None
        if not Real.isabs(path):
            base = cwd() if descriptor < 0 else _folder_of(descriptor)
            if not base:
                return None
            path = base + Real.sep + path
        if _UNTIDY.search(path):
            path = Real.normpath(path)
        return None if path.startswith(_SPECIAL) and not path.startswith(_SHARED_MEMORY) else path

    def real(self, path):
        """The path with the links in its folder followed, but not the last name."""
        folder, name = Real.split(path)
        known = self._real.get(folder)
        if known is None:
            known = self._real[folder] = Real.realpath(folder)
        return known + name if known.endswith(Real.sep) else known + Real.sep + name

    def is_foreign(self, path):
        """Whether a path belongs to Python, to a tool or to the probe."""
        if path.startswith(self._others) and not path.startswith(self._ours):
            return True
        return bool(_OF_TOOLS.search(path))

    def add_private(self, folder):
        """Know a folder of pytest's own."""
        self._private += (Real.join(Real.realpath(folder), ""),)

    def add_random(self, path):
        """Know a name that the standard library made up."""
        full = self.absolute(path)
        if full is not None:
            self._random.add(self.real(full))

    def is_private(self, path):
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

    def add_test_file(self, path):
        """Know a module of tests."""
        self._tests.add(path)
        self._kinds[path] = _TEST

    def is_project(self, file):
        """Whether a source file belongs to the project."""
        kind = self._kinds.get(file)
        if kind is None:
            kind = self._kinds[file] = self._kind(file)
        return kind != _OTHER

    def place(self, frame):
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
            if kind == _PROJECT and first is None:
                first = name, frame.f_lineno
            frame = frame.f_back
        return first

    def _kind(self, name):
        inside = name.startswith(self.root) and not name.startswith(self._installed)
        if name in self._tests or (inside and name.endswith(Real.sep + "conftest.py")):
            return _TEST
        return _PROJECT if inside else _OTHER


def _folder_of(descriptor):
    try:
        return Real.readlink("/proc/self/fd/%d" % descriptor)
    except OSError:
        return ""
