"""Syntax colours for the lines that are seen, and for no others."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pygments.lexer import Lexer
    from pygments.token import _TokenType

_AT_ONCE = 64
_LONGEST = 1000

Span = tuple[int, int, str]
"""Offsets in a line, and what the token is."""


@dataclass
class Block:
    """Lines of one side of a hunk, which are lexed as they come into sight.

    Attributes:
        path: of the file, for its language.
        lines: as they are shown.
    """

    path: str
    lines: list[str] = field(default_factory=list)
    _known: dict[int, list[list[Span]]] = field(default_factory=dict)

    def add(self, line: str) -> tuple["Block", int]:
        """Add a line; gives back how to find it again."""
        self.lines.append(line)
        return self, len(self.lines) - 1

    def spans(self, index: int) -> list[Span]:
        """The tokens of a line that have a colour."""
        chunk, at = divmod(index, _AT_ONCE)
        if chunk not in self._known:
            start = chunk * _AT_ONCE
            self._known[chunk] = _lexed(self.path, self.lines[start : start + _AT_ONCE])
        return self._known[chunk][at]


def _lexed(path: str, lines: list[str]) -> list[list[Span]]:
    found: list[list[Span]] = [[] for _ in lines]
    lexer = _lexer(path.rpartition("/")[2])
    if lexer is None:
        return found
    row = column = 0
    source = "\n".join(line[:_LONGEST] for line in lines)
    for token, text in lexer.get_tokens(source):
        role = _role(token)
        for number, part in enumerate(text.split("\n")):
            if number:
                row, column = row + 1, 0
            if role and part and row < len(found):
                found[row].append((column, column + len(part), role))
            column += len(part)
    return found


@lru_cache(maxsize=32)
def _lexer(name: str) -> "Lexer | None":
    from pygments.lexers import get_lexer_for_filename
    from pygments.util import ClassNotFound

    try:
        return get_lexer_for_filename(name, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


@lru_cache(maxsize=256)
def _role(token: "_TokenType") -> str:
    from pygments.token import Token, is_token_subtype

    roles = (
        (Token.Comment, "comment"),
        (Token.Literal.String, "string"),
        (Token.Literal.Number, "number"),
        (Token.Keyword.Constant, "number"),
        (Token.Keyword, "keyword"),
        (Token.Operator.Word, "keyword"),
        (Token.Name.Function, "defined"),
        (Token.Name.Class, "defined"),
        (Token.Name.Decorator, "defined"),
        (Token.Name.Builtin, "builtin"),
    )
    return next((role for kind, role in roles if is_token_subtype(token, kind)), "")
