"""What children and C code do to files: nothing in Python says it, but the folders show it."""

import ctypes
import os
import struct
import sys

from .real import Real

MOST_FOLDERS = 4000


class Inotify:
    """Linux tells what happened in some folders since it was last asked, reading included."""

    name = "inotify"
    always = True
    _MASK = 0x2 | 0x8 | 0x10 | 0x40 | 0x80 | 0x100 | 0x200 | 0x01000000
    _HOWS = ((0x240, "delete"), (0x18A, "write"), (0x10, "read"))
    _IS_FOLDER = 0x40000000
    _OVERFLOW = 0x4000
    _GONE = 0x8000

    def __init__(self):
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
        self._add = library.inotify_add_watch
        self._folders = {}
        self._known = set()

    def add(self, folder):
        """Watch a folder; False if that cannot be (yet)."""
        if folder in self._known:
            return True
        if len(self._known) >= MOST_FOLDERS:
            return False
        number = self._add(self._descriptor, Real.fsencode(folder), self._MASK)
        if number < 0:
            return False
        self._folders[number] = folder
        self._known.add(folder)
        return True

    def drain(self):
        """How, path, and whether it is a folder, of all that happened since."""
        found = []
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
                if mask & self._OVERFLOW:
                    raise OSError("more happened at once than inotify keeps")
                if mask & self._GONE:
                    self._known.discard(self._folders.pop(number, ""))
                folder = self._folders.get(number)
                how = next((how for bits, how in self._HOWS if mask & bits), None)
                if folder is not None and name and how is not None:
                    path = folder + Real.sep + Real.fsdecode(name)
                    found.append((how, path, bool(mask & self._IS_FOLDER)))


class Snapshots:
    """Elsewhere folders are compared between the phases of a test; reading does not show."""

    name = "snapshot"
    always = False

    def __init__(self):
        self._seen = {}

    def add(self, folder):
        """Watch a folder; False if that cannot be (yet)."""
        if folder not in self._seen:
            if len(self._seen) >= MOST_FOLDERS:
                return False
            self._seen[folder] = _look(folder)
        return True

    def drain(self):
        """How, path, and whether it is a folder, of all that is not as it was."""
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


def _look(folder):
    found = {}
    try:
        with Real.scandir(folder) as entries:
            for entry in entries:
                facts = entry.stat(follow_symlinks=False)
                is_folder = entry.is_dir(follow_symlinks=False)
                times = 0 if is_folder else facts.st_mtime_ns
                found[entry.name] = (times, facts.st_size, facts.st_ino, is_folder)
    except OSError:
        pass
    return found


def make_watch():
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
