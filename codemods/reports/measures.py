"""From bytes of a file to lines, columns and characters, as formats that know only text count."""

import re
from bisect import bisect_right
from codecs import BOM_UTF8
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

_LINE_END = re.compile(rb"\r\n|\r|\n")


@dataclass(frozen=True)
class Point:
    """A place between two characters: line and column from 1, offset from 0, in characters."""

    line: int
    column: int
    offset: int


@dataclass(frozen=True, eq=False)
class Measure:
    """One file, its byte-order mark left out of the counting.

    Attributes:
        raw: its bytes.
        encoding: as Python calls it.
    """

    raw: bytes
    encoding: str

    @cached_property
    def _starts(self) -> list[int]:
        """Byte offsets of the lines, and of the end where something follows the last line end."""
        first = len(BOM_UTF8) if self.raw.startswith(BOM_UTF8) else 0
        starts = [first, *(match.end() for match in _LINE_END.finditer(self.raw))]
        return starts[:-1] if len(starts) > 1 and starts[-1] == len(self.raw) else starts

    @cached_property
    def _characters(self) -> list[int]:
        """How many characters stand before each line."""
        lengths = (len(self.text(start, end)) for start, end in pairwise(self._starts))
        return list(accumulate(lengths, initial=0))

    def text(self, start: int, end: int) -> str:
        """The text between two byte offsets."""
        return self.raw[start:end].decode(self.encoding.removesuffix("-sig"))

    def point(self, offset: int) -> Point:
        """The place in front of the byte at ``offset``.

        The end of a file is on its last line, behind the line end if it has one: so SARIF says.
        """
        index = max(0, bisect_right(self._starts, offset) - 1)
        before = len(self.text(self._starts[index], offset))
        return Point(index + 1, before + 1, self._characters[index] + before)
