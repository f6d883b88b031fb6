"""Lines of code as HTML: harmless, coloured, with the changed words marked, never too long."""

import ast
import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from markupsafe import Markup, escape
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_for_filename
from pygments.lexers.special import TextLexer
from pygments.token import Token, _TokenType, is_token_subtype
from pygments.util import ClassNotFound

from codemods.suite.nodes import nodes_of
from codemods.suite.source import Source

LONGEST = 600
"""Characters of a line that are shown whole; of a longer one, its beginning and what changes."""

_BEGINNING = 200
_BESIDE = 60
_MOST_CHANGES = 12
_MOST_COLOURED = 40_000
_LONGEST_STRING = 400
_ALIKE = 0.3
_TOKENS = re.compile(r"\w+|\s+|.", re.DOTALL)
_KINDS = (
    (Token.Comment, "c"),
    (Token.Literal.String, "s"),
    (Token.Literal.Number, "m"),
    (Token.Keyword, "k"),
    (Token.Operator.Word, "k"),
    (Token.Name.Decorator, "d"),
    (Token.Name.Function, "f"),
    (Token.Name.Class, "f"),
    (Token.Name.Builtin, "n"),
)

Span = tuple[int, int]
"""First character and one past the last one."""

Coloured = tuple[tuple[int, str], ...]
"""A line cut into pieces: the end of each, and its class in the style sheet, which may be empty."""


def coloured(path: str, lines: Sequence[str], before: Sequence[str] = ()) -> list[Coloured]:
    """The pieces of some lines of a file.

    Args:
        lines: made harmless, so that each is one line for everybody.
        before: lines in front of them, from a place at which no string is open.
    """
    everything = [*before, *lines]
    text = "\n".join(everything)
    if not lines or len(text) > _MOST_COLOURED:
        return [((len(line), ""),) for line in lines]
    found: list[list[tuple[int, str]]] = [[]]
    for _, token, value in _lexer(path).get_tokens_unprocessed(text):
        for number, part in enumerate(value.split("\n")):
            if number:
                found.append([])
            if part:
                row = found[-1]
                end = (row[-1][0] if row else 0) + len(part)
                kind = _kind(token)
                if row and row[-1][1] == kind:
                    row.pop()
                row.append((end, kind))
    rows = zip(lines, found[len(before) :], strict=True)
    return [tuple(row) or ((len(line), ""),) for line, row in rows]


@lru_cache(maxsize=64)
def _lexer(path: str) -> Lexer:
    try:
        return get_lexer_for_filename(path)
    except ClassNotFound:
        return TextLexer()


@lru_cache(maxsize=256)
def _kind(token: _TokenType) -> str:
    return next((kind for family, kind in _KINDS if is_token_subtype(token, family)), "")


def opened_before(source: Source, line: int) -> int:
    """The line at which the string begins that is open at the start of ``line``; else ``line``."""
    for first, last in _long_strings(source):
        if first < line <= last and line - first <= _LONGEST_STRING:
            return first
    return line


@lru_cache(maxsize=128)
def _long_strings(source: Source) -> tuple[Span, ...]:
    """First and last lines of the strings that are longer than a line."""
    return tuple(
        (node.lineno, node.end_lineno)
        for node in nodes_of(source.tree)
        if isinstance(node, (ast.Constant, ast.JoinedStr))
        and node.end_lineno is not None
        and node.end_lineno > node.lineno
    )


def changed_words(old: str, new: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """What differs between two lines, in each; nothing where they have too little in common."""
    head = _common(old, new)
    tail = min(_common(old[::-1], new[::-1]), min(len(old), len(new)) - head)
    a, b = (_TOKENS.findall(line[head : len(line) - tail]) for line in (old, new))
    if len(a) * len(b) > 250_000:
        return _spans([(head, len(old) - tail)]), _spans([(head, len(new) - tail)])
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=False)
    places_a, places_b = (_places(tokens, head) for tokens in (a, b))
    gone: list[Span] = []
    come: list[Span] = []
    same = len(old[:head].strip()) + len(old[len(old) - tail :].strip())
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            same += len("".join(a[i:j]).strip())
        else:
            gone.append((places_a[i], places_a[j]))
            come.append((places_b[k], places_b[m]))
    if same < _ALIKE * max(len(old.strip()), len(new.strip())):
        return (), ()
    return _spans(gone), _spans(come)


def _common(one: str, other: str) -> int:
    """How many characters are the same at the beginning, in whole words."""
    at = next((i for i, (x, y) in enumerate(zip(one, other, strict=False)) if x != y), None)
    at = min(len(one), len(other)) if at is None else at
    while at and any(_is_inside_word(line, at) for line in (one, other)):
        at -= 1
    return at


def _is_inside_word(line: str, at: int) -> bool:
    return at < len(line) and _is_word(line[at - 1]) and _is_word(line[at])


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _places(tokens: Iterable[str], start: int) -> list[int]:
    places = [start]
    for token in tokens:
        places.append(places[-1] + len(token))
    return places


def _spans(found: Iterable[Span]) -> tuple[Span, ...]:
    """Those that are not empty, joined where at most a sign stands between them."""
    joined: list[Span] = []
    for start, end in found:
        if start == end:
            continue
        if joined and start - joined[-1][1] <= 1:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)


def as_html(text: str, pieces: Coloured, marks: Sequence[Span] = ()) -> Markup:
    """One line, as it stands between the tags of an element.

    Args:
        text: made harmless.
        pieces: of the whole text.
        marks: what has changed in it.
    """
    html: list[str] = []
    at = 0
    for start, end in _shown(len(text), marks):
        html.append(_gap(start - at))
        html += _pieces(text, start, end, pieces, marks)
        at = end
    html.append(_gap(len(text) - at))
    return Markup("".join(html))


def _shown(length: int, marks: Sequence[Span]) -> Iterator[Span]:
    """The parts of a line that are shown."""
    if length <= LONGEST:
        yield 0, length
        return
    windows = [(0, _BEGINNING)]
    for start, end in marks[:_MOST_CHANGES]:
        windows.append((max(0, start - _BESIDE), min(length, min(end, start + 300) + _BESIDE)))
    at, stop = windows[0]
    for start, end in sorted(windows):
        if start > stop:
            yield at, stop
            at = start
        stop = max(stop, end)
    yield at, stop


def _gap(length: int) -> str:
    return f'<span class="cut">… {length:,} characters …</span>' if length else ""


def _pieces(
    text: str, start: int, end: int, pieces: Coloured, marks: Sequence[Span]
) -> Iterator[str]:
    edges = {start, end, *(stop for stop, _ in pieces), *(at for mark in marks for at in mark)}
    points = sorted(at for at in edges if start <= at <= end)
    ends = iter([*pieces, (len(text), "")])
    stop, kind = next(ends)
    inside = False
    for i, j in pairwise(points):
        while stop <= i:
            stop, kind = next(ends)
        marked = any(first <= i < last for first, last in marks)
        if marked != inside:
            yield "<mark>" if marked else "</mark>"
            inside = marked
        part = escape(text[i:j])
        yield f'<span class="{kind}">{part}</span>' if kind else part
    if inside:
        yield "</mark>"
