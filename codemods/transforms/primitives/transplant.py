"""Statements that leave a function and are written elsewhere, with their comments."""

import ast
from collections.abc import Collection, Iterator, Sequence

from codemods.edits.model import Edit
from codemods.suite.model import Function
from codemods.suite.nodes import nodes_of
from codemods.suite.source import Source
from codemods.transforms.primitives.removal import has_long_strings
from codemods.transforms.primitives.replacing import RefusedRewrite, replacing

Span = tuple[int, int]


def lines_of(source: Source, statement: ast.stmt) -> Span:
    """The whole lines of a statement, with the comments directly above it.

    Raises:
        RefusedRewrite: something else stands on its lines.
    """
    start, end = source.span(statement)
    decorators = getattr(statement, "decorator_list", [])
    first = min([statement.lineno, *(decorator.lineno for decorator in decorators)])
    until = source.line_start((statement.end_lineno or 0) + 1)
    behind = source.text(end, until).strip()
    before = source.text(source.line_start(statement.lineno), start).strip()
    if (before and not decorators) or (behind and not behind.startswith("#")):
        raise RefusedRewrite(
            f"line {statement.lineno} of {source.path} holds more than a statement"
        )
    while source.line(first - 1).strip().startswith(b"#"):
        first -= 1
    return source.line_start(first), until


def removed(source: Source, function: Function, statements: Sequence[ast.stmt]) -> Iterator[Edit]:
    """The edits that take statements out of a function's body, with the blank lines they leave."""
    gone = {id(statement) for statement in statements}
    body = function.node.body
    index = 0
    while index < len(body):
        if id(body[index]) not in gone:
            index += 1
            continue
        first = index
        while index + 1 < len(body) and id(body[index + 1]) in gone:
            index += 1
        start, end = lines_of(source, body[first])[0], lines_of(source, body[index])[1]
        above = source.line_of(start) - 1
        if index + 1 == len(body):
            while not source.line(above).strip():
                start = source.line_start(above)
                above -= 1
        elif first == 0 or not source.line(above).strip():
            end = over_blanks(source, end)
        yield replacing(source, start, end, "")
        index += 1


def over_blanks(source: Source, end: int) -> int:
    """The offset behind the blank lines that begin at ``end``."""
    line = source.line_of(end)
    while end < len(source.raw) and not source.line(line).strip():
        line += 1
        end = source.line_start(line)
    return end


def written(
    source: Source,
    statements: Sequence[ast.stmt],
    bare: Collection[int],
    edits: Sequence[Edit],
    indent: str,
) -> list[str]:
    """The lines of statements as they stand after ``edits``, under another indentation.

    Args:
        bare: identities of the statements of which only the expression is wanted.

    Raises:
        RefusedRewrite: a string over several lines would change with the indentation.
    """
    lines: list[str] = []
    previous = 0
    for statement in statements:
        start, end = lines_of(source, statement)
        old = source.indent(statement.lineno)
        if has_long_strings(source, statement) and old != indent:
            raise RefusedRewrite(f"the string of line {statement.lineno} would change if it moved")
        blank = previous and not source.line(source.line_of(start) - 1).strip()
        if blank and lines:
            lines.append("")
        if id(statement) in bare:
            start, end = source.span(_made_by(statement))
            text = indent + _edited(source, start, end, edits)
            lines += text.splitlines()
        else:
            for line in _edited(source, start, end, edits).splitlines():
                lines.append(indent + line.removeprefix(old) if line.strip() else "")
        previous = end
    return lines


def _made_by(statement: ast.stmt) -> ast.expr:
    """The expression of an assignment, or the call that an assertion is about."""
    if isinstance(statement, ast.Assign):
        return statement.value
    calls = [node for node in nodes_of(statement) if isinstance(node, ast.Call)]
    calls = [call for call in calls if call is not getattr(statement, "value", None)]
    nested = {id(inner) for call in calls for inner in nodes_of(call) if inner is not call}
    outer = [call for call in calls if id(call) not in nested]
    if len(outer) != 1:
        raise RefusedRewrite(f"line {statement.lineno} asserts of several calls, or of none")
    return outer[0]


def _edited(source: Source, start: int, end: int, edits: Sequence[Edit]) -> str:
    pieces: list[bytes] = []
    position = start
    for edit in sorted(edits, key=lambda edit: edit.order):
        if start <= edit.start and edit.end <= end and (edit.start < end or edit.end > edit.start):
            pieces += (source.raw[position : edit.start], edit.after)
            position = edit.end
    text = b"".join((*pieces, source.raw[position:end]))
    return text.decode(source.encoding.removesuffix("-sig")).replace("\r\n", "\n")
