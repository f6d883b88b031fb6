"""What an expression may be, and which touches happen while it is worked out."""

import ast
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from codemods.suite.model import Class, Module
from codemods.suite.names import class_chain, module_path, resolve
from codemods.touches.model import HOLE, Piece, Role
from codemods.touches.state import Frame, Reading, derive, spell
from codemods.touches.values import (
    PRIVATE,
    ClassValue,
    Closure,
    Func,
    Instance,
    Mapped,
    Method,
    ModuleValue,
    Parent,
    Private,
    Ref,
    Sequential,
    Text,
    Value,
    Values,
    hole,
    join,
    literal,
    parent,
    part,
    settle,
    texts,
    union,
)

_PURE_PATH = {"name", "stem", "suffix", "parts", "suffixes", "anchor"}


def evaluate(reading: Reading, frame: Frame, node: ast.expr | None) -> Values:
    """Work out an expression, recording the touches on the way."""
    if node is None or not reading.spend():
        return ()
    match node:
        case ast.Constant():
            if isinstance(node.value, str):
                return (spell(reading, frame, node, (Piece(node.value),), "str"),)
            return ()
        case ast.Name():
            if node.id in frame.env:
                return frame.env[node.id]
            return global_value(reading, frame, frame.module, node.id, node)
        case ast.Attribute():
            return attribute(reading, frame, evaluate(reading, frame, node.value), node)
        case ast.Call():
            from codemods.touches.calls import call

            return call(reading, frame, node)
        case ast.BinOp():
            return _operation(reading, frame, node)
        case ast.JoinedStr():
            return _interpolated(reading, frame, node)
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


def global_value(
    reading: Reading, frame: Frame, module: Module, name: str, node: ast.expr
) -> Values:
    """What a name at module level stands for, where ``node`` in ``frame`` uses it."""
    hit = resolve(reading.suite, module, name)
    if hit is None:
        found = module.imports.get(name)
        if found:
            return (Ref(found.dotted),)
        if name == "__file__":
            path = f"{reading.suite.root}/{module.path}"
            return (spell(reading, frame, node, (Piece(path),), "str"),)
        return () if name in module.bound else (Ref(f"builtins.{name}"),)
    home, attr = hit
    if not attr:
        return (ModuleValue(home),)
    if attr in home.constants:
        return _constant(reading, frame, home, f"{home.path}:{attr}", home.constants[attr], node)
    if attr in home.functions:
        return (Func(home.functions[attr]),)
    if attr in home.classes:
        return (ClassValue(home.classes[attr]),)
    return ()


def _constant(
    reading: Reading, frame: Frame, home: Module, name: str, value: ast.expr, node: ast.expr
) -> Values:
    key = (home.path, name)
    if key not in reading.constants:
        reading.constants[key] = ()
        inner = Reading(reading.suite, constants=reading.constants, budget=2_000)
        reading.constants[key] = evaluate(inner, Frame(home, home.path, "module"), value)
    found: list[Value] = []
    for item in reading.constants[key]:
        if isinstance(item, Text):
            fixed = (Piece(item.text),)
            found.append(spell(reading, frame, node, fixed, item.kind, constant=name))
        else:
            found.append(item)
    return tuple(found)


def attribute(reading: Reading, frame: Frame, base: Values, node: ast.Attribute) -> Values:
    """The attribute ``node.attr`` of each alternative of ``base``."""
    found: list[Values] = []
    for value in base:
        match value:
            case Ref():
                found.append(_submodule(reading, frame, f"{value.dotted}.{node.attr}"))
            case ModuleValue():
                named = global_value(reading, frame, value.module, node.attr, node)
                folder = value.module.path.rpartition("/")[0]
                is_package = value.module.path.endswith("__init__.py")
                if is_package and (not named or isinstance(named[0], Ref)):
                    named = _submodule(reading, frame, f".{folder}/{node.attr}")
                found.append(named)
            case Instance() if node.attr in value.attributes:
                found.append(value.attributes[node.attr])
            case Instance() | ClassValue():
                receiver = value if isinstance(value, Instance) else None
                chain = class_chain(value.cls, reading.suite.modules, reading.suite.config)
                found.append(_member(reading, frame, chain, receiver, node))
            case Parent():
                suite = reading.suite
                chain = class_chain(value.cls, suite.modules, suite.config)[1:]
                found.append(_member(reading, frame, chain, value.receiver, node))
            case Text():
                found.append(_text_attribute(reading, frame, value, node))
            case Private():
                found.append((PRIVATE,))
            case _:
                found.append((Method(value, node.attr),))
    return union(*found)


def _submodule(reading: Reading, frame: Frame, dotted: str) -> Values:
    """A module of the suite by its full name, else a global of code that was not read."""
    modules, config = reading.suite.modules, reading.suite.config
    path = module_path(dotted, frame.module.path, modules, config)
    if path:
        return (ModuleValue(modules[path]),)
    return () if dotted.startswith(".") else (Ref(dotted),)


def _member(
    reading: Reading,
    frame: Frame,
    chain: Sequence[Class],
    receiver: Instance | None,
    node: ast.Attribute,
) -> Values:
    for base in chain:
        home = reading.suite.modules[base.module]
        if node.attr in base.constants:
            name = f"{home.path}:{base.qualname}.{node.attr}"
            values = _constant(reading, frame, home, name, base.constants[node.attr], node)
            own = receiver is None or receiver is frame.receiver
            return values if own and not base.node.decorator_list else unspelled(reading, values)
        function = home.functions.get(f"{base.qualname}.{node.attr}")
        if function:
            return (Func(function, receiver or Instance(chain[0], {})),)
    return ()


def unspelled(reading: Reading, values: Values) -> Values:
    """Values that cannot be replaced where they are used, because the use does not spell them."""
    for value in texts(values):
        if value.origin:
            reading.spelled.pop(id(value.origin.node), None)
    return tuple(
        replace(value, origin=None, fresh=False) if isinstance(value, Text) else value
        for value in values
    )


def _text_attribute(reading: Reading, frame: Frame, value: Text, node: ast.Attribute) -> Values:
    if value.kind == "path" and node.attr == "parent":
        pieces = parent(value.pieces)
        if pieces:
            return (derive(reading, frame, node, value, pieces, "path"),)
        return ()
    if value.kind == "path" and node.attr in _PURE_PATH:
        known = HOLE not in value.text.rpartition("/")[2]
        if node.attr == "name" and known:
            return (Text((Piece(value.text.rpartition("/")[2]),), "str"),)
        return ()
    return (Method(value, node.attr),)


def _operation(reading: Reading, frame: Frame, node: ast.BinOp) -> Values:
    left = evaluate(reading, frame, node.left)
    if isinstance(node.op, ast.Mod) and texts(left):
        return _percent(reading, frame, node, left)
    right = evaluate(reading, frame, node.right)
    if any(isinstance(value, Private) for value in left):
        return (PRIVATE,)
    found: list[Value] = []
    tails: list[Text | None] = [*texts(right)] or [None]
    for head in texts(left):
        for tail in tails:
            if isinstance(node.op, ast.Div) and head.kind == "path":
                pieces = join([(head, node.left), (tail, node.right)])
                reading.absorb(tail)
                if tail and tail.text.startswith("/"):
                    head = tail
                found.append(derive(reading, frame, node, head, pieces, "path"))
            elif isinstance(node.op, ast.Add) and head.kind == "str":
                pieces = (*head.pieces, *part(tail, node.right))
                if not head.fresh:
                    _embed(reading, frame, node, head, needs_str=True)
                if isinstance(node.right, ast.Constant):
                    reading.absorb(tail)
                elif tail:
                    _embed(reading, frame, node, tail, needs_str=True)
                found.append(derive(reading, frame, node, head, pieces, "str"))
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


def _embed(reading: Reading, frame: Frame, node: ast.AST, value: Text, *, needs_str: bool) -> None:
    """A text that becomes part of another one, which begins elsewhere or is built from it."""
    reading.touch(frame, node, (value,), Role.EMBEDDED, needs_str=needs_str)


def _percent(reading: Reading, frame: Frame, node: ast.BinOp, left: Values) -> Values:
    operands = node.right.elts if isinstance(node.right, ast.Tuple) else [node.right]
    values = [evaluate(reading, frame, operand) for operand in operands]
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

    if any(isinstance(value, Private) for values, _ in operands for value in values):
        return (PRIVATE,)
    found: list[Value] = []
    for pattern in texts(patterns):
        if not pattern.fresh:
            _embed(reading, frame, node, pattern, needs_str=True)
        pieces: list[Piece] = []
        head: Text = pattern
        for place in fields(pattern.text, style):
            if isinstance(place, str):
                pieces.append(Piece(place))
            elif place.index < len(operands):
                values, operand = operands[place.index]
                text = texts(values)[0] if len(texts(values)) == 1 else None
                if text:
                    if not pieces:
                        head = text
                    elif isinstance(operand, ast.Constant):
                        reading.absorb(text)
                    else:
                        _embed(reading, frame, node, text, needs_str=False)
                    pieces += part(text, operand) if pieces else text.pieces
                else:
                    pieces.append(hole(operand if place.plain else None))
            else:
                pieces.append(hole(None))
        if head is not pattern and not head.fresh:
            reading.touch(frame, node, (head,), Role.EMBEDDED)
        found.append(derive(reading, frame, node, head, tuple(pieces), "str"))
    return tuple(found)


def _interpolated(reading: Reading, frame: Frame, node: ast.JoinedStr) -> Values:
    pieces: list[Piece] = []
    head: Text | None = None
    for item in node.values:
        if isinstance(item, ast.Constant):
            pieces.append(Piece(str(item.value)))
            continue
        field = cast("ast.FormattedValue", item)
        values = evaluate(reading, frame, field.value)
        if field.format_spec:
            evaluate(reading, frame, field.format_spec)
            reading.touch(frame, node, values, Role.EMBEDDED, needs_str=True)
        if any(isinstance(value, Private) for value in values):
            return (PRIVATE,)
        plain = field.format_spec is None and field.conversion == -1
        text = texts(values)[0] if len(texts(values)) == 1 and plain else None
        if text is None:
            pieces.append(hole(field))
        else:
            if not pieces:
                head = text
            if head is not text or not text.fresh:
                _embed(reading, frame, node, text, needs_str=False)
            pieces += part(text, field) if pieces else text.pieces
    if head:
        return (derive(reading, frame, node, head, tuple(pieces), "str"),)
    return (spell(reading, frame, node, tuple(pieces), "str"),)


def _dictionary(reading: Reading, frame: Frame, node: ast.Dict) -> Values:
    items: dict[object, Values] = {}
    for key, value in zip(node.keys, node.values, strict=True):
        name = literal(evaluate(reading, frame, key)) if key else None
        items[name if name is not None else object()] = evaluate(reading, frame, value)
    return (Mapped(items),)


def _subscript(reading: Reading, frame: Frame, node: ast.Subscript) -> Values:
    base = evaluate(reading, frame, node.value)
    reading.touch(frame, node, evaluate(reading, frame, node.slice), Role.INSPECTED)
    index = node.slice.value if isinstance(node.slice, ast.Constant) else None
    found: list[Values] = []
    for value in base:
        if isinstance(value, Sequential):
            inside = isinstance(index, int) and -len(value.items) <= index < len(value.items)
            found.append(value.items[cast("int", index)] if inside else union(*value.items))
        elif isinstance(value, Mapped):
            found.append(value.items.get(index, ()))
        elif isinstance(value, Private):
            found.append((PRIVATE,))
        elif isinstance(value, Text):
            role = Role.EMBEDDED if _from_the_end(node.slice) else Role.INSPECTED
            reading.touch(frame, node, (value,), role, needs_str=True)
    return union(*found)


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
    with reading.under(negated=reading.negated ^ flipped):
        for operand in (node.left, *node.comparators):
            for value in evaluate(reading, frame, operand):
                reading.hand(frame, node, (value,), Role.COMPARED)


def _condition(reading: Reading, frame: Frame, node: ast.expr) -> None:
    with reading.under(tolerant=reading.tolerant + 1):
        evaluate(reading, frame, node)


def _comprehension(
    reading: Reading, frame: Frame, generators: list[ast.comprehension], elements: list[ast.expr]
) -> Values:
    inner = frame.nested(dict(frame.env))
    for generator in generators:
        bind(reading, inner, generator.target, items(evaluate(reading, inner, generator.iter)))
        for condition in generator.ifs:
            _condition(reading, inner, condition)
    with reading.under(branch=reading.branch + 1):
        results = [evaluate(reading, inner, element) for element in elements]
    frame.closures += inner.closures
    return (Sequential((results[0],)),)


def items(values: Values) -> Values:
    """What iterating over a value may give."""
    return union(
        *(
            union(*value.items)
            if isinstance(value, Sequential)
            else (PRIVATE,)
            if isinstance(value, Private)
            else ()
            for value in values
        )
    )


def bind(reading: Reading, frame: Frame, target: ast.expr, values: Values) -> None:
    """Assign to a name, a tuple of names, an attribute or an item."""
    match target:
        case ast.Name():
            frame.env[target.id] = settle(values)
        case ast.Starred():
            bind(reading, frame, target.value, ())
        case ast.Tuple() | ast.List():
            whole = values[0] if len(values) == 1 else None
            fits = isinstance(whole, Sequential) and len(whole.items) == len(target.elts)
            for index, part in enumerate(target.elts):
                if fits:
                    bind(reading, frame, part, cast("Sequential", whole).items[index])
                else:
                    bind(reading, frame, part, (PRIVATE,) if PRIVATE in values else ())
            if not fits:
                reading.hand(frame, target, values)
        case ast.Attribute():
            owners = evaluate(reading, frame, target.value)
            instances = [owner for owner in owners if isinstance(owner, Instance)]
            for owner in instances:
                owner.attributes[target.attr] = settle(values)
            if not instances:
                lasting = any(isinstance(owner, ClassValue | ModuleValue) for owner in owners)
                reading.hand(frame, target, values, Role.KEPT if lasting else Role.HANDED)
        case ast.Subscript():
            evaluate(reading, frame, target.value)
            reading.touch(frame, target, evaluate(reading, frame, target.slice), Role.INSPECTED)
            lasting = is_lasting(frame, target.value)
            reading.hand(frame, target, values, Role.KEPT if lasting else Role.HANDED)
        case _:
            reading.hand(frame, target, values)


def is_lasting(frame: Frame, node: ast.expr) -> bool:
    """Whether an expression is a container of the module itself, which outlives the test."""
    return (
        isinstance(node, ast.Name)
        and node.id not in frame.env
        and node.id in frame.module.constants
    )
