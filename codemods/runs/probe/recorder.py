"""What was touched and by whom, deduplicated and written down."""

from .folders import PUBLIC, Folders
from .listeners import LISTENERS, tell
from .real import Real
from .state import State
from .watch import MOST_FOLDERS, make_watch

CHANGES = frozenset(
    {"write", "append", "update", "mkdir", "ensure", "delete", "rmdir", "rmtree", "change", "bind"}
)
_REMOVALS = frozenset({"delete", "rmdir", "rmtree"})
_MOST_STEPS = 12
_FULL = 200


class Recorder:
    """Notes touches for whoever is at work, which the hooks of pytest say."""

    def __init__(self, folder, root, desk, worker, watch):
        self.folders = Folders(root, desk)
        self.state = State(self.folders)
        self.who, self.phase, self.via = "session", "collect", None
        self.off = False
        self._busy = set()
        self._stack = []
        self._folder = folder
        self._forked = False
        self._lines = []
        self._order = 0
        self._steps = {}
        self._passed_over = set()
        self._cleared = {}
        # What lies in a private folder is of interest from the second on that touches it.
        self._alone = {}
        self.test = None
        self._test_line = None
        self._pending = []
        self._watch = make_watch() if watch else None
        name = self._watch.name if self._watch else "off"
        facts = {"process": Real.getpid(), "worker": worker, "watch": name, "root": root}
        facts.update(temporary=self.folders.temporary, home=self.folders.home)
        self._facts = facts
        self.write(facts)
        self._watch_tree()

    # Who is at work.

    def enter(self, who, phase, via=None):
        """Put down what happened so far, and let somebody else be at work."""
        self.drain()
        self._stack.append((self.who, self.phase, self.via))
        self.who, self.phase, self.via = who, phase, via

    def leave(self):
        """The opposite of `enter`."""
        self.drain()
        if self._stack:
            self.who, self.phase, self.via = self._stack.pop()

    def begin_test(self, nodeid, path, line, fixtures, group):
        """A test is at work, on a clean stack."""
        self.test, self._test_line = nodeid, (path, line)
        facts = {"path": path, "line": line, "fixtures": fixtures, "group": group}
        self.write({"test": nodeid, **facts})
        self._stack.clear()
        self.who, self.phase, self.via = nodeid, "setup", None
        self.state.begin()

    def end_test(self, nodeid):
        """Say what the test left behind, and write all down."""
        self.drain()
        left = self.state.left()
        if left:
            self.write({"left": nodeid, **left})
        self._stack.clear()
        for gone in (self._steps, self._cleared):
            gone.pop(nodeid, None)
        self.who, self.phase, self.via, self._test_line = "session", "teardown", None, None
        self.flush()

    # What they touch.

    @property
    def is_busy(self):
        """Whether this thread is at work for the probe itself."""
        return Real.ident() in self._busy

    def touch(self, how, path, frame, found=None, glob=None, descriptor=-1, heard=False):
        """Note that the code of ``frame`` does something to a path.

        Args:
            found: whether it was there before; None if nobody looked.
            glob: for a listing, the pattern below the path.
            descriptor: of the folder that the path is relative to, or -1.
            heard: whether the listeners have been told.
        """
        if path is not None and not isinstance(path, int):
            full = self.folders.absolute(path, descriptor)
            if full is not None:
                self.note(how, full, frame, found, glob, heard)

    def note(self, how, what, frame, found=None, glob=None, heard=False):
        """Note a touch of a whole path or of a port, unless it tells nothing new."""
        if LISTENERS and not heard:
            tell(how, what)
        steps = self._steps.setdefault(self.who, {}).get(what)
        if steps and glob is None and (steps[-1] == how or len(steps) >= _MOST_STEPS):
            return
        if what in self._passed_over:
            return
        mine = Real.ident()
        if mine in self._busy:
            return
        self._busy.add(mine)
        try:
            self._note(how, what, frame, found, glob, mine)
        finally:
            self._busy.discard(mine)

    def _note(self, how, what, frame, found, glob, thread):
        is_path = Real.isabs(what)
        real = self.folders.real(what) if is_path else what
        at = self.folders.place(frame)
        # pytest and its plugins look at much, and change what is theirs.
        is_pytests = at is None and (
            self._test_line is None or (how not in CHANGES and thread == Real.main_thread)
        )
        if is_pytests:
            return
        if is_path and self.folders.is_foreign(real):
            self._passed_over.add(what)
            return
        if is_path and self._watch is not None and self._watch.always:
            self._settle()
        self._steps.setdefault(self.who, {}).setdefault(what, []).append(how)
        if real != what:
            self._steps[self.who].setdefault(real, []).append(how)
        self._record(how, real, at, found, glob)
        if is_path and self._watch is not None and not self.folders.is_private(real):
            self._pending.append(real.rpartition(Real.sep)[0])
            if how in ("mkdir", "ensure", "list"):
                self._pending.append(real)
            self._follow()

    def _record(self, how, what, at, found=None, glob=None, by=None):
        self._order += 1
        at = at or self._test_line
        line = {"who": self.who, "phase": self.phase, "how": how, "what": what}
        line.update(order=self._order, at=at)
        for name, value in (("via", self.via), ("found", found), ("glob", glob), ("by", by)):
            if value is not None:
                line[name] = value
        if how == "rmtree":
            self._cleared.setdefault(self.who, []).append(what + Real.sep)
        if self.folders.is_private(what):
            line["private"] = True
            owner, kept = self._alone.setdefault(what, (self.who, []))
            if owner == self.who:
                if len(kept) < _MOST_STEPS:
                    kept.append(line)
                return
            while kept:
                self.write(kept.pop(0))
        self.write(line)

    # What others do to files.

    def command(self, words, folder):
        """Note that a child is about to be started, and watch where it will be."""
        self._busy.add(Real.ident())
        try:
            if folder:
                self._pending.append(folder)
            self._follow()
            self.write({"command": words[:4000], "who": self.who})
        finally:
            self._busy.discard(Real.ident())

    def drain(self):
        """Put down to whoever is at work what others did to files since the last time."""
        if self._watch is not None:
            mine = Real.ident()
            nested = mine in self._busy
            self._busy.add(mine)
            try:
                self._settle()
            finally:
                if not nested:
                    self._busy.discard(mine)

    def _settle(self):
        self._follow()
        try:
            happened = self._watch.drain()
        except OSError as error:
            self._watch = None
            self.write({"lost": "files of children and of C code were not seen: %s" % error})
            return
        for how, path, is_folder in happened:
            self._happened(how, path, is_folder)

    def _happened(self, how, path, is_folder):
        if is_folder:
            if how == "read":
                return
            if how == "write":
                how = "mkdir"
                if not self.folders.is_private(path) and self._watch.add(path):
                    self._look_into(path)
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
            public = path.rpartition(Real.sep)[0] in PUBLIC
            self._record(how, path, None, by="public" if public else "watch")

    def _look_into(self, folder):
        try:
            names = Real.listdir(folder)
        except OSError:
            return
        for name in names:
            path = folder + Real.sep + name
            try:
                is_folder = Real.lstat(path).st_mode & 0o170000 == 0o040000
            except OSError:
                continue
            self._happened("write", path, is_folder)

    def _follow(self):
        pending, self._pending = self._pending, []
        for folder in dict.fromkeys(pending):
            if len(folder) > 1 and not self._watch.add(folder) and len(self._pending) < 50:
                self._pending.append(folder)

    def _watch_tree(self):
        if self._watch is None:
            return
        self._pending += [self.folders.home, self.folders.temporary, *PUBLIC]
        left = [self.folders.root.rstrip(Real.sep)]
        while left and len(self._pending) < MOST_FOLDERS:
            folder = left.pop()
            self._pending.append(folder)
            try:
                with Real.scandir(folder) as entries:
                    left += [
                        entry.path
                        for entry in entries
                        if entry.is_dir(follow_symlinks=False)
                        and not entry.name.startswith((".git", ".hg", "__pycache__"))
                    ]
            except OSError:
                continue
        self._follow()

    # Where it goes.

    def write(self, line):
        """Keep a line for `flush`."""
        self._lines.append(line)
        if self._forked or len(self._lines) >= _FULL:
            self.flush()

    def flush(self):
        """Append the kept lines to the file of this process; no descriptor is kept open."""
        lines, self._lines = self._lines, []
        if not lines:
            return
        mine = Real.ident()
        nested = mine in self._busy
        self._busy.add(mine)
        try:
            name = "%s%s%d.jsonl" % (self._folder, Real.sep, Real.getpid())
            with Real.open(name, "ab", buffering=0) as file:
                file.write(b"".join(Real.dumps(line).encode("ascii") + b"\n" for line in lines))
        except OSError:
            pass
        finally:
            if not nested:
                self._busy.discard(mine)

    def close(self):
        """Write down what is known at the end only."""
        self.drain()
        for line in self.state.readers():
            self.write(line)
        self.flush()

    def forked(self):
        """Go on in a forked child, line by line: nothing tells it that it ends."""
        self._forked, self._lines, self._watch, self._busy = True, [], None, set()
        self._lines.append(self._facts)

    def lose(self, error):
        """Switch the probe off: it must not cost a test its outcome."""
        self.off = True
        try:
            self.write({"lost": "the probe failed and was switched off: %r" % (error,)})
        except Exception:
            pass
