"""What all that writes code needs: one edit, and the way to say that it cannot be."""

from codemods.edits.model import Edit
from codemods.suite.source import Source


class RefusedRewrite(Exception):
    """The component cannot be rewritten; the message says why, in a clause."""


class NotApplicable(RefusedRewrite):
    """The way of rewriting is for places of another kind."""


def replacing(source: Source, start: int, end: int, text: str) -> Edit:
    """The edit that puts ``text`` in the place of a span, without owners."""
    return Edit(source.path, start, end, source.raw[start:end], encoded(source, text), frozenset())


def encoded(source: Source, text: str) -> bytes:
    """New text in the encoding of a file.

    Raises:
        RefusedRewrite: the encoding cannot say it.
    """
    try:
        return source.encode(text)
    except UnicodeEncodeError as error:
        raise RefusedRewrite(f"the encoding of {source.path} cannot say it") from error
