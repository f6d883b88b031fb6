"""What was touched and by whom, deduplicated and written down."""

from __future__ import annotations

from typing import Any

from .busy import Busy
from .folders import Folders
from .follower import Follower
from .listeners import LISTENERS, tell
from .real import Real
from .servers import is_served_by_child
from .state import State
from .strangers import Strangers
from .writer import Writer

CHANGES = frozenset(
    {"write", "append", "update", "mkdir", "ensure", "delete", "rmdir", "rmtree", "change", "bind"}
)
# Ways to touch a thing that do not ask what it was.
_BLIND = frozenset({"write", "mkdir", "ensure", "delete", "rmdir", "rmtree", "bind"})
_REMOVALS = frozenset({"delete", "rmdir", "rmtree"})
_MOST_STEPS = 12


class Recorder:
    """Notes touches for whoever is at work, which the hooks of pytest say.

    Attributes:
        who: the key of who is at work.
        phase: of its work.
        via: the fixture of the test that does it, or None.
        test: node id of the test that began last.
        off: whether nothing more is to be noted.
        busy: which threads are at work for the probe.
        folders: sorts paths.
        state: what tests leave behind.
    """

    def __init__(self, root: str, desk: str) -> None:
        self.folders = Folders(root, desk)
        self.state = State(self.folders)
        self.who, self.phase = "session", "collect"
        self.via: str | None = None
        self.test: str | None = None
        self.off = False
        self.busy = Busy()
        self._writer = Writer(self.busy)
        self.write, self.flush = self._writer.write, self._writer.flush
        self._root = root
        self._stack: list[tuple[str, str, str | None]] = []
        self._steps: dict[str, dict[str, list[str]]] = {}
        self._patterns: set[tuple[str, str, str]] = set()
        self._passed_over: set[str] = set()
        self._cleared: dict[str, list[str]] = {}
        # What lies in a private folder is of interest from the second on that touches it.
        self._alone: dict[str, tuple[str, list[tuple[tuple[str, Any], ...]]]] = {}
        self._test_line: tuple[str, int] | None = None
        # Descriptors of files that are locked, and who started children.
        self._locked: set[int] = set()
        self._starter: tuple[str, str, tuple[str, int] | None] | None = None
        self._served: dict[int, bool] = {}
        self._strangers = Strangers(self.folders)
        self._follower = Follower(self.folders, self._strangers)

    def start(self, folder: str, worker: str, watch: bool) -> None:
        """Write into this folder, what was noted before included.

        Args:
            worker: id of the xdist worker; empty if there is none.
            watch: whether no other process of the run changes the same folders.
        """
        self.folders.locate()
        if watch:
            self._follower.start()
        facts = {
            "process": Real.getpid(),
            "worker": worker,
            "watch": self._follower.name,
            "root": self._root,
            "temporary": self.folders.temporary,
            "home": self.folders.home,
        }
        self._writer.start(folder, facts)

    # Who is at work.

    def enter(self, who: str, phase: str, via: str | None = None) -> None:
        """Put down what happened so far, and let somebody else be at work."""
        if (who, phase) != (self.who, self.phase):
            self.drain()
        self._stack.append((self.who, self.phase, self.via))
        self.who, self.phase, self.via = who, phase, via

    def leave(self) -> None:
        """The opposite of `enter`."""
        before = self._stack.pop() if self._stack else (self.who, self.phase, self.via)
        if before[:2] != (self.who, self.phase):
            self.drain()
        self.who, self.phase, self.via = before

    def begin_test(
        self, nodeid: str, path: str, line: int, fixtures: list[str], group: str
    ) -> None:
        """A test is at work, on a clean stack."""
        self.drain()
        self.test, self._test_line = nodeid, (path, line)
        self.write(
            {"test": nodeid, "path": path, "line": line, "fixtures": fixtures, "group": group}
        )
        self._stack.clear()
        self.who, self.phase, self.via = nodeid, "setup", None
        self.state.begin(path)
        self._served.clear()

    def end_test(self, nodeid: str) -> None:
        """Say what the test left behind, and write all down."""
        left = self.state.left()
        if left:
            self.write({"left": nodeid, **left})
        self._stack.clear()
        self._steps.pop(nodeid, None)
        self._cleared.pop(nodeid, None)
        self._patterns.clear()
        self.who, self.phase, self.via, self._test_line = "session", "teardown", None, None
        self.flush()

    # What they touch.

    def touch(
        self,
        how: str,
        path: Any,
        frame: Any,
        found: bool | None = None,
        glob: str | None = None,
        descriptor: int = -1,
    ) -> None:
        """Note that the code of ``frame`` does something to a path.

        Args:
            found: whether it was there before; None if nobody looked.
            glob: for a listing, the pattern below the path.
            descriptor: of the folder that the path is relative to, or -1.
        """
        if path is not None and not isinstance(path, int):
            full = self.folders.absolute(path, descriptor)
            if full is not None:
                self.note(how, full, frame, found, glob)

    def note(
        self,
        how: str,
        what: str,
        frame: Any,
        found: bool | None = None,
        glob: str | None = None,
        heard: bool = False,
    ) -> None:
        """Note a touch of a whole path or of a port, unless it tells nothing new.

        Args:
            heard: whether the listeners have been told.
        """
        if LISTENERS and not heard:
            tell(how, what)
        if what in self._passed_over or self.busy.is_mine:
            return
        steps = self._steps.setdefault(self.who, {}).get(what)
        if glob is not None:
            pattern = (self.who, what, glob)
            if pattern in self._patterns:
                return
            self._patterns.add(pattern)
        elif steps and (steps[-1] == how or len(steps) >= _MOST_STEPS):
            return
        with self.busy:
            self._note(how, what, frame, found, glob)

    def _note(self, how: str, what: str, frame: Any, found: bool | None, glob: str | None) -> None:
        is_path = Real.isabs(what)
        is_private = is_path and self.folders.is_private(what)
        real = self.folders.real(what) if is_path and not is_private else what
        at = self.folders.place(frame)
        # pytest and its plugins look at much, and change what is theirs.
        is_pytests = at is None and (
            self._test_line is None or (how not in CHANGES and Real.ident() == Real.main_thread)
        )
        if is_pytests:
            return
        spot = self.folders.spot(frame) if how == "probe" else None
        if is_private:
            self._steps.setdefault(self.who, {}).setdefault(what, []).append(how)
            self._record_private(self._line(how, what, at, found, glob, spot=spot))
            return
        if is_path and self.folders.is_foreign(real):
            self._passed_over.add(what)
            return
        # What others made must not come after who looks at it.
        if is_path and self._follower.is_quick and how not in _BLIND:
            self._settle()
        self._steps.setdefault(self.who, {}).setdefault(what, []).append(how)
        if real != what:
            self._steps[self.who].setdefault(real, []).append(how)
        if is_path:
            for kept in self._strangers.touched(real):
                self.write(kept)
        line = self._line(how, real, at, found, glob, spot=spot)
        if real != what:
            line["as"] = what
        self.write(line)
        if is_path:
            self._follower.follow_soon(real.rpartition(Real.sep)[0])
            if how in ("mkdir", "ensure", "list"):
                self._follower.follow_soon(real)
            self._follower.follow()

    def _line(
        self,
        how: str,
        what: str,
        at: tuple[str, int] | None,
        found: bool | None = None,
        glob: str | None = None,
        by: str | None = None,
        spot: tuple[str, int] | None = None,
    ) -> dict[str, Any]:
        line: dict[str, Any] = {
            "who": self.who,
            "phase": self.phase,
            "how": how,
            "what": what,
            "order": Real.now(),
            "at": at or self._test_line,
        }
        if self.via is not None:
            line["via"] = self.via
        if found is not None:
            line["found"] = found
        if glob is not None:
            line["glob"] = glob
        if by is not None:
            line["by"] = by
        if spot is not None and spot != line["at"]:
            line["in"] = spot
        if self._locked:
            line["locked"] = True
        if how == "rmtree":
            self._cleared.setdefault(self.who, []).append(what + Real.sep)
        return line

    def _record_private(self, line: dict[str, Any]) -> None:
        line["private"] = True
        owner, kept = self._alone.setdefault(line["what"], (self.who, []))
        if owner == self.who:
            if len(kept) < _MOST_STEPS:
                # As tuples, which the garbage collector need not look through again and again.
                kept.append(tuple(line.items()))
            return
        while kept:
            self.write(dict(kept.pop(0)))
        self.write(line)

    # What others do to files.

    def command(self, words: str, folder: str | None) -> None:
        """Note that a child is about to be started, and watch where it will be."""
        with self.busy:
            if folder:
                self._follower.follow_soon(folder)
            self._follower.follow()
            words = words[:4000]
            for line in self._strangers.said(words):
                self.write(line)
            self.write({"command": words, "who": self.who})
            self._starter = (self.who, self.phase, self._test_line)
            self._served.clear()

    def will_connect(self, port: int) -> None:
        """Note, before somebody connects to it, that a child listens on a port."""
        if self._starter is None or port in self._served:
            return
        with self.busy:
            self._served[port] = is_served_by_child(port)
            if self._served[port]:
                line = self._line("bind", f"tcp:{port}", None, by="watch")
                who, phase, at = self._starter
                self.write({**line, "who": who, "phase": phase, "at": at})

    def locks(self, descriptor: int, begins: bool) -> None:
        """A file is about to be locked, or to be unlocked."""
        if begins:
            self._locked.add(descriptor)
        else:
            self._locked.discard(descriptor)

    def drain(self) -> None:
        """Put down to whoever is at work what others did to files since the last time."""
        with self.busy:
            self._settle()

    def _settle(self) -> None:
        try:
            for how, path in self._follower.happened():
                self._happened(how, path)
        except OSError as error:
            self.write({"lost": f"files of children and of C code were not seen: {error}"})

    def _happened(self, how: str, path: str) -> None:
        if self._test_line is None and not self.who.startswith("fixture:"):
            return
        if self.folders.is_foreign(path) or self.folders.is_private(path):
            return
        steps = self._steps.setdefault(self.who, {}).setdefault(path, [])
        if how == "read":
            is_known = bool(steps)
        elif how == "delete":
            cleared = tuple(self._cleared.get(self.who, ()))
            is_known = bool(_REMOVALS.intersection(steps)) or path.startswith(cleared)
        else:
            is_known = bool(CHANGES.intersection(steps))
        if not is_known:
            steps.append(how)
            by = "public" if self.folders.is_public(path) else "watch"
            line = self._line(how, path, None, by=by)
            if not self._strangers.keeps(line):
                self.write(line)

    # How it ends.

    def close(self) -> None:
        """Write down what is known at the end only."""
        self.drain()
        for line in self.state.readers():
            self.write(line)
        self.flush()

    def forked(self) -> None:
        """Go on in a forked child, without the watch, which is the parent's."""
        self._follower.stop()
        self.busy.clear()
        self._writer.forked()

    def lose(self, error: Exception) -> None:
        """Switch the probe off: it must not cost a test its outcome."""
        self.off = True
        try:
            self.write({"lost": f"the probe failed and was switched off: {error!r}"})
        except Exception:
            # What broke the probe may break this too; then the run goes on without a word.
            pass
