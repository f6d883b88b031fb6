"""The decisions of one root on disk, and the one reviewer who holds them.

They are a file of lines in the state folder, one for each event, each on disk before the next
question is asked: a review that is killed loses nothing that was answered.
"""

import getpass
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from codemods.edits.model import Fix
from codemods.errors import Refusal
from codemods.history import applied_fixes
from codemods.history.files import make_folders, save
from codemods.history.place import Place, check_state, locate, open_state
from codemods.limits import LARGEST_STATE, UnusableError, read_regular
from codemods.plan import Plan
from codemods.review import ignoring
from codemods.review.decisions import Applied, Event, Log
from codemods.review.records import decode, encode
from codemods.review.state import Review, begin

FOLDER = "review"
VERSION = 1


@dataclass
class Desk:
    """Where a reviewer sits: the review as it stands, and the file that each event goes to.

    The only thing in this room that changes; whoever holds one holds the lock of the root.
    """

    review: Review
    path: Path

    def record(self, event: Event) -> None:
        """Let an event happen, and have it on disk before anything else does.

        Raises:
            Refusal: it cannot be written; the review is as it was.
        """
        after = self.review.after(event)
        if after.log == self.review.log:
            return
        _append(self.path, encode(event))
        self.review = after


@contextmanager
def sit_down(root: Path, plan: Plan) -> Iterator[Desk]:
    """Hold the decisions of a root alone.

    Raises:
        Refusal: another review holds them, or they cannot be read or written.
    """
    from filelock import FileLock, Timeout

    place = locate(root)
    check_state(place)
    path = _path(place)
    try:
        open_state(place)
        make_folders(path.parent)
        lock = FileLock(path.with_suffix(".lock"))
        lock.acquire(timeout=0)
    except Timeout as error:
        raise Refusal(
            f"another review of {root} is going on{_whose(path)}: end it first, or wait for it"
        ) from error
    except OSError as error:
        raise Refusal(f"{path} cannot be written ({error.strerror})") from error
    try:
        log = _without_applied(_read(path).compact(), root, plan)
        _open(path, log)
        yield Desk(begin(plan, log), path)
    finally:
        with suppress(OSError):
            if path.read_bytes() == _HEAD.encode():
                path.unlink()
            _owner(path).unlink(missing_ok=True)
        lock.release()


def _open(path: Path, log: Log) -> None:
    """Write the log as this session found it, and whose it is now."""
    try:
        _owner(path).write_text(f"{_user()}\n{os.getpid()}\n", encoding="utf-8")
        save(path, "".join(_lines(log)).encode())
    except OSError as error:
        raise Refusal(f"{path} cannot be written ({error.strerror})") from error


def _without_applied(log: Log, root: Path, plan: Plan) -> Log:
    """The log without a yes to what is in the files, where a run was killed before it said so."""
    here = {finding.id for finding in plan.findings}
    done = {fix.id for fix in applied_fixes(root)} - here
    said = log.decisions()
    spent = frozenset(name for name in done & set(said) if said[name].verdict == "accepted")
    return log.after(Applied(spent)) if spent else log


def taken_back(root: Path, fixes: Iterable[Fix]) -> None:
    """Forget what was said of fixes that were reverted, if no other review is going on."""
    from filelock import FileLock, Timeout

    path = _path(locate(root))
    if not path.exists():
        return
    with suppress(Refusal, OSError, Timeout), FileLock(path.with_suffix(".lock"), timeout=0):
        said = _read(path).decisions()
        names = {fix.id for fix in fixes} & set(said)
        ignored = {fix.resource for fix in fixes if fix.transform == ignoring.NAME}
        names |= {
            name
            for name, decision in said.items()
            if decision.verdict == "ignored" and decision.subject.resource in ignored
        }
        if names:
            _append(path, encode(Applied(frozenset(names))))


def look(root: Path, plan: Plan) -> Review:
    """The review of a root as it stands on disk, without holding it.

    Raises:
        Refusal: the decisions cannot be read.
    """
    return begin(plan, _read(_path(locate(root))))


def rejected(root: Path, plan: Plan, fixes: Iterable[Fix]) -> tuple[Fix, ...]:
    """Those of the fixes that a reviewer of the root has said no to."""
    if not _path(locate(root)).exists():
        return ()
    review = look(root, plan)
    return tuple(fix for fix in fixes if review.verdict(fix.id) in ("rejected", "ignored"))


def _path(place: Place) -> Path:
    """One file for each root of each worktree: those of one repository have one state folder."""
    own = place.state.parent == place.root or place.git_dir is None
    worktree = "" if own else os.path.relpath(place.git_dir or "", place.state.parent)
    name = hashlib.sha256(os.fsencode(f"{worktree}\0{place.key}")).hexdigest()[:12]
    return place.state / FOLDER / f"{name}.jsonl"


def _owner(path: Path) -> Path:
    return path.with_suffix(".owner")


def _whose(path: Path) -> str:
    try:
        content = read_regular(_owner(path), LARGEST_STATE).decode("utf-8")
        user, pid, *_ = content.splitlines()
    except (OSError, ValueError, UnusableError):
        return ""
    return f" ({user}, process {pid})"


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "somebody"


def _append(path: Path, data: Any) -> None:
    line = json.dumps(data, ensure_ascii=True).encode() + b"\n"
    try:
        # A last line without an end is one at which somebody was killed: it never happened.
        before = path.read_bytes() if path.exists() else b""
        length = before.rfind(b"\n") + 1
        if length < len(before):
            os.truncate(path, length)
    except OSError as error:
        raise Refusal(f"{path} cannot be written ({error.strerror})") from error
    try:
        with path.open("ab") as stream:
            stream.write(line)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        with suppress(OSError):
            os.truncate(path, length)
        raise Refusal(f"{path} cannot be written ({error.strerror})") from error


def _read(path: Path) -> Log:
    """The log; a last line that was not written to its end never happened."""
    try:
        lines = read_regular(path, LARGEST_STATE).split(b"\n")
    except FileNotFoundError:
        return Log()
    except OSError as error:
        raise Refusal(f"{path} cannot be read ({error.strerror})") from error
    except UnusableError as error:
        raise Refusal(f"{path} cannot be read: {error}") from error
    log = Log()
    for number, line in enumerate(lines[:-1], 1):
        try:
            data = json.loads(line)
            if "version" in data:
                if data["version"] > VERSION:
                    raise Refusal(f"{path} was written by a newer xdistify: upgrade this one")
                continue
            log = log.after(decode(data))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise Refusal(
                f"{path} is damaged in line {number}: restore it, or delete it to decide anew"
            ) from error
    return log


_HEAD = json.dumps({"version": VERSION}) + "\n"


def _lines(log: Log) -> Iterator[str]:
    yield _HEAD
    for step in (*log.done, *reversed(log.undone)):
        yield json.dumps(encode(step)) + "\n"
    for _ in log.undone:
        yield json.dumps(encode("undo")) + "\n"
