"""What an expression is worth that stands where a port does."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from codemods.suite.model import FunctionNode, Module, Suite
from codemods.suite.names import class_chain, resolve
from codemods.suite.nodes import nodes_of
from codemods.transforms.primitives.nesting import nesting, own_nodes

Kind = Literal["literal", "local", "default", "constant", "attribute", "set", "pair"]


@dataclass(frozen=True, eq=False, slots=True)
class Number:
    """Where the number that an expression is worth comes from.

    Attributes:
        value: the expression at the end of the way: a literal, or the call of a helper.
        kind: a literal on the spot, a local variable, a default argument, a constant of a module,
            one of a class, an attribute that a method sets, or part of an address with a name.
        module: path of the file that holds ``value``.
        binding: the statement that gives the value its name.
    """

    value: ast.expr
    kind: Kind
    module: str
    binding: ast.stmt | None = None

    @property
    def port(self) -> int | None:
        """The number, where it is written out and can be that of a port."""
        value = self.value.value if isinstance(self.value, ast.Constant) else None
        if isinstance(value, str) and value.isdecimal():
            return plain_number(ast.Constant(int(value)))
        return plain_number(self.value)


def plain_number(node: ast.expr) -> int | None:
    """The number that is written out, where it can be that of a port."""
    if isinstance(node, ast.Constant) and type(node.value) is int and 0 < node.value < 65536:
        return node.value
    return None


def number_of(suite: Suite, module: Module, node: ast.expr) -> Number | None:
    """Follow an expression to what it is worth; ``None`` where that is not one thing."""
    if isinstance(node, ast.Constant | ast.Call | ast.Tuple):
        return Number(node, "literal", module.path)
    if isinstance(node, ast.Name):
        return _named(suite, module, node)
    if isinstance(node, ast.Attribute):
        return _attribute(suite, module, node)
    return None


def _named(suite: Suite, module: Module, node: ast.Name) -> Number | None:
    tree = nesting(module)
    scope = tree.scope(node)
    while scope is not None:
        if not isinstance(scope, ast.ClassDef):
            bindings = list(_bindings(scope, node.id))
            if len(bindings) > 1:
                return None
            for binding, value in bindings:
                if value is None:
                    return None
                kind: Kind = "local" if binding else "default"
                return Number(value, kind, module.path, binding)
        scope = tree.scope(scope)
    hit = resolve(suite, module, node.id)
    return _constant(*hit) if hit else None


def _constant(home: Module, name: str) -> Number | None:
    value = home.constants.get(name)
    if value is None:
        return None
    binding = nesting(home).statement(value) if nesting(home).parent(value) else None
    return Number(value, "constant", home.path, binding)


def _bindings(
    scope: FunctionNode | ast.Lambda, name: str
) -> Iterator[tuple[ast.stmt | None, ast.expr | None]]:
    """What binds a name in a scope: the statement, and the value where there is one."""
    arguments = scope.args
    plain = [*arguments.posonlyargs, *arguments.args]
    first = len(plain) - len(arguments.defaults)
    for index, argument in enumerate(plain):
        if argument.arg == name:
            yield None, arguments.defaults[index - first] if index >= first else None
    for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        if argument.arg == name:
            yield None, default
    if name in [one.arg for one in (arguments.vararg, arguments.kwarg) if one]:
        yield None, None
    for node in own_nodes(scope):
        if isinstance(node, ast.Name) and node.id == name and not isinstance(node.ctx, ast.Load):
            yield from _assigned(scope, node)
        elif (
            (isinstance(node, ast.Global | ast.Nonlocal) and name in node.names)
            or (isinstance(node, ast.ExceptHandler) and node.name == name)
            or (isinstance(node, ast.alias) and (node.asname or node.name) == name)
            or (
                isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
                and node.name == name
            )
        ):
            yield None, None


def _assigned(
    scope: FunctionNode | ast.Lambda, target: ast.Name
) -> Iterator[tuple[ast.stmt | None, ast.expr | None]]:
    for node in own_nodes(scope):
        if isinstance(node, ast.Assign) and node.targets == [target]:
            yield node, node.value
            return
        if isinstance(node, ast.AnnAssign) and node.target is target:
            yield node, node.value
            return
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            names, values = node.targets[0], node.value
            if isinstance(names, ast.Tuple) and isinstance(values, ast.Tuple):
                for name, value in zip(names.elts, values.elts, strict=False):
                    if name is target and len(names.elts) == len(values.elts):
                        yield node, value
                        return
    yield None, None


def _attribute(suite: Suite, module: Module, node: ast.Attribute) -> Number | None:
    if not isinstance(node.value, ast.Name):
        return None
    function = nesting(module).function(node)
    if function and function.owner and node.value.id in ("self", "cls"):
        own = module.classes[function.owner]
        return _of_class(suite, own.module, function.owner, node.attr)
    hit = resolve(suite, module, node.value.id)
    if hit is None:
        return None
    home, name = hit
    if not name:
        return _constant(home, node.attr)
    return _of_class(suite, home.path, name, node.attr) if name in home.classes else None


def _of_class(suite: Suite, path: str, qualname: str, name: str) -> Number | None:
    """What ``self.name`` is: a constant of the class or of a base, or set once by a method."""
    cls = suite.modules[path].classes[qualname]
    found: list[Number] = []
    for base in class_chain(cls, suite.modules, suite.config):
        home = suite.modules[base.module]
        if name in base.constants:
            value = base.constants[name]
            binding = nesting(home).statement(value)
            found.append(Number(value, "attribute", home.path, binding))
        for node in nodes_of(base.node):
            targets = node.targets if isinstance(node, ast.Assign) else []
            if isinstance(node, ast.AnnAssign | ast.AugAssign):
                targets = [node.target]
            for target in targets:
                if (
                    isinstance(target, ast.Attribute)
                    and target.attr == name
                    and isinstance(target.value, ast.Name)
                    and target.value.id in ("self", "cls")
                ):
                    assert isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign)
                    if isinstance(node, ast.AugAssign) or node.value is None:
                        return None
                    found.append(Number(node.value, "set", home.path, node))
    return found[0] if len(found) == 1 else None
