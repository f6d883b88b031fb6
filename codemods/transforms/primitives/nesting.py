"""Where a node stands: its parents, the scope and the statement that hold it, its function."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from codemods.suite.model import Function, FunctionNode, Import, Module
from codemods.suite.module import import_names
from codemods.suite.nodes import children_of, nodes_of


@dataclass(frozen=True, eq=False)
class Nesting:
    """The way up from every node of one module."""

    parents: Mapping[int, ast.AST]
    functions: Mapping[int, Function]

    def above(self, node: ast.AST) -> Iterator[ast.AST]:
        """The nodes around a node, the nearest first."""
        current = self.parents.get(id(node))
        while current is not None:
            yield current
            current = self.parents.get(id(current))

    def scope(self, node: ast.AST) -> FunctionNode | ast.Lambda | ast.ClassDef | None:
        """The innermost function or class whose body holds a node; ``None`` for the module's."""
        below = node
        for one in self.above(node):
            if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                if below in one.body:
                    return one
            elif isinstance(one, ast.Lambda):
                return one
            below = one
        return None

    def function(self, node: ast.AST) -> Function | None:
        """The function of the suite whose body holds a node, however deep."""
        below = node
        for one in self.above(node):
            if id(one) in self.functions and below in getattr(one, "body", []):
                return self.functions[id(one)]
            below = one
        return None

    def statement(self, node: ast.AST) -> ast.stmt:
        """The innermost statement that holds a node."""
        if isinstance(node, ast.stmt):
            return node
        return next(one for one in self.above(node) if isinstance(one, ast.stmt))


@lru_cache(maxsize=2048)
def nesting(module: Module) -> Nesting:
    """The nesting of a module."""
    parents = {
        id(child): node for node in nodes_of(module.source.tree) for child in children_of(node)
    }
    functions = {id(function.node): function for function in module.functions.values()}
    return Nesting(parents, functions)


@lru_cache(maxsize=8192)
def imports_in(module: Module, function: Function | None) -> Mapping[str, Import]:
    """What names stand for in a function, with the imports that it makes itself."""
    found = dict(module.imports)
    for node in nodes_of(function.node) if function else ():
        if isinstance(node, ast.Import | ast.ImportFrom):
            found |= import_names(node, module.path)[0]
    return found


def own_nodes(scope: FunctionNode | ast.Lambda) -> Iterator[ast.AST]:
    """The nodes of a scope that do not belong to a scope inside it."""
    pending = children_of(scope)
    while pending:
        node = pending.pop()
        yield node
        inner = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef)
        if not inner:
            pending += children_of(node)
