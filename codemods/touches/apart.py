"""Paths that are taken apart: what of them stays when they move, and what is looked at."""

import ast
import posixpath
import re
from collections.abc import Iterator

from codemods.touches.arguments import Arguments
from codemods.touches.model import HOLE, Piece, Role, TextKind
from codemods.touches.spelling import derive
from codemods.touches.state import Frame, Reading
from codemods.touches.values import (
    PRIVATE,
    Method,
    Private,
    Sequential,
    Text,
    Value,
    Values,
    parent,
    texts,
)

_SAME = {"abspath", "normpath", "expanduser", "normcase", "expandvars"}
_NORMAL = {"abspath", "normpath", "realpath"}
_OF_THE_NAME = {"name", "stem", "suffix", "suffixes"}
_OF_THE_WHOLE = {"parts", "anchor", "root", "drive"}
_COMMON = {"commonpath", "commonprefix"}


def same(reading: Reading, frame: Frame, values: Values, node: ast.expr, kind: TextKind) -> Values:
    """What a call gives that changes nothing but the type, or the spelling, of a path."""
    found: list[Value] = []
    for value in values:
        if isinstance(value, Private):
            found.append(value)
        elif isinstance(value, Text):
            found.append(derive(reading, frame, node, value, value.pieces, kind))
    return tuple(found)


def path_function(reading: Reading, frame: Frame, name: str, arguments: Arguments) -> Values:
    """What a function of ``os.path`` gives that only works on names."""
    node = arguments.node
    values = arguments.positional[0] if arguments.positional else ()
    if name in _COMMON:
        for value in values:
            for item in value.items if isinstance(value, Sequential) else ():
                reading.touch(frame, node, item, Role.INSPECTED)
        return ()
    if PRIVATE in values:
        return (PRIVATE,)
    if name in _NORMAL:
        odd = tuple(value for value in texts(values) if _is_odd(value.text))
        reading.touch(frame, node, odd, Role.INSPECTED)
    if name in _SAME:
        return same(reading, frame, values, node, "str")
    if name == "dirname":
        return tuple(
            derive(reading, frame, node, value, pieces, "str")
            for value in texts(values)
            if (pieces := parent(value.pieces))
        )
    if name == "relpath":
        start = arguments.at(1, "start")
        for value in texts(values):
            _from_start(reading, frame, node, value, start)
        return ()
    if name in ("realpath", "basename", "split", "splitext", "isabs", "splitdrive"):
        reading.touch(frame, node, values, Role.EMBEDDED)
        known = [value for value in texts(values) if HOLE not in value.text]
        if name == "realpath":
            return tuple(Text(t.pieces, "str", t.origin, typed=True) for t in texts(values))
        if name in ("basename", "split"):
            reading.touch(frame, node, values, Role.TITLE)
        if name == "basename":
            return tuple(_last(value) for value in known)
        if name == "split":
            return tuple(
                Sequential(((_made_from(value, posixpath.dirname(value.text)),), (_last(value),)))
                for value in known
            )
        if name == "splitext":
            return tuple(_root_and_suffix(value) for value in known)
        return ()
    reading.hand(frame, node, values)
    return ()


def path_attribute(reading: Reading, frame: Frame, value: Text, node: ast.Attribute) -> Values:
    """An attribute of a ``pathlib`` path."""
    if node.attr == "parent":
        pieces = parent(value.pieces)
        return (derive(reading, frame, node, value, pieces, "path"),) if pieces else ()
    if node.attr == "parents":
        return (Sequential(tuple((each,) for each in _parents(value))),)
    if node.attr in _OF_THE_NAME:
        reading.touch(frame, node, (value,), Role.TITLE)
        known = HOLE not in value.text.rpartition("/")[2]
        return (_last(value),) if node.attr == "name" and known else ()
    if node.attr in _OF_THE_WHOLE:
        reading.touch(frame, node, (value,), Role.INSPECTED)
        return ()
    return (Method(value, node.attr),)


def relative_method(
    reading: Reading, frame: Frame, value: Text, name: str, arguments: Arguments
) -> None:
    """What ``relative_to`` and ``is_relative_to`` look at."""
    if name in ("relative_to", "is_relative_to"):
        _from_start(reading, frame, arguments.node, value, arguments.at(0, "other"))


def last_part(node: ast.Subscript) -> ast.expr | None:
    """The path of which ``path.parts[-1]`` gives the name, ``None`` if it is anything else."""
    attribute = node.value if isinstance(node.value, ast.Attribute) else None
    if attribute is None or attribute.attr != "parts" or ast.unparse(node.slice) != "-1":
        return None
    return attribute.value


def _from_start(reading: Reading, frame: Frame, node: ast.AST, value: Text, start: Values) -> None:
    """A path as it is seen from another one, which has to move with it."""
    if PRIVATE in start:
        return
    if not texts(start):
        reading.touch(frame, node, (value,), Role.INSPECTED)
    for above in texts(start):
        seen = Text((Piece(above.text),), "str", value.origin, typed=True)
        reading.touch(frame, node, (seen,), Role.START)
        reading.touch(frame, node, (above,), Role.EMBEDDED)


def _is_odd(text: str) -> bool:
    """Whether a path is spelled in a way that a test of spellings would choose."""
    return bool(re.search(r"//|(^|/)\.\.?(/|$)", text)) and text.startswith("/")


def _parents(value: Text) -> Iterator[Text]:
    text = value.text
    while HOLE not in text and text not in ("", "/"):
        text = posixpath.dirname(text)
        yield Text((Piece(text),), "path", value.origin, typed=True)


def _root_and_suffix(value: Text) -> Sequential:
    root, suffix = posixpath.splitext(value.text)
    return Sequential(((_made_from(value, root),), (Text((Piece(suffix),), "str"),)))


def _made_from(value: Text, text: str) -> Text:
    return Text((Piece(text),), "str", value.origin, typed=True)


def _last(value: Text) -> Text:
    return Text((Piece(value.text.rpartition("/")[2]),), "str")
