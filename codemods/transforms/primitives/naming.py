"""Giving rows of ``parametrize`` the ids that pytest would give to values it cannot spell."""

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from codemods.edits.model import Edit
from codemods.suite.module import dotted_name
from codemods.transforms.primitives.imports import plain_imports
from codemods.transforms.primitives.replacing import RefusedRewrite, encoded, replacing
from codemods.transforms.primitives.scopes import Scope
from codemods.transforms.primitives.spelling import quoted, style_of


@dataclass(frozen=True)
class Row:
    """One row of values.

    Attributes:
        node: as it is written.
        scope: in which it stands.
        index: counted from 0.
        cells: the values in it.
        param: the call of ``pytest.param`` that it is, if it is one.
        named: whether it has an id already.
    """

    node: ast.expr
    scope: Scope
    index: int
    cells: tuple[ast.expr, ...]
    param: ast.Call | None
    named: bool


def rows_of(display: Sequence[ast.expr], scope: Scope, width: int) -> list[Row]:
    """The rows that are written out.

    Args:
        width: number of parameters.
    """
    found: list[Row] = []
    for index, node in enumerate(display):
        dotted = dotted_name(node.func, scope.module.imports) if isinstance(node, ast.Call) else ""
        param = node if isinstance(node, ast.Call) and dotted == "pytest.param" else None
        cells: Sequence[ast.expr] = [node]
        if param:
            cells = param.args
        elif width > 1:
            cells = node.elts if isinstance(node, ast.Tuple | ast.List) else [node]
        named = param is not None and any(keyword.arg == "id" for keyword in param.keywords)
        found.append(Row(node, scope, index, tuple(cells), param, named))
    return found


def named(row: Row, names: Sequence[str], changing: Sequence[bool]) -> list[Edit]:
    """The edits that give a row an id of its own.

    Args:
        names: of the parameters.
        changing: for each cell, whether its value differs from process to process.

    Raises:
        RefusedRewrite: it is not written in a way that can be extended.
    """
    source = row.scope.module.source
    parts = [
        _spelled(cell, f"{name}{row.index}", is_changing)
        for cell, name, is_changing in zip(row.cells, names, changing, strict=True)
    ]
    given = f"id={quoted('-'.join(parts), style_of(source))}"
    if row.param:
        return [_last_argument(row, row.param.args[-1], given)]
    function, edits = _param(row.scope)
    if len(names) == 1:
        start, end = source.span(row.node)
        return [
            *edits,
            replacing(source, start, start, f"{function}("),
            replacing(source, end, end, f", {given})"),
        ]
    if not isinstance(row.node, ast.Tuple | ast.List):
        raise RefusedRewrite("one of its rows is not written out")
    start, end = source.span(row.node)
    return [
        *edits,
        replacing(source, start, start + 1, f"{function}("),
        _last_argument(row, row.cells[-1], given),
        *([] if isinstance(row.node, ast.Tuple) else [replacing(source, end - 1, end, ")")]),
    ]


def _last_argument(row: Row, last: ast.expr, given: str) -> Edit:
    source = row.scope.module.source
    keywords = row.param.keywords if row.param else []
    _, behind = max(source.span(last), *(source.span(keyword) for keyword in keywords), (0, 0))
    _, end = source.span(row.node)
    rest = source.text(behind, end - 1)
    comma = rest.find(",")
    if comma < 0:
        return replacing(source, behind, behind, f", {given}")
    at = behind + len(encoded(source, rest[: comma + 1]))
    if source.newline in rest:
        indent = source.indent(source.line_of(source.span(last)[0]))
        line_end = source.line_start(source.line_of(at) + 1) - len(source.newline)
        return replacing(source, line_end, line_end, f"{source.newline}{indent}{given},")
    return replacing(source, at, at, f" {given}")


def _spelled(cell: ast.expr, otherwise: str, is_changing: bool) -> str:
    if is_changing or not isinstance(cell, ast.Constant):
        return otherwise
    value = cell.value
    if isinstance(value, str) and value.isascii() and value.isprintable() and len(value) < 40:
        return value
    return str(value) if value is None or isinstance(value, bool | int | float) else otherwise


def _param(scope: Scope) -> tuple[str, list[Edit]]:
    known = {found.dotted: name for name, found in scope.module.imports.items()}
    if "pytest.param" in known:
        return known["pytest.param"], []
    if "pytest" in known:
        return f"{known['pytest']}.param", []
    return "pytest.param", plain_imports(scope.module, "pytest")
