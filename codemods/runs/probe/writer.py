"""Where the lines go: a file for each process."""

from __future__ import annotations

from typing import Any

from .busy import Busy
from .real import Real

_FULL = 200
_MOST_KEPT = 20000


class Writer:
    """Keeps lines and appends them to a file; no descriptor is kept open."""

    def __init__(self, busy: Busy) -> None:
        self._busy = busy
        self._folder = ""
        self._facts: dict[str, Any] = {}
        self._lines: list[dict[str, Any]] = []
        self._at_once = False

    def start(self, folder: str, facts: dict[str, Any]) -> None:
        """From now on there is a folder to write to; the facts come first in each file."""
        self._folder, self._facts = folder, facts
        self._lines.insert(0, facts)

    def write(self, line: dict[str, Any]) -> None:
        """Keep a line for `flush`."""
        self._lines.append(line)
        if self._at_once or len(self._lines) >= _FULL:
            self.flush()

    def flush(self) -> None:
        """Append the kept lines to the file of this process."""
        if not self._lines or not self._folder:
            return
        lines, self._lines = self._lines, []
        with self._busy:
            try:
                content = b"".join(Real.dumps(line).encode("ascii") + b"\n" for line in lines)
                name = f"{self._folder}{Real.sep}{Real.getpid()}.jsonl"
                with Real.open(name, "ab", buffering=0) as file:
                    file.write(content)
            except OSError:
                # A test may have lowered the limit of open files, and will raise it again.
                if len(lines) < _MOST_KEPT:
                    self._lines = lines + self._lines

    def forked(self) -> None:
        """Go on in a forked child, line by line: nothing tells it that it ends."""
        self._lines = [self._facts] if self._facts else []
        self._at_once = True
