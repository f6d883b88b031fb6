"""The texts that expressions spell, and where they are written."""

import ast
from dataclasses import replace

from codemods.touches.model import Origin, Piece, TextKind, Wording, Written
from codemods.touches.state import Frame, Reading
from codemods.touches.values import Text


def spell(
    reading: Reading,
    frame: Frame,
    node: ast.expr,
    pieces: tuple[Piece, ...],
    kind: TextKind,
    constant: str | None = None,
) -> Text:
    """A text that the expression ``node`` spells, an operand of what stands around it."""
    if isinstance(node, ast.Constant | ast.JoinedStr):
        here = written_at(frame, node)
        pieces = tuple(
            replace(piece, literals=(here,)) if piece.fixed and not piece.literals else piece
            for piece in pieces
        )
    origin = Origin(
        frame.module.path,
        frame.function,
        frame.place,
        node,
        pieces,
        kind,
        constant,
        frame.inner,
    )
    text = Text(pieces, kind, origin, fresh=True)
    reading.spelled[id(node)] = (frame.function, text)
    return text


def written_at(frame: Frame, node: ast.expr) -> Written:
    """A literal that stands in the function which is being read."""
    function = frame.function if "::" in frame.function else None
    return Written(frame.module.path, function, frame.place, node, frame.inner)


def derive(
    reading: Reading,
    frame: Frame,
    node: ast.expr,
    head: Text,
    pieces: tuple[Piece, ...],
    kind: TextKind,
) -> Text:
    """A text that begins with ``head``: spelled here if ``head`` was, else derived from it."""
    if head.fresh:
        reading.absorb(head)
        text = spell(reading, frame, node, pieces, kind)
        reading.strings.append(Wording(frame.function, text.text, built=True, pieces=pieces))
        return text
    return Text(pieces, kind, head.origin, typed=True)
