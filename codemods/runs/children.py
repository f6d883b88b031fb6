"""Child processes that can be stopped with everything they started, and whose output is a file."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_GRACE = 3.0
_TICK = 0.5
_TAIL = 16 * 1024


@dataclass(frozen=True, slots=True)
class Ending:
    """How a child ended.

    Attributes:
        status: its exit status; negative for a signal; None if its time was up.
        seconds: wall time.
    """

    status: int | None
    seconds: float


def run_child(
    command: Sequence[str],
    *,
    cwd: Path,
    env: Mapping[str, str],
    stdout: Path,
    stderr: Path,
    timeout: float | None,
    tick: Callable[[], None],
) -> Ending:
    """Run a command to its end or to the end of its time, and leave no process of it behind.

    The child leads a process group of its own. Whatever of it is left, a server that a test forgot
    or the workers of a run that hangs, is killed when this function returns or raises.

    Args:
        command: program and arguments.
        cwd: current folder of the child.
        env: its whole environment.
        stdout: file to write its output to; a pipe would stay open in what it leaves behind.
        stderr: file to write its errors to.
        timeout: seconds that it may take; None for no limit.
        tick: called about twice a second.

    Raises:
        OSError: the command cannot be started.
    """
    begin = time.perf_counter()
    with (
        stdout.open("wb") as out,
        stderr.open("wb") as err,
        _group(command, cwd, env, out.fileno(), err.fileno()) as child,
    ):
        while True:
            spent = time.perf_counter() - begin
            if timeout is not None and spent >= timeout:
                return Ending(None, spent)
            with suppress(subprocess.TimeoutExpired):
                status = child.wait(_TICK if timeout is None else min(_TICK, timeout - spent))
                return Ending(status, time.perf_counter() - begin)
            tick()


def tail(file: Path) -> str:
    """The last 16 KiB of a file, from the start of a line."""
    size = file.stat().st_size
    with file.open("rb") as stream:
        stream.seek(max(0, size - _TAIL))
        data = stream.read()
    text = data.decode("utf-8", "replace")
    return text if size <= _TAIL else text.partition("\n")[2]


def last_line(text: str) -> str:
    """The last line that says something, without the rules that pytest draws around it."""
    lines = (line.strip(" =\t\r") for line in reversed(text.splitlines()))
    return next((line for line in lines if line), "")


@contextmanager
def _group(
    command: Sequence[str], cwd: Path, env: Mapping[str, str], stdout: int, stderr: int
) -> Iterator[subprocess.Popen[bytes]]:
    child = subprocess.Popen(
        command,
        cwd=cwd,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=stderr,
        start_new_session=True,
    )
    try:
        yield child
    finally:
        _end(child)


def _end(child: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        if child.poll() is None:
            subprocess.run(
                ["taskkill", "/F", "/T", "/PID", str(child.pid)], capture_output=True, check=False
            )
            child.wait()
        return
    if child.poll() is None:
        # pytest answers an interrupt by finalizing fixtures: a container would outlive the run.
        _signal_group(child.pid, signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            child.wait(_GRACE)
    _signal_group(child.pid, signal.SIGKILL)
    child.wait()


def _signal_group(leader: int, number: int) -> None:
    if sys.platform != "win32":
        # Gone already; or, on macOS, only zombies are left.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(leader, number)
