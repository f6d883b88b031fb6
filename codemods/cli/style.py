"""Colours, where there is a terminal to show them and nobody minds."""

import os
import re
import sys

from codemods.safe_text import visible

_HEAD = re.compile(r"^(\S+:\d+)  (\S+)  (.*)  (\[[0-9a-f]{8}\])$", re.MULTILINE)
_RESET = "\x1b[0m"


def wants_colour(no_color: bool) -> bool:
    """Whether stdout is a terminal that may be coloured. Source: https://no-color.org."""
    return not (
        no_color
        or os.environ.get("NO_COLOR")
        or os.environ.get("TERM") == "dumb"
        or not sys.stdout.isatty()
    )


def styled(content: str, no_color: bool) -> str:
    """The text report, with its heads set off."""
    if not wants_colour(no_color):
        return content
    return _HEAD.sub(
        lambda found: (
            f"\x1b[1m{found[1]}{_RESET}  \x1b[33m{found[2]}{_RESET}  {found[3]}  "
            f"\x1b[2m{found[4]}{_RESET}"
        ),
        content,
    )


def terminal_diff(content: bytes, no_color: bool) -> bytes:
    """A unified diff as it can be looked at; where stdout is no terminal, to the byte.

    On a terminal, what could act on it is spelled out, and so are bytes that are not UTF-8.
    """
    if not sys.stdout.isatty():
        return content
    seen = visible(content.decode("utf-8", "backslashreplace")).encode()
    return coloured_diff(seen) if wants_colour(no_color) else seen


def coloured_diff(content: bytes) -> bytes:
    """A unified diff with its lines coloured; the signs at their beginning stay."""
    colours = {b"+": b"\x1b[32m", b"-": b"\x1b[31m", b"@": b"\x1b[36m"}
    lines = []
    for line in content.splitlines(keepends=True):
        colour = colours.get(line[:1])
        body = line.rstrip(b"\r\n")
        lines.append(colour + body + b"\x1b[0m" + line[len(body) :] if colour else line)
    return b"".join(lines)
