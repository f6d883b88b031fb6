"""How much time, depth and size the files of other people may cost before they are left out.

What cannot be interrupted, such as parsing in C, is bounded by the size of what it is given; what
runs as Python is stopped by a timer that counts the time of this process on the CPU. Where there
are none (Windows, or outside the main thread) the budgets of the reading are what ends it.
"""

import contextlib
import os
import signal
import stat
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import process_time
from types import FrameType
from typing import Any

LARGEST = 2 << 20
"""Bytes of the largest Python file that is read; a hundred times the usual one."""

LARGEST_CONFIGURATION = 1 << 20
"""Bytes of the largest configuration file that is read."""

LARGEST_STATE = 256 << 20
"""Bytes of the largest file of our own that is taken for one: a ledger, a log of a review."""

SECONDS = 10.0
"""Seconds of CPU time that a file may take, unless the configuration says otherwise."""

TOO_LONG = "it takes too long to analyse"
TOO_LARGE = "it takes too much memory to analyse"
"""Reasons that another run, on another machine or at another time, need not have."""

KEY = "file-timeout"
LONGEST = 3600.0


class TooMuchError(Exception):
    """A limit was exceeded; the message says which, in a clause that begins with “it”."""


class FilesTooMuchError(Exception):
    """Some files exceeded a limit; ``reasons`` has a clause for each path."""

    def __init__(self, reasons: Mapping[str, str]) -> None:
        super().__init__(", ".join(sorted(reasons)))
        self.reasons = reasons


class UnusableError(Exception):
    """A file is not read because of what it is; the message says why, in a clause."""


_MANAGERS = (__file__, contextlib.__file__)


class _ExpiredError(BaseException):
    """Raised out of whatever runs: no handler of errors in there may take it for its own."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Let the code inside take ``seconds`` of CPU time at most, and nest as deep as Python can.

    Raises:
        TooMuchError: it took longer, nested deeper, or asked for more memory than there is.
    """
    try:
        if not _can_be_timed():
            yield
            return
        started = process_time()
        previous = signal.signal(signal.SIGPROF, _expire)
        try:
            with _silent_where_it_cannot_be_raised():
                try:
                    # Again and again, should something inside have swallowed the first.
                    signal.setitimer(signal.ITIMER_PROF, seconds, 0.1)
                    yield
                finally:
                    signal.setitimer(signal.ITIMER_PROF, 0)
        finally:
            signal.signal(signal.SIGPROF, previous)
        if process_time() - started > seconds:
            raise _ExpiredError  # it ended as the timer went off
    except _ExpiredError:
        raise TooMuchError(TOO_LONG) from None
    except RecursionError:
        raise TooMuchError("it nests too deeply to be analysed") from None
    except MemoryError:
        raise TooMuchError(TOO_LARGE) from None


class Meter:
    """The time that files have left, however many pieces of work it goes to."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._left: dict[frozenset[str], float] = {}

    @contextmanager
    def charging(self, files: Iterable[str]) -> Iterator[None]:
        """Let work on these files go on for as long as they have time, each its own.

        Raises:
            TooMuchError: as `within`.
        """
        key = frozenset(files)
        left = self._left.get(key, self._seconds * max(1, len(key)))
        if left <= 0:
            raise TooMuchError(TOO_LONG)
        started = process_time()
        try:
            with within(left):
                yield
        except TooMuchError as error:
            if str(error) == TOO_LONG:  # the timer counts in other ticks
                started -= left
            raise
        finally:
            self._left[key] = left - (process_time() - started)


def seconds_for(table: Mapping[str, Any]) -> float:
    """The seconds of CPU time that ``[tool.xdistify]`` grants each file."""
    value = table.get(KEY, SECONDS)
    return min(float(value), LONGEST) if isinstance(value, int | float) else SECONDS


def read_regular(path: Path, largest: int = LARGEST) -> bytes:
    """The bytes of a regular file; nothing waits for a pipe, a device or a terminal.

    Args:
        largest: how many bytes it may have.

    Raises:
        OSError: it cannot be opened or read.
        UnusableError: it is no regular file, or larger.
    """
    flags = os.O_RDONLY
    for name in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY"):
        flags |= getattr(os, name, 0)
    if not stat.S_ISREG(path.stat().st_mode):
        # Opening can have effects: it lets the writer of a pipe go on, and rewinds a tape.
        raise UnusableError("it is not a regular file")
    with os.fdopen(os.open(path, flags), "rb") as stream:
        status = os.fstat(stream.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise UnusableError("it is not a regular file")
        if status.st_size > largest:
            raise UnusableError(_too_large(largest))
        content = stream.read(largest + 1)
    if len(content) > largest:
        raise UnusableError(_too_large(largest))
    return content


def _too_large(largest: int) -> str:
    return f"it is larger than {largest >> 20} MiB"


def _can_be_timed() -> bool:
    return (
        hasattr(signal, "setitimer")
        and threading.current_thread() is threading.main_thread()
        and signal.getitimer(signal.ITIMER_PROF)[0] == 0
    )


@contextmanager
def _silent_where_it_cannot_be_raised() -> Iterator[None]:
    # In finalizers and in callbacks of the collector, Python prints what is raised and goes on.
    previous = sys.unraisablehook

    def hook(unraisable: "sys.UnraisableHookArgs") -> None:
        if unraisable.exc_type is not _ExpiredError:
            previous(unraisable)

    sys.unraisablehook = hook
    try:
        yield
    finally:
        sys.unraisablehook = previous


def _expire(_signal: int, frame: FrameType | None) -> None:
    # Raised in the frames of a `with` that begins or ends, it would pass by what waits for it.
    if frame is not None and frame.f_code.co_filename not in _MANAGERS:
        raise _ExpiredError
