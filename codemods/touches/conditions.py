"""Conditions about a parameter that one call decides, such as ``"w" in mode``."""

import ast
from functools import lru_cache

from codemods.suite.model import FunctionNode, Suite
from codemods.suite.nodes import nodes_of
from codemods.suite.signatures import keyword_only, positional
from codemods.touches.model import HOLE
from codemods.touches.state import Frame
from codemods.touches.values import Private, Text, Value, Values, literal


def holds(suite: Suite, frame: Frame, test: ast.expr) -> bool | None:
    """Whether a condition holds in this call; ``None`` if that is not known.

    Only what asks whether a parameter, which the function never gives another value, is empty,
    true, false or nothing, or compares it with texts that are written out, or a piece of it with
    bytes: no text is the same as those. And whether a path is absolute.
    """
    match test:
        case (
            ast.Call(func=ast.Attribute(attr="isabs"), args=[ast.Name(id=name)])
            | ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="is_absolute"), args=[])
        ):
            absolute = {_is_absolute(value) for value in frame.env.get(name, ())}
            return absolute.pop() if len(absolute) == 1 else None
        case ast.Name(id=name) if name in (flags := _flags(suite, frame)):
            return bool(flags[name])
        case ast.Compare(
            left=ast.Name(id=name),
            ops=[ast.Is() | ast.IsNot() as op],
            comparators=[ast.Constant(value=None | True | False as constant)],
        ) if name in (flags := _flags(suite, frame)):
            return (flags[name] is constant) is isinstance(op, ast.Is)
        case ast.Name(id=name):
            given = {_is_something(value) for value in _values(suite, frame, name)}
            return given.pop() if len(given) == 1 else None
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            found = holds(suite, frame, operand)
            return None if found is None else not found
        case ast.BoolOp(op=ast.And(), values=parts):
            known = [holds(suite, frame, part) for part in parts]
            return False if False in known else None if None in known else True
        case ast.Compare(left=ast.Subscript(value=ast.Name(id=name)), ops=[op]):
            if not is_held_against_bytes(test) or not _is_text(suite, frame, name):
                return None
            return isinstance(op, ast.NotEq | ast.NotIn)
        case ast.Compare(left=ast.Name(id=name), ops=[op], comparators=[other]):
            text, texts = _given(suite, frame, name), _written(other)
            if text is None or texts is None:
                return None
            match op, other:
                case ast.Eq(), ast.Constant():
                    return text in texts
                case ast.NotEq(), ast.Constant():
                    return text not in texts
                case ast.In(), ast.Tuple() | ast.List() | ast.Set():
                    return text in texts
                case ast.NotIn(), ast.Tuple() | ast.List() | ast.Set():
                    return text not in texts
        case ast.Compare(
            left=ast.Constant(value=str(part)),
            ops=[ast.In() | ast.NotIn() as op],
            comparators=[ast.Name(id=name)],
        ):
            text = _given(suite, frame, name)
            return None if text is None else (part in text) is isinstance(op, ast.In)
    return None


def is_held_against_bytes(node: ast.Compare) -> bool:
    """Whether a piece of a variable is compared with bytes only, as what takes data or a path does.

    For a text that comes out the same, whatever it says.
    """
    piece = isinstance(node.left, ast.Subscript) and isinstance(node.left.value, ast.Name)
    plain = all(isinstance(op, ast.Eq | ast.NotEq | ast.In | ast.NotIn) for op in node.ops)
    return piece and plain and all(map(_is_bytes, node.comparators))


def _is_bytes(node: ast.expr) -> bool:
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        return bool(node.elts) and all(map(_is_bytes, node.elts))
    return isinstance(node, ast.Constant) and isinstance(node.value, bytes)


def _given(suite: Suite, frame: Frame, name: str) -> str | None:
    return literal(_values(suite, frame, name))


def _is_something(value: Value) -> bool | None:
    """Whether a value is no empty text; ``None`` for what may be either."""
    if not isinstance(value, Text):
        return True if isinstance(value, Private) else None
    if value.kind == "path":
        return True
    return bool(value.text.replace(HOLE, "")) or (None if value.text else False)


def _is_absolute(value: Value) -> bool | None:
    """Whether a path begins at the root; ``None`` if its beginning is not known."""
    if not isinstance(value, Text):
        return True if isinstance(value, Private) else None
    return None if value.text[:1] in ("", HOLE) else value.text.startswith("/")


def _is_text(suite: Suite, frame: Frame, name: str) -> bool:
    values = _values(suite, frame, name)
    return bool(values) and all(isinstance(v, Text) and v.kind == "str" for v in values)


def _values(suite: Suite, frame: Frame, name: str) -> Values:
    """What a parameter is in this call; nothing where it may be something else too."""
    return frame.env.get(name, ()) if name in _constants(suite, frame) else ()


def _flags(suite: Suite, frame: Frame) -> dict[str, bool | None]:
    """The parameters that are true, false or nothing throughout this call."""
    kept = _constants(suite, frame) if frame.flags else ()
    return {name: value for name, value in frame.flags.items() if name in kept}


def _constants(suite: Suite, frame: Frame) -> frozenset[str]:
    module, _, qualname = frame.function.partition("::")
    function = suite.modules[module].functions.get(qualname) if qualname else None
    return frozenset() if function is None or frame.inner else _constant_parameters(function.node)


@lru_cache(maxsize=8192)
def _constant_parameters(node: FunctionNode) -> frozenset[str]:
    """The parameters of a function that keep the value with which it is called."""
    bound = {
        inner.id
        for inner in nodes_of(node)
        if isinstance(inner, ast.Name) and not isinstance(inner.ctx, ast.Load)
    }
    return frozenset({*positional(node), *keyword_only(node)} - bound)


def _written(node: ast.expr) -> frozenset[str] | None:
    parts = node.elts if isinstance(node, ast.Tuple | ast.List | ast.Set) else [node]
    values = [part.value for part in parts if isinstance(part, ast.Constant)]
    texts = frozenset(value for value in values if isinstance(value, str))
    return texts if len(values) == len(parts) and len(texts) == len(set(values)) else None
