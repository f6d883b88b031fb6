"""Worker processes on this machine: interrupted as one, replaced when one dies, never orphaned."""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

Result = TypeVar("Result")

_AHEAD = 8
"""Pieces of work for each process that are handed out at once, and broken by one death."""
_BUSY = threading.Lock()
"""In a worker: held while it is at work."""
_SAFE = "PYTHONSAFEPATH"
_stopped = False


class Processes(Executor):
    """So many worker processes; a pool that the death of one has broken is replaced by a new one.

    They are started afresh, not forked: whoever calls may have threads.

    Attributes:
        ahead: how much work is worth handing out at once.
    """

    def __init__(self, number: int) -> None:
        self.ahead = _AHEAD * number
        self._number = number
        self._strangers = {child.pid for child in multiprocessing.active_children()}
        self._home = str(Path.cwd()), os.environ.get(_SAFE)
        with _nothing_from_here():
            self._pool = self._new()

    def submit(
        self, function: Callable[..., Result], /, *args: Any, **kwargs: Any
    ) -> "Future[Result]":
        """Hand out one call; Ctrl-C interrupts it in the worker."""
        with _nothing_from_here():
            try:
                return self._pool.submit(_interruptible, function, *args, **kwargs)
            except BrokenExecutor:
                self._pool.shutdown(wait=False)
                self._pool = self._new()
                return self._pool.submit(_interruptible, function, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the workers when they have done what they have begun."""
        self._pool.shutdown(wait=wait, cancel_futures=cancel_futures)

    def interrupt(self) -> None:
        """Interrupt what the workers are at; it is cleaned up as after a Ctrl-C."""
        for child in multiprocessing.active_children():
            if child.pid is not None and child.pid not in self._strangers:
                if sys.platform == "win32":
                    child.terminate()
                else:
                    with suppress(ProcessLookupError):
                        os.kill(child.pid, signal.SIGINT)

    def _new(self) -> ProcessPoolExecutor:
        methods = multiprocessing.get_all_start_methods()
        method = "forkserver" if "forkserver" in methods else "spawn"
        context = multiprocessing.get_context(method)
        return ProcessPoolExecutor(
            self._number, mp_context=context, initializer=_begin, initargs=self._home
        )


@contextmanager
def processes(number: int) -> Iterator[Processes]:
    """So many worker processes, which end with the context; at once where it ends by an error."""
    pool = Processes(number)
    try:
        yield pool
    except BaseException:
        pool.interrupt()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _nothing_from_here() -> Iterator[None]:
    """While the helpers of multiprocessing start, keep them from the modules of the current folder.

    They are started by ``python -c``, which looks there first, also for the standard library: in a
    repository, that would run its ``socket.py``.
    """
    if sys.version_info >= (3, 11):
        before = os.environ.get(_SAFE)
        os.environ[_SAFE] = "1"
        try:
            yield
        finally:
            _put_back(before)
        return
    here = Path.cwd()
    os.chdir(Path(sys.executable).parent)  # a worker goes there first, so it has to stay
    try:
        yield
    finally:
        os.chdir(here)


def _put_back(safe: str | None) -> None:
    if safe is None:
        os.environ.pop(_SAFE, None)
    else:
        os.environ[_SAFE] = safe


def _begin(folder: str, safe: str | None) -> None:
    """In a new worker: an interrupt is for work, not for waiting; and the caller's end is its.

    Args:
        folder: the current folder of the caller.
        safe: what the caller's environment says of imports from there; git's hooks inherit it.
    """
    os.chdir(folder)
    _put_back(safe)
    signal.signal(signal.SIGINT, _stop)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    parent.join()
    os.kill(os.getpid(), signal.SIGINT)
    with _BUSY:
        os._exit(1)


def _stop(_number: int, _frame: object) -> None:
    """Interrupt what is being done, the first time; what comes after is not begun."""
    global _stopped
    first, _stopped = not _stopped, True
    if first and _BUSY.locked():
        raise KeyboardInterrupt


def _interruptible(function: Callable[..., Result], *args: Any, **kwargs: Any) -> Result:
    with _BUSY:
        if _stopped:
            raise KeyboardInterrupt
        return function(*args, **kwargs)
