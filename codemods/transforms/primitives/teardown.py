"""What follows the yield of a fixture, as a function that the last worker calls."""

import ast
import builtins
from collections.abc import Iterator, Sequence

from codemods.edits.model import Edit
from codemods.suite.model import Function, Suite
from codemods.suite.nodes import nodes_of
from codemods.suite.source import Source
from codemods.transforms.primitives.replacing import RefusedRewrite, encoded, replacing


class Teardown:
    """What follows the only ``yield`` of a fixture.

    Attributes:
        name: of the function that it becomes.
        body: its statements.

    Raises:
        RefusedRewrite: another process could not run it.
    """

    def __init__(self, suite: Suite, function: Function) -> None:
        node = function.node
        self._function = function
        self._source = suite.modules[function.module].source
        module = suite.modules[function.module]
        places = [
            index
            for index, statement in enumerate(node.body)
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Yield)
        ]
        if len(yields(node)) != 1 or len(places) != 1:
            raise RefusedRewrite("its teardown is not simply what follows the yield")
        self._at = node.body[places[0]]
        self.body = node.body[places[0] + 1 :]
        assert isinstance(self._at, ast.Expr)
        assert isinstance(self._at.value, ast.Yield)
        self._value = self._at.value.value
        self.name = f"tear_down_{node.name}"
        known = {*module.bound, *module.imports, *dir(builtins)}
        needed = loaded_names(self.body) - bound_names(self.body)
        given = {self._value.id} if isinstance(self._value, ast.Name) else set()
        local = bound_names(node.body) | {a.arg for a in nodes_of(node) if isinstance(a, ast.arg)}
        if missing := sorted((needed & (local - given)) | (needed - known - given)):
            raise RefusedRewrite(f"its teardown needs {missing[0]}, which only one worker has")
        if self.name in module.bound:
            raise RefusedRewrite(f"{module.path} calls something else {self.name}")
        self._parameter = next(iter(given & needed), "_value")

    def edits(self, above: int) -> Iterator[Edit]:
        """The edits that take it out of the fixture.

        Args:
            above: where the function can stand.
        """
        source, newline = self._source, self._source.newline
        returns = self._function.node.returns
        annotated = returns is not None
        if isinstance(returns, ast.Subscript):
            yield self._annotation(returns)
        assert self._at.end_lineno
        start = source.span(self._at)[0]
        if self._value is None:
            first = source.line_start(self._at.lineno)
            alone = self._function.node.body[0] is self._at
            text = "    pass" + newline if alone else ""
            yield replacing(source, first, source.line_start(self._at.end_lineno + 1), text)
        else:
            yield replacing(source, start, start + len(b"yield"), "return")
        if not self.body:
            return
        last = self.body[-1]
        assert last.end_lineno
        behind = source.line_start(self._at.end_lineno + 1)
        stop = source.line_start(last_comment(source, last.end_lineno) + 1)
        text = source.text(behind, stop)
        yield replacing(source, behind, stop, "")
        header = f"def {self.name}({self._parameter}){' -> None' * annotated}:{newline}"
        lines = text.lstrip("\r\n").rstrip() + newline
        moved = f"{header}{lines}{newline}{newline}"
        yield Edit(source.path, above, above, b"", encoded(source, moved), frozenset(), rank=2)

    def _annotation(self, node: ast.Subscript) -> Edit:
        inner = node.slice.elts[0] if isinstance(node.slice, ast.Tuple) else node.slice
        source = self._source
        return replacing(source, *source.span(node), source.segment(inner))


def last_comment(source: Source, line: int) -> int:
    """The line of the last comment that belongs to a body which ends at a line."""
    found, number = line, line + 1
    while text := source.line(number):
        if text.strip() and not text.startswith(b"    #"):
            break
        found = number if text.strip() else found
        number += 1
    return found


def line_above(source: Source, function: Function) -> int:
    """Where code can go in front of a function, its decorators and the comment on top."""
    line = min(decorator.lineno for decorator in function.node.decorator_list)
    while source.line(line - 1).strip().startswith(b"#"):
        line -= 1
    return source.line_start(line)


def bound_names(body: Sequence[ast.stmt]) -> set[str]:
    names: set[str] = set()
    for statement in body:
        for node in nodes_of(statement):
            if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
                names.add(node.id)
            elif isinstance(node, ast.alias):
                names.add(node.asname or node.name.partition(".")[0])
    return names


def loaded_names(body: Sequence[ast.stmt]) -> set[str]:
    return {
        node.id
        for statement in body
        for node in nodes_of(statement)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }


def yields(node: ast.AST) -> list[ast.Yield | ast.YieldFrom]:
    return [n for n in nodes_of(node) if isinstance(n, ast.Yield | ast.YieldFrom)]
