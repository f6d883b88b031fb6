"""The name of the worker in the name of a file, and nothing where there are no workers."""

import ast
import builtins
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from codemods.edits.model import Edit
from codemods.suite.model import Function, Module, Suite
from codemods.suite.nodes import nodes_of
from codemods.suite.source import Source
from codemods.transforms.primitives.hosts import taken_names
from codemods.transforms.primitives.imports import plain_imports
from codemods.transforms.primitives.layout import too_long
from codemods.transforms.primitives.logs import Spelled
from codemods.transforms.primitives.replacing import RefusedRewrite, encoded, replacing
from codemods.transforms.primitives.spelling import quoted, style_of

_LOCAL = (("worker", "xdist_worker"), ("suffix", "worker_suffix"), ("log_file", "worker_log"))
_GLOBAL = tuple(tuple(name.upper() for name in names) for names in _LOCAL)


@dataclass(frozen=True, slots=True)
class _Body:
    """A body of statements, and the names that new variables in it get."""

    module: Module
    function: Function | None
    worker: str
    suffix: str
    log_file: str


def suffix_edits(suite: Suite, spelled: Spelled, others: Iterable[Spelled]) -> list[Edit]:
    """The edits by which the name of a file tells the workers apart.

    Args:
        others: that stand in the same body, and get the same suffix.

    Raises:
        RefusedRewrite: the name is written in a way into which nothing can be put.
    """
    body = _body(suite, spelled.module, spelled.function)
    source = spelled.module.source
    here = [spelled, *(other for other in others if _is_near(other, spelled))]
    first = min((_statement(one) for one in here), key=lambda node: node.lineno)
    indent = source.indent(first.lineno)
    if source.text(source.line_start(first.lineno), source.span(first)[0]).strip(" \t\f\ufeff"):
        raise RefusedRewrite("the statement that names it shares its line with another one")
    start = source.line_start(_line_above(source, first.lineno))
    at, end, text = _named(source, spelled, body.suffix)
    edits: list[Edit] = []
    if _needs_variable(suite, spelled, body):
        if any(_needs_variable(suite, one, body) for one in here if one.node is not spelled.node):
            raise RefusedRewrite("the lines that name it would become too long")
        hoisted = f"{body.log_file} = {text}"
        edits.append(_inserted(source, start, f"{indent}{hoisted}{source.newline}", rank=2))
        text = body.log_file
        if too_long(suite, source, at, end, text):
            raise RefusedRewrite("the line that names it would become too long")
    lines = "".join(f"{indent}{line}{source.newline}" for line in _lines(source, body))
    return [
        *plain_imports(spelled.module, "os"),
        _inserted(source, start, lines, rank=1),
        *edits,
        replacing(source, at, end, text),
    ]


def _line_above(source: Source, line: int) -> int:
    """The line of a statement, or that of the comment on top of it."""
    above = line
    while source.line(above - 1).strip().startswith(b"#"):
        above -= 1
    return above if above > 1 else line


def _inserted(source: Source, at: int, text: str, rank: int) -> Edit:
    return Edit(source.path, at, at, b"", encoded(source, text), frozenset(), rank=rank)


def _is_near(one: Spelled, other: Spelled) -> bool:
    return one.module is other.module and one.function is other.function


def _body(suite: Suite, module: Module, function: Function | None) -> _Body:
    if function:
        if binds(function, "os"):
            raise RefusedRewrite(f"{function.qualname} calls something of its own os")
        taken = taken_names(suite, function)
    else:
        names = {n.id for n in nodes_of(module.source.tree) if isinstance(n, ast.Name)}
        taken = frozenset((*module.bound, *names, *dir(builtins)))
    chosen: list[str] = []
    for names_of_one in _LOCAL if function else _GLOBAL:
        free = [name for name in names_of_one if name not in taken]
        if not free:
            raise RefusedRewrite(f"{module.path} uses the name {names_of_one[0]} already")
        chosen.append(free[0])
    return _Body(module, function, *chosen)


def binds(function: Function, name: str) -> bool:
    """Whether a function gives a name a meaning of its own, an import in it included."""
    return any(
        (isinstance(node, ast.Name) and node.id == name and not isinstance(node.ctx, ast.Load))
        or (isinstance(node, ast.arg) and node.arg == name)
        or (isinstance(node, ast.alias) and (node.asname or node.name.partition(".")[0]) == name)
        for node in nodes_of(function.node)
    )


def _lines(source: Source, body: _Body) -> Iterator[str]:
    style = style_of(source)
    quote = style.quote
    yield f"{body.worker} = os.environ.get({quoted('PYTEST_XDIST_WORKER', style)})"
    yield (
        f"{body.suffix} = f{quote}_{{{body.worker}}}{quote} if {body.worker} else {quote}{quote}"
    )


def _statement(spelled: Spelled) -> ast.stmt:
    """The statement of the body that holds the literal."""
    module, function = spelled.module, spelled.function
    for statement in function.node.body if function else module.source.tree.body:
        if any(node is spelled.node for node in nodes_of(statement)):
            return statement
    raise RefusedRewrite("its name is written where no statement can go in front")


def _needs_variable(suite: Suite, spelled: Spelled, body: _Body) -> bool:
    """Whether the new name makes a line too long that a variable could keep short."""
    source = spelled.module.source
    at, end, text = _named(source, spelled, body.suffix)
    return too_long(suite, source, at, end, text) and not _is_assigned(spelled)


def _is_assigned(spelled: Spelled) -> bool:
    statement = _statement(spelled)
    return isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is spelled.node


def _named(source: Source, spelled: Spelled, suffix: str) -> tuple[int, int, str]:
    """The span of the literal, and what takes its place.

    Raises:
        RefusedRewrite: its text is not written as it is.
    """
    start, end = source.span(spelled.node)
    written = source.text(start, end)
    opening = min((at for mark in "'\"" if (at := written.find(mark)) >= 0), default=-1)
    prefix, quote = written[:opening].lower(), written[opening : opening + 1]
    inside = written[opening + 1 : -1]
    if opening < 0 or quote in inside or not written.endswith(quote) or "\n" in written:
        raise RefusedRewrite("its name is written in several strings, or over several lines")
    if "\\" in inside or "b" in prefix:
        raise RefusedRewrite("its name is written with backslashes")
    tail = inside
    if isinstance(spelled.node, ast.JoinedStr):
        last = spelled.node.values[-1] if spelled.node.values else None
        text = str(last.value) if isinstance(last, ast.Constant) else ""
        if not text or "{" in text or "}" in text or not inside.endswith(text):
            raise RefusedRewrite("the end of its name is computed")
        tail = text
    elif "{" in inside or "}" in inside or "%" in inside:
        raise RefusedRewrite("its name is a pattern that something else fills in")
    elif inside != spelled.node.value:
        raise RefusedRewrite("its name is written in several strings, or over several lines")
    name = tail.rpartition("/")[2]
    if not name:
        raise RefusedRewrite("its name ends in a separator")
    dot = name.rfind(".")
    if dot == 0 and spelled.whole and len(tail) == len(inside):
        dot = -1
    cut = len(inside) - (len(name) - dot if dot >= 0 else 0)
    marked = f"{inside[:cut]}{{{suffix}}}{inside[cut:]}"
    kept = "".join(letter for letter in written[:opening] if letter in "rR")
    return start, end, f"{kept}f{quote}{marked}{quote}"
