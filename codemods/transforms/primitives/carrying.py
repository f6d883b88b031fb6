"""Code of one file in another one: what it needs there, and the constants that come along."""

import ast
import builtins
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from codemods.suite.model import Function, Import, Module, Suite
from codemods.suite.module import dotted_name
from codemods.suite.nodes import nodes_of
from codemods.transforms.primitives.plainness import is_plain
from codemods.transforms.primitives.replacing import RefusedRewrite

_NOT_PLAIN = (ast.Lambda, ast.Await, ast.Yield, ast.NamedExpr, ast.ListComp, ast.GeneratorExp)
_PLAIN_CALLS = ("os.environ.", "os.getenv", "int", "str", "float", "bool", "dict")
_OF_TEXTS = frozenset({"replace", "format", "strip", "rstrip", "lower", "split", "join"})


@dataclass(frozen=True)
class Carried:
    """Expressions as they can stand at the top level of another file.

    Attributes:
        texts: one for each expression.
        imports: that they need, with the names that they have there.
        constants: that they need, each with the module that has it, those first that others need.
    """

    texts: tuple[str, ...]
    imports: tuple[tuple[str, Import], ...]
    constants: tuple[tuple[str, str], ...]


def carried(module: Module, function: Function | None, expressions: Sequence[ast.expr]) -> Carried:
    """Expressions of a function, or of a module, for use in another file.

    Raises:
        RefusedRewrite: they need what only the function, or the file, in which they stand has.
    """
    imports: dict[str, Import] = {}
    constants: dict[str, str] = {}
    local = _assigned_once(function) if function else {}

    def need(node: ast.expr) -> None:
        for inner in nodes_of(node):
            if not isinstance(inner, ast.Name) or inner.id in constants:
                continue
            found = module.imports.get(inner.id)
            if inner.id in local:
                need(local[inner.id])
            elif function and inner.id in _bound_in(function):
                raise RefusedRewrite(
                    f"how it connects needs {inner.id}, which only {function.qualname} knows"
                )
            elif inner.id in module.constants:
                need(module.constants[inner.id])
                constants[inner.id] = module.path
            elif found and found.module.startswith("."):
                raise RefusedRewrite(f"how it connects needs {inner.id}, a relative import")
            elif found:
                imports[inner.id] = found
            elif not hasattr(builtins, inner.id):
                raise RefusedRewrite(
                    f"how it connects needs {inner.id}, which only {module.path} knows"
                )

    for node in expressions:
        need(node)
    texts = tuple(_inlined(module, local, node) for node in expressions)
    return Carried(texts, tuple(imports.items()), tuple(constants.items()))


def _assigned_once(function: Function) -> dict[str, ast.expr]:
    """The local variables to which one statement of the body gives a value, nothing else."""
    stores = Counter(
        inner.id
        for inner in nodes_of(function.node)
        if isinstance(inner, ast.Name) and not isinstance(inner.ctx, ast.Load)
    )
    return {
        statement.targets[0].id: statement.value
        for statement in function.node.body
        if isinstance(statement, ast.Assign)
        and isinstance(statement.targets[0], ast.Name)
        and len(statement.targets) == 1
        and stores[statement.targets[0].id] == 1
        and not any(isinstance(n, ast.Await | ast.Yield) for n in nodes_of(statement.value))
    }


def _bound_in(function: Function) -> set[str]:
    given = [*function.node.args.posonlyargs, *function.node.args.args]
    given += function.node.args.kwonlyargs
    stored = {
        inner.id
        for inner in nodes_of(function.node)
        if isinstance(inner, ast.Name) and not isinstance(inner.ctx, ast.Load)
    }
    return stored | {argument.arg for argument in given}


def _inlined(module: Module, local: Mapping[str, ast.expr], node: ast.expr) -> str:
    """The text of an expression with the values of local variables in their places."""
    source = module.source
    start, end = source.span(node)
    text = source.text(start, end)
    fields = [inner for inner in nodes_of(node) if isinstance(inner, ast.JoinedStr)]
    names = [n for n in nodes_of(node) if isinstance(n, ast.Name) and n.id in local]
    if names and fields:
        raise RefusedRewrite("how it connects is put together from local variables")
    for name in sorted(names, key=lambda inner: source.span(inner)[0], reverse=True):
        first, last = source.span(name)
        value = _inlined(module, local, local[name.id])
        encoded = text.encode()
        text = encoded[: first - start].decode() + value + encoded[last - start :].decode()
    return text.replace("\r\n", "\n")


def constant_line(suite: Suite, name: str, home: str) -> str:
    module = suite.modules[home]
    value = module.constants.get(name)
    if value is None or not _is_made_anywhere(value, module):
        raise RefusedRewrite(f"a fixture for it needs {name} of {home}, which only that file knows")
    text = module.source.segment(value).replace("\r\n", "\n")
    return f"{name} = {text}"


def _is_made_anywhere(value: ast.expr, module: Module) -> bool:
    """Whether the value of a constant is the same wherever it is computed."""
    if is_plain(value, module):
        return True
    calls = [inner for inner in nodes_of(value) if isinstance(inner, ast.Call)]
    return not any(isinstance(inner, _NOT_PLAIN) for inner in nodes_of(value)) and all(
        (dotted_name(call.func, module.imports) or "").startswith(_PLAIN_CALLS)
        or (isinstance(call.func, ast.Attribute) and call.func.attr in _OF_TEXTS)
        for call in calls
    )
