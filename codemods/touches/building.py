"""Texts made from texts: operators, templates, f-strings."""

import ast
import re
from collections.abc import Iterable, Sequence
from typing import cast

from codemods.touches import expressions
from codemods.touches.model import HOLE, Piece, Role, Wording
from codemods.touches.spelling import derive, spell, written_at
from codemods.touches.state import Frame, Reading
from codemods.touches.values import (
    PRIVATE,
    Private,
    Sequential,
    Text,
    Value,
    Values,
    hole,
    join,
    part,
    texts,
    written,
)

_MOST_PRODUCTS = 256
_APART = frozenset(" \t\n'\"`=:,;([{<|")
_ADDRESS = re.compile(r"(?<![\w+])sqlite(\+\w+)?:///$")
"""Front of an address, as SQLAlchemy has it, that takes relative and absolute paths alike."""


def operation(reading: Reading, frame: Frame, node: ast.BinOp) -> Values:
    left = expressions.evaluate(reading, frame, node.left)
    if isinstance(node.op, ast.Mod) and texts(left):
        return _percent(reading, frame, node, left)
    right = expressions.evaluate(reading, frame, node.right)
    glued = isinstance(node.op, ast.Add) and PRIVATE in right
    if PRIVATE in left or glued:
        if PRIVATE in left:
            lie_elsewhere(reading, frame, node, right)
        return (PRIVATE,)
    found: list[Value] = []
    tails: list[Text | None] = [*texts(right)] or [None]
    if len(tails) * len(texts(left)) > _MOST_PRODUCTS:
        reading.incomplete = "a text of the test can be too many things"
        return ()
    for head in texts(left):
        for tail in tails:
            if isinstance(node.op, ast.Div) and head.kind == "path":
                pieces = join([(head, node.left), (tail, node.right)])
                reading.absorb(tail)
                if tail and tail.text.startswith("/"):
                    head = tail
                elif tail and head.text.startswith(".."):
                    lie_elsewhere(reading, frame, node, (tail,))
                found.append(derive(reading, frame, node, head, pieces, "path"))
            elif isinstance(node.op, ast.Add) and head.kind == "str":
                pieces = (*head.pieces, *part(tail, node.right))
                if not head.fresh:
                    _embed(reading, frame, node, head, needs_str=True)
                if isinstance(node.right, ast.Constant):
                    reading.absorb(tail)
                elif tail:
                    _embed(reading, frame, node, tail, needs_str=True)
                    _embed_behind(reading, frame, node, tail, list(head.pieces))
                found.append(derive(reading, frame, node, head, pieces, "str"))
    if isinstance(node.op, ast.Div) and not texts(left):
        lie_elsewhere(reading, frame, node, right)
    if isinstance(node.op, ast.Add) and not left and len(texts(right)) == 1:
        tail = texts(right)[0]
        if "/" in tail.text[:1]:
            reading.absorb(tail)
            return (spell(reading, frame, node, (hole(node.left), *tail.pieces), "str"),)
    if not found and not isinstance(node.op, ast.Div):
        for values in (left, right):
            for text in texts(values):
                _embed(reading, frame, node, text, needs_str=True)
    if isinstance(node.op, ast.Add) and not found:
        sequences = [v for v in (*left, *right) if isinstance(v, Sequential)]
        if sequences:
            return (Sequential(tuple(item for value in sequences for item in value.items)),)
    if any(isinstance(value, Private) for value in right):
        return (PRIVATE,)
    return tuple(found)


def lie_elsewhere(reading: Reading, frame: Frame, node: ast.AST, values: Values) -> None:
    """Record names that are put behind a folder that is not known, or the test's own."""
    relative = tuple(text for text in texts(values) if not text.text.startswith(("/", "~")))
    reading.touch(frame, node, relative, Role.GLUED)


def _embed(reading: Reading, frame: Frame, node: ast.AST, value: Text, *, needs_str: bool) -> None:
    """A text that becomes part of another one, which begins elsewhere or is built from it."""
    reading.touch(frame, node, (value,), Role.EMBEDDED, needs_str=needs_str)


def _embed_behind(
    reading: Reading, frame: Frame, node: ast.AST, value: Text, pieces: Sequence[Piece]
) -> None:
    """The same where the text in front tells whether a name is meant, or a path in a message."""
    front = "".join(piece.text for piece in pieces)
    apart = front[-1:] in _APART or _ADDRESS.search(front)
    glued = not value.text.startswith("/") and not apart
    reading.touch(frame, node, (value,), Role.GLUED if glued else Role.EMBEDDED)


def _embed_around(
    reading: Reading, frame: Frame, node: ast.AST, parts: Iterable[str | Values]
) -> None:
    """Texts that become part of one that holds something private as well."""
    front = ""
    for one in parts:
        if isinstance(one, str):
            front += one
            continue
        for text in texts(one):
            if front:
                _embed_behind(reading, frame, node, text, [Piece(front)])
            else:
                _embed(reading, frame, node, text, needs_str=True)
        front += HOLE


def _percent(reading: Reading, frame: Frame, node: ast.BinOp, left: Values) -> Values:
    operands = node.right.elts if isinstance(node.right, ast.Tuple) else [node.right]
    values = [expressions.evaluate(reading, frame, operand) for operand in operands]
    return template(reading, frame, node, left, "%", list(zip(values, operands, strict=True)))


def template(
    reading: Reading,
    frame: Frame,
    node: ast.expr,
    patterns: Values,
    style: str,
    operands: list[tuple[Values, ast.expr]],
) -> Values:
    """The texts that ``%`` (``style`` ``%``) or ``str.format`` (``{``) make."""
    from codemods.touches.templates import fields

    if any(PRIVATE in values for values, _ in operands):
        given = dict(enumerate(values for values, _ in operands))
        for pattern in texts(patterns):
            places = fields(pattern.text, style)
            parts = (it if isinstance(it, str) else given.get(it.index, ()) for it in places)
            _embed_around(reading, frame, node, parts)
        return (PRIVATE,)
    found: list[Value] = []
    for pattern in texts(patterns):
        if not pattern.fresh:
            _embed(reading, frame, node, pattern, needs_str=True)
        pieces: list[Piece] = []
        head: Text = pattern
        for place in fields(pattern.text, style):
            if isinstance(place, str):
                pieces.append(Piece(place, literals=written(pattern)))
            elif place.index < len(operands):
                values, operand = operands[place.index]
                text = texts(values)[0] if len(texts(values)) == 1 else None
                if text:
                    if not pieces:
                        head = text
                    elif isinstance(operand, ast.Constant):
                        reading.absorb(text)
                    else:
                        _embed_behind(reading, frame, node, text, pieces)
                    pieces += part(text, operand) if pieces else text.pieces
                else:
                    pieces.append(hole(operand if place.plain else None))
            else:
                pieces.append(hole(None))
        if head is not pattern and not head.fresh:
            reading.touch(frame, node, (head,), Role.EMBEDDED)
        found.append(derive(reading, frame, node, head, tuple(pieces), "str"))
    return tuple(found)


def interpolated(reading: Reading, frame: Frame, node: ast.JoinedStr) -> Values:
    pieces: list[Piece] = []
    head: Text | None = None
    found = [
        expressions.evaluate(reading, frame, item.value)
        for item in node.values
        if isinstance(item, ast.FormattedValue)
    ]
    given = iter(found)
    for item in node.values:
        if isinstance(item, ast.Constant):
            pieces.append(Piece(str(item.value), literals=(written_at(frame, node),)))
            continue
        field = cast("ast.FormattedValue", item)
        values = next(given)
        if field.format_spec:
            expressions.evaluate(reading, frame, field.format_spec)
            reading.touch(frame, node, values, Role.EMBEDDED, needs_str=True)
        if PRIVATE in values:
            given = iter(found)
            parts = (
                str(it.value) if isinstance(it, ast.Constant) else next(given) for it in node.values
            )
            _embed_around(reading, frame, node, parts)
            return (PRIVATE,)
        plain = field.format_spec is None and field.conversion in (-1, ord("s"))
        text = texts(values)[0] if len(texts(values)) == 1 and plain else None
        if text is None:
            pieces.append(hole(field))
        else:
            if not pieces:
                head = text
            if head is not text:
                _embed_behind(reading, frame, node, text, pieces)
            elif not text.fresh:
                _embed(reading, frame, node, text, needs_str=False)
            pieces += part(text, field) if pieces else text.pieces
    if head:
        return (derive(reading, frame, node, head, tuple(pieces), "str"),)
    text = spell(reading, frame, node, tuple(pieces), "str")
    reading.strings.append(Wording(frame.function, text.text, built=True, pieces=text.pieces))
    return (text,)
