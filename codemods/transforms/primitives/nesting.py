"""Where a node stands: its parents, the scope and the statement that hold it, its function."""

import ast
from collections.abc import Iterator, Mapping
from functools import lru_cache

from codemods.suite.model import Function, FunctionNode, Import, Module
from codemods.suite.module import import_names
from codemods.suite.nodes import children_of, nodes_of


class Nesting:
    """The way up from every node of one module, found for a function once a node of it is asked."""

    def __init__(self, module: Module) -> None:
        self._functions = {id(function.node): function for function in module.functions.values()}
        self._source = module.source
        self._parents: dict[int, ast.AST] = {}
        self._outermost: list[FunctionNode] = []
        self._enter(module.source.tree)

    def _enter(self, top: ast.AST) -> None:
        """Find the way up from all below a node, but for what is in functions of a module."""
        is_function = isinstance(top, ast.FunctionDef | ast.AsyncFunctionDef)
        found = [top]
        for each in found:
            for child in children_of(each):
                self._parents[id(child)] = each
                if not is_function and isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                    self._outermost.append(child)
                else:
                    found.append(child)

    def parent(self, node: ast.AST) -> ast.AST | None:
        """What a node stands in, ``None`` for the module and for what is not of it."""
        if id(node) not in self._parents and node is not self._source.tree:
            line = getattr(node, "lineno", None)
            for function in [it for it in self._outermost if self._holds(it, line)]:
                self._outermost.remove(function)
                self._enter(function)
        return self._parents.get(id(node))

    def _holds(self, function: FunctionNode, line: int | None) -> bool:
        """Whether a line is one of a function; where none is known, it may be."""
        if line is None:
            return True
        return self._source.first_line(function) <= line <= (function.end_lineno or line)

    def above(self, node: ast.AST) -> Iterator[ast.AST]:
        """The nodes around a node, the nearest first."""
        current = self.parent(node)
        while current is not None:
            yield current
            current = self.parent(current)

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
            if id(one) in self._functions and below in getattr(one, "body", []):
                return self._functions[id(one)]
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
    return Nesting(module)


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
