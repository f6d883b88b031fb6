"""What a name or an attribute stands for, in a function, a module, a class or an object."""

import ast
from collections.abc import Mapping, Sequence
from dataclasses import replace

from codemods.suite.model import Class, Module
from codemods.suite.names import class_chain, module_path, resolve
from codemods.touches import expressions, rendered
from codemods.touches.apart import path_attribute
from codemods.touches.arguments import Arguments
from codemods.touches.model import Piece, Wording
from codemods.touches.spelling import spell
from codemods.touches.state import Frame, Reading
from codemods.touches.values import (
    PRIVATE,
    ClassValue,
    Func,
    Instance,
    Method,
    ModuleValue,
    Parent,
    Private,
    Ref,
    Rendered,
    Text,
    Value,
    Values,
    literal,
    settle,
    texts,
    union,
    written,
)

IMPORTERS = frozenset(
    {
        "importlib.import_module",
        "importlib.__import__",
        "builtins.__import__",
        "pytest.importorskip",
    }
)
"""Callables that give the module that their first argument names."""


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
    reading: Reading,
    frame: Frame,
    home: Module,
    name: str,
    value: ast.expr,
    node: ast.expr,
    scope: Mapping[str, ast.expr] | None = None,
) -> Values:
    key = (home.path, name)
    if key not in reading.constants:
        reading.constants[key] = ()
        inner = Reading(
            reading.suite, constants=reading.constants, table=reading.table, budget=2_000
        )
        inner_frame = Frame(home, home.path, "module")
        for sibling, spelled in (scope or {}).items():
            if spelled is value:
                break
            inner_frame.env[sibling] = settle(expressions.evaluate(inner, inner_frame, spelled))
        reading.constants[key] = expressions.evaluate(inner, inner_frame, value)
    found: list[Value] = []
    for item in reading.constants[key]:
        if isinstance(item, Text):
            if isinstance(value, ast.Constant) and not reading.foreign:
                reading.strings.append(Wording(frame.function, item.text))
            fixed = (Piece(item.text, literals=written(item)),)
            found.append(spell(reading, frame, node, fixed, item.kind, constant=name))
        else:
            found.append(item)
    return tuple(found)


def attribute(reading: Reading, frame: Frame, base: Values, node: ast.Attribute) -> Values:
    """The attribute ``node.attr`` of each alternative of ``base``."""
    found: list[Values] = []
    if not base and node.attr in rendered.OUTPUTS:
        return (Rendered(),)
    for value in base:
        match value:
            case Ref():
                dotted = f"{value.dotted}.{node.attr}"
                found.append(rendered.output(dotted) or _submodule(reading, frame, dotted))
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
                beyond = _beyond(reading, value)
                found.append(_member(reading, frame, beyond, value.receiver, node))
            case Text():
                found.append(_text_attribute(reading, frame, value, node))
            case Private():
                found.append((PRIVATE,))
            case _:
                found.append((Method(value, node.attr),))
    return union(*found)


def _beyond(reading: Reading, value: Parent) -> Sequence[Class]:
    """The classes behind one in the order of its object, in which ``super`` looks."""
    suite = reading.suite
    whole = class_chain(value.receiver.cls, suite.modules, suite.config)
    if value.cls in whole:
        return whole[whole.index(value.cls) + 1 :]
    return class_chain(value.cls, suite.modules, suite.config)[1:]


def by_name(reading: Reading, frame: Frame, dotted: str, arguments: Arguments) -> Values:
    """What a call gives that is told the name of a module, or of an attribute, in a text."""
    name = literal(arguments.at(1 if dotted == "builtins.getattr" else 0, "name"))
    if name is None:
        return ()
    if dotted == "builtins.getattr":
        looked_up = ast.Attribute(arguments.node, name, ast.Load())
        base = arguments.positional[0]
        return attribute(reading, frame, base, ast.copy_location(looked_up, arguments.node))
    if dotted == "builtins.__import__" and not arguments.at(3, "fromlist"):
        name = name.partition(".")[0]
    level = len(name) - len(name.lstrip("."))
    if level:
        folder = "/".join(frame.module.path.split("/")[:-level])
        name = f".{folder}/{name[level:].replace('.', '/')}"
    found = _submodule(reading, frame, name)
    return () if found and isinstance(found[0], Ref) else found


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
            value = base.constants[node.attr]
            values = _constant(reading, frame, home, name, value, node, base.constants)
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
    if value.kind == "path":
        return path_attribute(reading, frame, value, node)
    return (Method(value, node.attr),)
