"""The bytes of one Python file, decoded, and the way from ``ast`` positions to byte offsets."""

import ast
import io
import re
import tokenize
from array import array
from codecs import BOM_UTF8
from dataclasses import dataclass
from functools import cached_property

from codemods.suite.bodies import parsed, put_off
from codemods.suite.nesting import nests_too_deeply

_LINE_END = re.compile(rb"\r\n|\r|\n")
_NOT_NEWER = (
    "non-printable",
    "too many nested",
    "unicode error",
    "cannot be used",
    "Exceeds the limit",
)


class Unreadable(Exception):
    """The file is not Python source that can be analysed; the message says why, in a clause."""


@dataclass(frozen=True, eq=False)
class Source:
    """One file.

    Attributes:
        path: POSIX path relative to the root.
        raw: the bytes on disk.
        encoding: what the byte-order mark or the coding line says, else ``utf-8``.
        tree: the parsed module.
    """

    path: str
    raw: bytes
    encoding: str
    tree: ast.Module

    @cached_property
    def _line_starts(self) -> "array[int]":
        bom = len(BOM_UTF8) if self.raw.startswith(BOM_UTF8) else 0
        return array("Q", (bom, *(match.end() for match in _LINE_END.finditer(self.raw))))

    @cached_property
    def newline(self) -> str:
        """The first line end of the file, ``\\n`` if it has none."""
        match = _LINE_END.search(self.raw)
        return match.group().decode() if match else "\n"

    def offset(self, line: int, column: int) -> int:
        """Byte offset of an ``ast`` position: ``line`` from 1, ``column`` in UTF-8 bytes."""
        start = self._line_starts[line - 1]
        if self.encoding in ("utf-8", "utf-8-sig"):
            return start + column
        text = self.line(line).decode(self.encoding)
        return start + len(text.encode()[:column].decode().encode(self.encoding))

    def span(
        self, node: ast.expr | ast.stmt | ast.arg | ast.alias | ast.keyword
    ) -> tuple[int, int]:
        """First byte and one past the last byte of a node."""
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return (
            self.offset(node.lineno, node.col_offset),
            self.offset(node.end_lineno, node.end_col_offset),
        )

    def line(self, number: int) -> bytes:
        """The bytes of a line, counted from 1, with its line end; empty outside the file."""
        if not 1 <= number <= len(self._line_starts):
            return b""
        end = self._line_starts[number] if number < len(self._line_starts) else len(self.raw)
        return self.raw[self._line_starts[number - 1] : end]

    def indent(self, number: int) -> str:
        """The blanks in front of the code of a line."""
        line = self.line(number)
        start = self.line_start(number)
        return self.text(start, start + len(line) - len(line.lstrip(b" \t\f")))

    def code(self, node: ast.stmt) -> bytes:
        """The bytes of a statement with its decorators, by whole lines."""
        assert node.end_lineno is not None
        return self.lines(self.first_line(node), node.end_lineno)

    def first_line(self, node: ast.stmt) -> int:
        """The number of the line on which a statement begins, with its decorators."""
        return min((d.lineno for d in getattr(node, "decorator_list", ())), default=node.lineno)

    def lines(self, first: int, last: int) -> bytes:
        """The bytes of some lines, counted from 1, with their line ends."""
        return self.raw[self.line_start(first) : self.line_start(last + 1)]

    def line_start(self, number: int) -> int:
        """Byte offset of the first byte of a line; the end of the file for the line past it."""
        starts = self._line_starts
        return starts[number - 1] if number <= len(starts) else len(self.raw)

    def line_of(self, offset: int) -> int:
        """The number, from 1, of the line that holds the byte at ``offset``."""
        from bisect import bisect_right

        return max(1, bisect_right(self._line_starts, offset))

    def text(self, start: int, end: int) -> str:
        """The text between two byte offsets."""
        return self.raw[start:end].decode(self.encoding.removesuffix("-sig"))

    def segment(self, node: ast.expr | ast.stmt) -> str:
        """The text of a node, without parentheses around it."""
        return self.text(*self.span(node))

    def encode(self, text: str) -> bytes:
        """Bytes of new text in the encoding of the file.

        Raises:
            UnicodeEncodeError: the encoding of the file cannot say it.
        """
        return text.encode(self.encoding.removesuffix("-sig"))


def parse(path: str, raw: bytes) -> Source:
    """Read one file.

    Raises:
        Unreadable: binary, undecodable, or not Python that the running Python can parse.
    """
    if b"\0" in raw:
        raise Unreadable("it holds null bytes, so it is not Python source")
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(raw).readline)
        text = raw.decode(encoding)
        if encoding not in ("utf-8", "utf-8-sig") and text.encode(encoding) != raw:
            raise Unreadable(f"its encoding, {encoding}, does not give back the bytes of the file")
    except (SyntaxError, ValueError, LookupError) as error:
        raise Unreadable(f"it cannot be decoded ({_first_line(error)})") from error
    try:
        tree = parsed(raw)
    except (RecursionError, MemoryError) as error:
        raise Unreadable("it does not parse (it nests too deeply)") from error
    except (SyntaxError, ValueError) as error:
        raise Unreadable(_why_unparsable(raw, error)) from error
    source = Source(path, raw, encoding, tree)
    put_off(source)
    return source


def encoding_of(raw: bytes) -> str:
    """The encoding that a file says it has, ``utf-8`` where it says none that is known."""
    try:
        return tokenize.detect_encoding(io.BytesIO(raw).readline)[0]
    except SyntaxError:
        return "utf-8"


def _why_unparsable(raw: bytes, error: Exception) -> str:
    import platform

    import libcst

    place = f"line {error.lineno}: {error.msg}" if isinstance(error, SyntaxError) else str(error)
    if nests_too_deeply(raw):
        return f"it does not parse ({place})"
    try:
        libcst.parse_module(raw)
    except (libcst.ParserSyntaxError, SyntaxError, RecursionError, ValueError):
        return f"it does not parse ({place})"
    except libcst.CSTLogicError:
        pass  # it parses, as something for which LibCST has no node
    version = platform.python_version()
    if any(words in place for words in _NOT_NEWER):
        return f"it does not parse ({place})"
    return (
        f"it uses syntax newer than Python {version}, which runs xdistify ({place}); "
        "install xdistify with the Python of the suite"
    )


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
