"""What an expression may be, and which touches happen while it is worked out."""

import ast
import re
from typing import cast

from codemods.touches import binding, building, calls, lookups, rendered
from codemods.touches.apart import last_part
from codemods.touches.arguments import Arguments
from codemods.touches.conditions import is_held_against_bytes
from codemods.touches.model import Piece, Role
from codemods.touches.spelling import spell
from codemods.touches.state import Frame, Reading
from codemods.touches.uses import use_method
from codemods.touches.values import (
    PRIVATE,
    Client,
    Closure,
    Mapped,
    Method,
    Private,
    Ref,
    Rendered,
    Sequential,
    Text,
    Value,
    Values,
    literal,
    settle,
    union,
)

_NO_FILE = re.compile(r"|-|:\w+:|<.*>")
"""What stands for a file where there is none, such as ``-`` and ``:memory:``."""


def evaluate(reading: Reading, frame: Frame, node: ast.expr | None) -> Values:
    """Work out an expression, recording the touches on the way."""
    if node is None or not reading.spend(frame.module):
        return ()
    match node:
        case ast.Constant():
            return _literal(reading, frame, node, node.value)
        case ast.Name():
            if node.id in frame.env:
                return frame.env[node.id]
            return lookups.global_value(reading, frame, frame.module, node.id, node)
        case ast.Attribute():
            return lookups.attribute(reading, frame, evaluate(reading, frame, node.value), node)
        case ast.Call():
            return calls.call(reading, frame, node)
        case ast.BinOp():
            return building.operation(reading, frame, node)
        case ast.JoinedStr():
            return building.interpolated(reading, frame, node)
        case ast.Tuple() | ast.List() | ast.Set():
            return (Sequential(tuple(evaluate(reading, frame, item) for item in node.elts)),)
        case ast.Dict():
            return _dictionary(reading, frame, node)
        case ast.Subscript():
            return _subscript(reading, frame, node)
        case ast.IfExp():
            _condition(reading, frame, node.test)
            with reading.under(branch=reading.branch + 1):
                return union(
                    evaluate(reading, frame, node.body), evaluate(reading, frame, node.orelse)
                )
        case ast.BoolOp():
            return union(*(evaluate(reading, frame, value) for value in node.values))
        case ast.UnaryOp(op=ast.Not()):
            with reading.under(negated=not reading.negated):
                evaluate(reading, frame, node.operand)
            return ()
        case ast.Compare():
            _comparison(reading, frame, node)
            return ()
        case ast.NamedExpr():
            values = evaluate(reading, frame, node.value)
            frame.env[node.target.id] = settle(values)
            return values
        case ast.Lambda():
            closure = Closure(node, frame.env, frame)
            frame.closures.append(closure)
            return (closure,)
        case ast.ListComp() | ast.SetComp() | ast.GeneratorExp():
            return _comprehension(reading, frame, node.generators, [node.elt])
        case ast.DictComp():
            _comprehension(reading, frame, node.generators, [node.key, node.value])
            return ()
        case ast.Await() | ast.Starred():
            return evaluate(reading, frame, node.value)
        case ast.Yield() | ast.YieldFrom():
            frame.returns.append(settle(evaluate(reading, frame, node.value)))
            reading.teardown = True
            return ()
        case _:
            for child in ast.iter_child_nodes(node):
                if isinstance(child, ast.expr):
                    reading.hand(frame, node, evaluate(reading, frame, child))
            return ()


def _literal(reading: Reading, frame: Frame, node: ast.Constant, value: object) -> Values:
    """The text of a literal, which is the same for all tests that come by it in one place."""
    if not isinstance(value, str):
        return ()
    key = (node, frame.module.path, frame.function, frame.place, frame.inner)
    text = reading.literals.get(key)
    if text is None:
        text = reading.literals[key] = spell(reading, frame, node, (Piece(value),), "str")
    else:
        reading.spelled[id(node)] = (frame.function, text)
    return (text,)


def _dictionary(reading: Reading, frame: Frame, node: ast.Dict) -> Values:
    items: dict[object, Values] = {}
    for key, value in zip(node.keys, node.values, strict=True):
        if key is None:
            for mapped in evaluate(reading, frame, value):
                items |= mapped.items if isinstance(mapped, Mapped) else {}
            continue
        name = literal(evaluate(reading, frame, key))
        items[name if name is not None else object()] = evaluate(reading, frame, value)
    return (Mapped(items),)


def _subscript(reading: Reading, frame: Frame, node: ast.Subscript) -> Values:
    if path := last_part(node):
        reading.touch(frame, node, evaluate(reading, frame, path), Role.TITLE)
        return ()
    base = rendered.pair(evaluate(reading, frame, node.value))
    looked_up = any(
        isinstance(value, Text) or (isinstance(value, Mapped | Sequential) and bool(value.items))
        for value in base
    )
    role = Role.EMBEDDED if reading.foreign and not looked_up else Role.INSPECTED
    reading.touch(frame, node, evaluate(reading, frame, node.slice), role, needs_str=True)
    index = node.slice.value if isinstance(node.slice, ast.Constant) else None
    found: list[Values] = []
    for value in base:
        if isinstance(value, Sequential):
            inside = isinstance(index, int) and -len(value.items) <= index < len(value.items)
            found.append(value.items[cast("int", index)] if inside else union(*value.items))
        elif isinstance(value, Mapped):
            found.append(value.items.get(index, ()))
        elif isinstance(value, Client):
            call = ast.Call(node.value, [node.slice], [])
            ast.copy_location(call, node)
            given = Arguments(call, (evaluate(reading, frame, node.slice),), {})
            found.append(use_method(reading, frame, value, "__getitem__", given))
        elif isinstance(value, Private) or _names_worker(value, index):
            found.append((PRIVATE,))
        elif isinstance(value, Text):
            role = Role.EMBEDDED if _from_the_end(node.slice) else Role.INSPECTED
            reading.touch(frame, node, (value,), role, needs_str=True)
            found.append(rendered.cut(reading, node, value))
        elif isinstance(value, Rendered):
            found.append(rendered.cut(reading, node, value))
    return union(*found)


def _names_worker(value: Value, index: object) -> bool:
    """Whether an item of a mapping is what pytest-xdist tells a worker about itself."""
    if isinstance(value, Method):
        return value.name in ("workerinput", "slaveinput")
    if not isinstance(value, Ref):
        return False
    of_environment = value.dotted == "os.environ" and str(index).startswith("PYTEST_XDIST")
    return of_environment or value.dotted.endswith((".workerinput", ".slaveinput"))


def _from_the_end(node: ast.expr) -> bool:
    """Whether a slice like ``[-4:]`` says nothing of where the text begins."""
    return (
        isinstance(node, ast.Slice)
        and node.upper is None
        and isinstance(node.lower, ast.UnaryOp)
        and isinstance(node.lower.op, ast.USub)
    )


def _comparison(reading: Reading, frame: Frame, node: ast.Compare) -> None:
    last = node.comparators[-1]
    false = isinstance(last, ast.Constant) and last.value is False
    flipped = false and isinstance(node.ops[-1], ast.Is | ast.Eq)
    if is_held_against_bytes(node):
        base = evaluate(reading, frame, cast(ast.Subscript, node.left).value)
        if base and all(isinstance(value, Text) for value in base):
            reading.touch(frame, node, base, Role.EMBEDDED, needs_str=True)
            return
    with reading.under(negated=reading.negated ^ flipped):
        operands = [
            (operand, evaluate(reading, frame, operand))
            for operand in (node.left, *node.comparators)
        ]
        rendered.compare(reading, node, operands, node.ops)
        for operand, values in operands:
            for value in values:
                if _is_searched(value, operand, node):
                    reading.touch(frame, node, (value,), Role.INSPECTED, needs_str=True)
                elif not _tells_nothing(value, node):
                    reading.hand(frame, node, (value,), Role.COMPARED)


def _is_searched(value: Value, operand: ast.expr, node: ast.Compare) -> bool:
    """Whether a path is searched for a text that its new place may hold too, or not hold."""
    if operand is node.left or not isinstance(value, Text) or value.kind != "str":
        return False
    (op, *more), text = node.ops, node.left
    if more or not isinstance(op, ast.In | ast.NotIn) or value.fresh:
        return False
    said = text.value if isinstance(text, ast.Constant) else None
    in_name = isinstance(said, str) and said in value.text.rpartition("/")[2]
    return not (in_name and isinstance(op, ast.In))


def _tells_nothing(value: Value, node: ast.Compare) -> bool:
    """Whether a comparison comes out the same for any path: with None, with what is no file."""
    constants = [
        operand.value
        for operand in (node.left, *node.comparators)
        if isinstance(operand, ast.Constant)
    ]
    plain = all(isinstance(op, ast.Is | ast.IsNot | ast.Eq | ast.NotEq) for op in node.ops)
    if not plain or len(constants) != 1 or len(node.ops) != 1 or not isinstance(value, Text):
        return False
    (other,) = constants
    return other is None or (isinstance(other, str) and bool(_NO_FILE.fullmatch(other)))


def _condition(reading: Reading, frame: Frame, node: ast.expr) -> None:
    with reading.under(tolerant=reading.tolerant + 1):
        evaluate(reading, frame, node)


def _comprehension(
    reading: Reading, frame: Frame, generators: list[ast.comprehension], elements: list[ast.expr]
) -> Values:
    inner = frame.nested(dict(frame.env))
    for generator in generators:
        binding.bind(
            reading,
            inner,
            generator.target,
            binding.items(evaluate(reading, inner, generator.iter)),
        )
        for condition in generator.ifs:
            _condition(reading, inner, condition)
    with reading.under(branch=reading.branch + 1):
        results = [evaluate(reading, inner, element) for element in elements]
    frame.closures += inner.closures
    return (Sequential((results[0],)),)
