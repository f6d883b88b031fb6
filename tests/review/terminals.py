"""A real terminal for the whole screen, with somebody at it."""

import contextlib
import errno
import os
import re
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import pytest

from tests.cli.projects import COMMAND

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals here", allow_module_level=True)

import fcntl
import pty
import termios

pyte = pytest.importorskip("pyte", reason="the emulated terminal is pyte's")

_PATIENCE = 60.0
_KEYBOARD = re.compile(rb"\x1b\[[<>=?][0-9;]*u")
"""What pyte does not know: how keys are to be sent."""

_SEQUENCE = re.compile(rb"\x1b\[[0-9;<>=?]*[a-zA-Z]")


class Terminal:
    """Runs ``xdistify`` in a terminal of its own, and shows what a person would see.

    Attributes:
        process: the command.
        bytes: everything that it wrote.
    """

    def __init__(
        self, root: Path, *arguments: str, size: tuple[int, int] = (80, 24), **environment: str
    ) -> None:
        columns, lines = size
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._ours, theirs = pty.openpty()
        self.resize(*size)
        kept = {key: value for key, value in os.environ.items() if key not in _UNWANTED}
        self.process = subprocess.Popen(
            [*COMMAND, *arguments],
            cwd=root,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            preexec_fn=_take_terminal,
            env={**kept, "TERM": "xterm-256color", "COLORTERM": "truecolor", **environment},
        )
        os.close(theirs)
        self.bytes = b""

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            self.kill()
        os.close(self._ours)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(self._screen.display)

    @property
    def said(self) -> str:
        """What was written after the whole screen was given back, in one line."""
        last = self.bytes.rpartition(b"\x1b[?1049l")[2]
        return " ".join(_SEQUENCE.sub(b"", last).decode().split())

    def resize(self, columns: int, lines: int) -> None:
        """Give the window another size."""
        self._screen.resize(lines, columns)
        fcntl.ioctl(self._ours, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self._ours, keys.encode())

    def wait_for(self, part: str, *, gone: bool = False) -> str:
        """Wait until something stands on the screen, or does no more; gives back the screen."""
        self._until(lambda: (part in self.text) != gone, f"{part!r}{' to go' if gone else ''}")
        return self.text

    def end(self) -> int:
        """Wait until the command ends; gives back its exit code."""
        self._until(lambda: self.process.poll() is not None, "the end")
        self._read(0.2)
        return self.process.returncode

    def kill(self) -> None:
        """Kill the command as a power cut would, and wait."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def _until(self, happened: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + _PATIENCE
        while not happened():
            self._read(0.05)
            if time.monotonic() > deadline or (self._is_over() and not happened()):
                raise AssertionError(f"waited for {what} in vain:\n{self.text}")

    def _is_over(self) -> bool:
        if self.process.poll() is None:
            return False
        self._read(0.2)
        return True

    def _read(self, seconds: float) -> None:
        while select.select([self._ours], [], [], seconds)[0]:
            try:
                data = os.read(self._ours, 65536)
            except OSError as error:
                if error.errno != errno.EIO:
                    raise
                time.sleep(seconds)
                return
            self.bytes += data
            self._stream.feed(_KEYBOARD.sub(b"", data))
            seconds = 0


_UNWANTED = ("NO_COLOR", "COLORTERM", "CI", "EDITOR", "VISUAL", "COLUMNS", "LINES")


def _take_terminal() -> None:
    with contextlib.suppress(OSError):
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
