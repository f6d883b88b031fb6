"""Which folders are watched, and what happened in them."""

from __future__ import annotations

from collections.abc import Iterator

from .folders import Folders
from .real import Real
from .strangers import Strangers
from .watch import MOST_FOLDERS, Watch, make_watch

_UNINTERESTING = (".git", ".hg", "__pycache__", ".venv", ".tox", ".nox", "node_modules")
_MOST_TRIES = 3


class Follower:
    """Follows tests into folders.

    Attributes:
        name: of the watch; ``off`` if there is none.
        is_quick: whether asking is cheap enough to do it before everything that is noted.
    """

    def __init__(self, folders: Folders, strangers: Strangers) -> None:
        self.name = "off"
        self.is_quick = False
        self._folders = folders
        self._strangers = strangers
        self._watch: Watch | None = None
        self._pending: dict[str, int] = {}

    def start(self) -> None:
        """Watch the tree, the home folder and the folders in which everybody writes."""
        watch = self._watch = make_watch()
        if watch is None:
            return
        self.name, self.is_quick = watch.name, watch.is_quick
        tops = (self._folders.home, self._folders.temporary, *self._folders.public)
        self._pending.update(dict.fromkeys(tops, 0))
        left = [self._folders.root.rstrip(Real.sep)]
        while left and len(self._pending) < MOST_FOLDERS:
            folder = left.pop()
            self._pending[folder] = 0
            try:
                with Real.scandir(folder) as entries:
                    left += [
                        entry.path
                        for entry in entries
                        if entry.is_dir(follow_symlinks=False)
                        and not entry.name.startswith(_UNINTERESTING)
                    ]
            except OSError:
                continue
        self.follow()

    def stop(self) -> None:
        """Watch nothing any more."""
        self._watch, self.is_quick = None, False

    def follow_soon(self, folder: str) -> None:
        """Have a folder watched from the next time on; it may not be there yet."""
        if self._watch is not None and not self._watch.knows(folder):
            self._pending[folder] = 0

    def follow(self) -> None:
        """Watch what was asked for, as far as it is there by now."""
        watch, pending = self._watch, self._pending
        if watch is None or not pending:
            return
        self._pending = {}
        for folder, tries in pending.items():
            if len(folder) > 1 and not watch.add(folder) and tries < _MOST_TRIES:
                self._pending[folder] = tries + 1

    def happened(self) -> Iterator[tuple[str, str]]:
        """How, and which path, of all that happened since the last time.

        Raises:
            OSError: it can no longer be said; the watch is over.
        """
        self.follow()
        if self._watch is None:
            return
        try:
            events = self._watch.drain()
        except OSError:
            self.stop()
            raise
        for how, path, is_folder in events:
            yield from self._unfold(self._watch, how, path, is_folder)

    def _unfold(
        self, watch: Watch, how: str, path: str, is_folder: bool
    ) -> Iterator[tuple[str, str]]:
        if not is_folder or how == "delete":
            yield how, path
        elif how == "write":
            yield "mkdir", path
            # By the time it is watched there may be something in it.
            is_ours = not self._folders.is_private(path) and self._strangers.met(path)
            if is_ours and watch.add(path):
                for name in _names(path):
                    below = path + Real.sep + name
                    yield from self._unfold(watch, how, below, _is_folder(below))


def _names(folder: str) -> list[str]:
    try:
        return list(Real.listdir(folder))
    except OSError:
        return []


def _is_folder(path: str) -> bool:
    try:
        return bool(Real.lstat(path).st_mode & 0o170000 == 0o040000)
    except OSError:
        return False
