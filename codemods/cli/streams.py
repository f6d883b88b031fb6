"""Standard streams that a run can rely on, whatever the shell has made of them."""

import os
import sys
from contextlib import suppress

from codemods.errors import Refusal

_NUMBERS = range(3)
_NAMES = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))


def open_missing() -> None:
    """Give each standard stream that is closed the null device.

    Else the next file that is opened, of the suite perhaps, would have its number, and what a
    child says would go there.
    """
    for number in _NUMBERS:
        try:
            os.fstat(number)
        except OSError:
            with suppress(OSError):
                os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # the lowest that is free
    for name, mode in _NAMES:
        if getattr(sys, name) is None:
            setattr(sys, name, _nowhere(mode))


def utter(words: str) -> None:
    """Words to stderr. Where nobody can hear them, nobody needs them: the work goes on."""
    try:
        print(words, file=sys.stderr, flush=True)
    except OSError:
        sys.stderr = _nowhere("w")


def write(content: bytes) -> None:
    """Content to stdout, byte for byte.

    Raises:
        BrokenPipeError: whoever read it has enough.
        Refusal: it cannot be written.
    """
    drain()
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _unwritable(error) from error


def drain() -> None:
    """Write what is left in stdout, such as what Typer said.

    Raises:
        BrokenPipeError: whoever read it has enough.
        Refusal: it cannot be written.
    """
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _unwritable(error) from error


def forget() -> None:
    """Let nothing that is left in stdout be tried once more."""
    sys.stdout = _nowhere("w")


def _nowhere(mode: str):  # type: ignore[no-untyped-def]
    return open(os.devnull, mode, encoding="utf-8")  # noqa: PTH123


def _unwritable(error: OSError) -> Refusal:
    return Refusal(f"the output cannot be written: {error.strerror}")
