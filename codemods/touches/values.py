"""The values that the interpreter knows, and the arithmetic of paths on them."""

import ast
import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from codemods.suite.model import Class, Function, Module
from codemods.touches.model import HOLE, Made, Origin, Piece, TextKind, Written

if TYPE_CHECKING:
    from codemods.touches.state import Frame

_MOST_ALTERNATIVES = 8
_LONGEST = 1 << 15
"""Characters of the longest text that is followed: eight times the longest path of a system."""


@dataclass(frozen=True, slots=True)
class Text:
    """A string or path of which at least something is known.

    Attributes:
        pieces: left to right.
        origin: the expression that spells its head.
        fresh: whether ``origin`` is an operand of the expression at hand, so that a larger
            expression around it is the one to replace.
        typed: whether an operation has fixed its type, so that it is a ``str`` (or a path) even
            if ``origin`` should be the other.
    """

    pieces: tuple[Piece, ...]
    kind: TextKind
    origin: Origin | None = None
    fresh: bool = False
    typed: bool = False

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Ref:
    """A global of code that was not read, by its dotted name."""

    dotted: str


@dataclass(frozen=True, slots=True)
class Client:
    """An object through which a thing outside the process is used.

    Attributes:
        type: as the table of resources calls it.
        kind: of the thing.
        name: of the thing, as far as it is known.
        made: the call that made it.
    """

    type: str
    kind: str
    name: Text
    made: Made


@dataclass(frozen=True, slots=True)
class Method:
    """An attribute of a value, about to be called."""

    receiver: "Value"
    name: str


@dataclass(frozen=True, eq=False, slots=True)
class Func:
    """A function of the suite, with its ``self`` if it was reached through one."""

    function: Function
    receiver: "Instance | None" = None


@dataclass(frozen=True, eq=False, slots=True)
class Closure:
    """A nested function or a lambda, with the names around it."""

    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
    env: dict[str, "Values"]
    home: "Frame"


@dataclass(frozen=True, eq=False, slots=True)
class Instance:
    """An object of a class of the suite."""

    cls: Class
    attributes: dict[str, "Values"]


@dataclass(frozen=True, eq=False, slots=True)
class Parent:
    """What ``super()`` gives in a method of ``cls``."""

    cls: Class
    receiver: Instance


@dataclass(frozen=True, eq=False, slots=True)
class ClassValue:
    cls: Class


@dataclass(frozen=True, eq=False, slots=True)
class ModuleValue:
    module: Module


@dataclass(frozen=True, slots=True)
class Sequential:
    """A list, tuple or set, and what its items may be."""

    items: tuple["Values", ...]


@dataclass(frozen=True, eq=False, slots=True)
class Mapped:
    items: Mapping[object, "Values"]


@dataclass(frozen=True, slots=True)
class Rendered:
    """What was made of the letters of texts: a path in capitals, what was printed, its length.

    Attributes:
        paths: the texts; none for output and messages, which may hold any path.
        number: whether it is a length or a position.
        part: whether it is a piece that was split off, in which a path may be or not.
    """

    paths: tuple[Text, ...] = ()
    number: bool = False
    part: bool = False


@dataclass(frozen=True, slots=True)
class Private:
    """Something that no other test can name: a temporary folder, a unique name, what is in it."""


Value: TypeAlias = (
    Text
    | Ref
    | Client
    | Method
    | Func
    | Closure
    | Instance
    | Parent
    | ClassValue
    | ModuleValue
    | Sequential
    | Mapped
    | Rendered
    | Private
)
Values: TypeAlias = tuple[Value, ...]
"""Alternatives; empty where nothing is known."""

PRIVATE = Private()


def union(*alternatives: Values) -> Values:
    """What a value may be if it is one of these; unknown if that is too many."""
    known = [values for values in alternatives if values]
    if not known:
        return ()
    if len(known) == 1 and len(known[0]) == 1:
        return known[0]
    merged = tuple(dict.fromkeys(value for values in known for value in values))
    return merged if len(merged) <= _MOST_ALTERNATIVES else ()


def settle(values: Values) -> Values:
    """The values once they have been bound to a name: they are no operands any more."""
    return tuple(
        replace(value, fresh=False) if isinstance(value, Text) else value for value in values
    )


def texts(values: Values) -> list[Text]:
    """The strings and paths among the alternatives."""
    return [value for value in values if isinstance(value, Text)]


def literal(values: Values) -> str | None:
    """The text, if there is just one and all of it is known."""
    if len(values) == 1 and isinstance(values[0], Text) and HOLE not in values[0].text:
        return values[0].text
    return None


def hole(node: ast.expr | None) -> Piece:
    return Piece(HOLE, node)


def part(value: Text | None, node: ast.expr) -> tuple[Piece, ...]:
    """The pieces of an operand; what a variable holds stays the variable."""
    if value is None or sum(len(piece.text) for piece in value.pieces) > _LONGEST:
        return (hole(node),)
    literal_text = value.fresh and all(piece.fixed for piece in value.pieces)
    return value.pieces if literal_text else (Piece(value.text, node, literals=written(value)),)


def written(value: Text) -> tuple[Written, ...]:
    """The literals that a text is made of."""
    return tuple(dict.fromkeys(one for piece in value.pieces for one in piece.literals))


def join(operands: Sequence[tuple[Text | None, ast.expr]]) -> tuple[Piece, ...]:
    """The pieces of ``os.path.join`` or ``/``; an absolute operand starts afresh."""
    pieces: tuple[Piece, ...] = ()
    for value, node in operands:
        parts = part(value, node) if pieces else (value.pieces if value else (hole(node),))
        starts_afresh = bool(parts) and parts[0].text.startswith("/")
        if starts_afresh or not any(piece.text for piece in pieces):
            pieces = parts
        else:
            before = "" if pieces[-1].text.endswith("/") else "/"
            head = replace(parts[0], text=before + parts[0].text, joined=True) if parts else None
            pieces = (*pieces, *((head,) if head else ()), *parts[1:])
    return pieces


def parent(pieces: tuple[Piece, ...]) -> tuple[Piece, ...] | None:
    """The pieces of the folder that holds a path, ``None`` if that is not known."""
    text = "".join(piece.text for piece in pieces)
    if HOLE in posixpath.dirname(text):
        return None
    return (Piece(posixpath.dirname(text)),)


@lru_cache(maxsize=65536)
def normalise(text: str, root: str) -> str:
    """One spelling for one path: relative to the root where it lies below it.

    What holds an address of the network is none, and stays what it is.
    """
    if not text or text.startswith("~") or "://" in text:
        return text
    path = posixpath.normpath(text)
    if path.startswith("//"):
        path = path[1:]
    if path == root:
        return "."
    return path.removeprefix(f"{root}/")
