"""What children and C code do to files: nothing in Python says it, but the folders show it."""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from typing import Any, Protocol

from .real import Real

MOST_FOLDERS = 4000


class Watch(Protocol):
    """What happens in some folders.

    Attributes:
        name: as ``XDISTIFY_WATCH`` spells it.
        is_quick: whether it is cheap enough to ask before everything that is noted.
    """

    name: str
    is_quick: bool

    def knows(self, folder: str) -> bool:
        """Whether a folder is watched."""

    def add(self, folder: str) -> bool:
        """Watch a folder; False if that cannot be (yet)."""

    def drain(self) -> list[tuple[str, str, bool]]:
        """How, path, and whether it is a folder, of all that happened since the last time.

        Raises:
            OSError: it can no longer be said.
        """


class Inotify:
    """Linux tells what happened, reading included."""

    name = "inotify"
    is_quick = True
    # Not that a file which was open for writing is closed: that may be the garbage of another test.
    _MASK = 0x2 | 0x10 | 0x40 | 0x80 | 0x100 | 0x200 | 0x01000000
    _HOWS = ((0x240, "delete"), (0x182, "write"), (0x10, "read"))
    _IS_FOLDER = 0x40000000
    _MOVED_AWAY = 0x40
    _OVERFLOW = 0x4000
    _GONE = 0x8000

    def __init__(self) -> None:
        import fcntl

        library = ctypes.CDLL(None, use_errno=True)
        low = library.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        if low < 0:
            raise OSError("inotify_init1 failed")
        self._descriptor = low
        try:
            # A test that closes all low descriptors and opens files would be given this one.
            self._descriptor = fcntl.fcntl(low, fcntl.F_DUPFD_CLOEXEC, 800)
            Real.close(low)
        except OSError:
            pass
        self._add: Any = library.inotify_add_watch
        self._remove: Any = library.inotify_rm_watch
        self._folders: dict[int, str] = {}
        self._known: set[str] = set()

    def knows(self, folder: str) -> bool:
        return folder in self._known

    def add(self, folder: str) -> bool:
        if folder in self._known:
            return True
        if len(self._known) >= MOST_FOLDERS:
            return False
        try:
            number = self._add(self._descriptor, Real.fsencode(folder), self._MASK)
        except UnicodeError:
            return False
        if number < 0:
            return False
        self._folders[number] = folder
        self._known.add(folder)
        return True

    def drain(self) -> list[tuple[str, str, bool]]:
        found: list[tuple[str, str, bool]] = []
        while True:
            try:
                data = Real.os_read(self._descriptor, 1 << 16)
            except BlockingIOError:
                return found
            at = 0
            while at < len(data):
                number, mask, _, length = struct.unpack_from("iIII", data, at)
                name = data[at + 16 : at + 16 + length].rstrip(b"\0")
                at += 16 + length
                # The kernel's name for a file that has none: what pytest catches output in.
                if name.startswith(b"#"):
                    continue
                if mask & self._OVERFLOW:
                    raise OSError("more happened at once than inotify keeps")
                if mask & self._GONE:
                    self._known.discard(self._folders.pop(number, ""))
                folder = self._folders.get(number)
                how = next((how for bits, how in self._HOWS if mask & bits), None)
                if folder is not None and name and how is not None:
                    path = folder + Real.sep + Real.fsdecode(name)
                    is_folder = bool(mask & self._IS_FOLDER)
                    if is_folder and mask & self._MOVED_AWAY:
                        self._forget(path)
                    found.append((how, path, is_folder))

    def _forget(self, folder: str) -> None:
        """A folder that was renamed is still watched, under the name that it had."""
        below = folder + Real.sep
        for number, path in list(self._folders.items()):
            if path == folder or path.startswith(below):
                self._remove(self._descriptor, number)
                self._known.discard(self._folders.pop(number))


class Snapshots:
    """Elsewhere folders are compared between the phases of a test; reading does not show."""

    name = "snapshot"
    is_quick = False

    def __init__(self) -> None:
        self._seen: dict[str, dict[str, tuple[int, int, int, bool]]] = {}

    def knows(self, folder: str) -> bool:
        return folder in self._seen

    def add(self, folder: str) -> bool:
        if folder not in self._seen:
            if len(self._seen) >= MOST_FOLDERS:
                return False
            self._seen[folder] = _look(folder)
        return True

    def drain(self) -> list[tuple[str, str, bool]]:
        found = []
        for folder, before in list(self._seen.items()):
            after = self._seen[folder] = _look(folder)
            if before == after:
                continue
            for name in before.keys() - after.keys():
                found.append(("delete", folder + Real.sep + name, before[name][3]))
            for name, now in after.items():
                if before.get(name) != now and not (now[3] and name in before):
                    found.append(("write", folder + Real.sep + name, now[3]))
        return found


def _look(folder: str) -> dict[str, tuple[int, int, int, bool]]:
    found = {}
    try:
        with Real.scandir(folder) as entries:
            for entry in entries:
                try:
                    facts = entry.stat(follow_symlinks=False)
                    is_folder = entry.is_dir(follow_symlinks=False)
                except OSError:
                    continue
                times = 0 if is_folder else facts.st_mtime_ns
                found[entry.name] = (times, facts.st_size, facts.st_ino, is_folder)
    except (OSError, ValueError):
        pass
    return found


def make_watch() -> Watch | None:
    """The watch that this machine offers; ``None`` if none is wanted."""
    wanted = os.environ.get("XDISTIFY_WATCH", "inotify")
    if wanted == "off":
        return None
    if wanted == "inotify" and sys.platform.startswith("linux"):
        try:
            return Inotify()
        except (OSError, AttributeError, ImportError):
            pass
    return Snapshots()
