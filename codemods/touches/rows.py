"""What a test is given by the rows of its parametrize marks."""

import ast
from collections.abc import Callable, Iterable, Sequence

from codemods.suite.signatures import argument_names
from codemods.touches.expressions import evaluate
from codemods.touches.state import Frame, Reading
from codemods.touches.values import Sequential, Values, settle, union


def parametrised(
    fresh: Callable[[], Reading], frame: Frame, decorators: Iterable[ast.expr]
) -> dict[str, Values]:
    """The values of each argument, of all rows together.

    Args:
        fresh: a reading in which a row is evaluated: the test does none of that.
        decorators: of a test and of its classes.
    """
    found: dict[str, Values] = {}
    for mark in decorators:
        if not (isinstance(mark, ast.Call) and len(mark.args) >= 2):
            continue
        if not ast.unparse(mark.func).endswith("parametrize"):
            continue
        names = argument_names(mark.args[0])
        rows = getattr(mark.args[1], "elts", None)
        columns = (
            _written_out(fresh, frame, rows, len(names))
            if rows is not None
            else _computed(fresh, frame, mark.args[1], len(names))
        )
        for name, values in zip(names, columns, strict=True):
            if values:
                found[name] = settle(union(*values))
    return found


def _written_out(
    fresh: Callable[[], Reading], frame: Frame, rows: Sequence[ast.expr], width: int
) -> list[list[Values]]:
    columns: list[list[Values]] = [[] for _ in range(width)]
    for row in rows:
        param = isinstance(row, ast.Call) and ast.unparse(row.func).endswith("param")
        cells = list(row.args) if isinstance(row, ast.Call) and param else [row]
        if width > 1 and not param:
            cells = list(getattr(row, "elts", ()))
        for index, cell in enumerate(cells[:width]):
            columns[index].append(evaluate(fresh(), frame, cell))
    return columns


def _computed(
    fresh: Callable[[], Reading], frame: Frame, node: ast.expr, width: int
) -> list[list[Values]]:
    columns: list[list[Values]] = [[] for _ in range(width)]
    for rows in evaluate(fresh(), frame, node):
        if isinstance(rows, Sequential):
            for index, values in enumerate(_columns(rows, width)):
                columns[index] += values
    return columns


def _columns(rows: Sequential, width: int) -> list[list[Values]]:
    columns: list[list[Values]] = [[] for _ in range(width)]
    for row in rows.items:
        if width == 1:
            columns[0].append(row)
            continue
        for value in row:
            if isinstance(value, Sequential) and len(value.items) == width:
                for index, item in enumerate(value.items):
                    columns[index].append(item)
    return columns
