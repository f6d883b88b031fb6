"""What all that writes code needs: one edit, and the way to say that it cannot be."""

import io
import tokenize
from collections.abc import Iterator
from contextlib import suppress

from codemods.edits.model import Edit
from codemods.suite.source import Source


class RefusedRewrite(Exception):
    """The component cannot be rewritten; the message says why, in a clause."""


class NotApplicable(RefusedRewrite):
    """The way of rewriting is for places of another kind."""


def replacing(source: Source, start: int, end: int, text: str) -> Edit:
    """The edit that puts ``text`` in the place of a span, without owners.

    Raises:
        RefusedRewrite: a comment within an expression would be lost, or the encoding cannot say it.
    """
    before = source.raw[start:end]
    comments = _comments(source.text(start, end)) if b"#" in before else ()
    if any(each not in text for each in comments) and _is_part_of_a_line(source, start):
        raise RefusedRewrite(f"a comment stands within it at line {source.line_of(start)}")
    return Edit(source.path, start, end, before, encoded(source, text), frozenset())


def _is_part_of_a_line(source: Source, start: int) -> bool:
    return bool(source.raw[source.line_start(source.line_of(start)) : start].strip())


def _comments(text: str) -> Iterator[str]:
    """The comments of a piece of code, which may be part of an expression."""
    lines = io.StringIO(f"({text}\n)", newline=None)
    with suppress(tokenize.TokenError, SyntaxError):
        for token in tokenize.generate_tokens(lines.readline):
            if token.type == tokenize.COMMENT:
                yield token.string


def encoded(source: Source, text: str) -> bytes:
    """New text in the encoding of a file.

    Raises:
        RefusedRewrite: the encoding cannot say it.
    """
    try:
        return source.encode(text)
    except UnicodeEncodeError as error:
        raise RefusedRewrite(f"the encoding of {source.path} cannot say it") from error
