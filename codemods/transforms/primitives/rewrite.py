"""The edits that move the paths of a component below a fixture's folder."""

import ast
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from codemods.edits.model import Edit
from codemods.suite.model import Suite
from codemods.suite.source import Source
from codemods.transforms.primitives.hosts import function_at, taken_names, why_not_extended
from codemods.transforms.primitives.layout import (
    parameter_edits,
)
from codemods.transforms.primitives.places import Component, Spelling
from codemods.transforms.primitives.signature import read_tree
from codemods.transforms.primitives.spelling import (
    UnspeakableError,
    quoted,
    style_of,
)
from codemods.transforms.primitives.writing import (
    Host,
    RefusedRewrite,
    Writer,
    group_edits,
    node_span,
    replacing,
)

Span = tuple[int, int]


@dataclass(frozen=True)
class Rewritten:
    """The edits of a component, without owners, and the names that they introduce."""

    edits: tuple[Edit, ...]
    names: tuple[tuple[str, str], ...]


def rewrite(
    component: Component, suite: Suite, fixture: str, taken: Mapping[str, frozenset[str]]
) -> Rewritten:
    """All edits of a component, on the original bytes.

    Args:
        taken: names that other fixes have given, by key of the function.

    Raises:
        RefusedRewrite: a part of it cannot be changed, so nothing of it may be.
    """
    edits: list[Edit] = []
    names: list[tuple[str, str]] = []
    if component.clash:
        raise RefusedRewrite(component.clash)
    for key, spellings in component.hosts.items():
        function = function_at(suite, key)
        assert function
        source = suite.modules[function.module].source
        if not read_tree(source).faithful:
            raise RefusedRewrite(f"{source.path} cannot be parsed and written back unchanged")
        parents = {
            child: node for node in ast.walk(function.node) for child in ast.iter_child_nodes(node)
        }
        host = Host(function, source, style_of(source), fixture, suite, parents)
        known = taken_names(suite, function) | taken.get(key, frozenset())
        writer = Writer(host, component.anchor, known)
        try:
            edits += _host_edits(writer, spellings, component, component.missing.get(key, ()))
            names += [(key, name) for name in sorted(writer.taken - known)]
        except UnspeakableError as error:
            raise RefusedRewrite(str(error)) from error
        except UnicodeEncodeError as error:
            raise RefusedRewrite(f"the encoding of {source.path} cannot say it") from error
    return Rewritten(tuple(edits), tuple(names))


def _host_edits(
    writer: "Writer", spellings: Sequence[Spelling], component: Component, missing: Sequence[str]
) -> Iterator[Edit]:
    host = writer.host
    source = host.source
    removed = [
        span
        for statement in _superfluous(host, component)
        if (span := _statement_span(source, statement))
    ]
    kept = [s for s in spellings if not _inside(node_span(host, s.origin.node), removed)]
    replaced = [node_span(host, s.origin.node) for s in kept]
    reason = why_not_extended(host.suite, host.function, host.fixture, [*replaced, *removed])
    if reason:
        raise RefusedRewrite(reason)
    for start, end in removed:
        yield replacing(source, start, end, "")
    yield from _parameter(host)
    top: list[str] = []
    for folder in missing:
        relative = posixpath.relpath(folder, component.anchor or ".")
        below = " / ".join(
            [host.fixture, *(quoted(part, host.style) for part in relative.split("/"))]
        )
        deep = "parents=True" if "/" in relative else ""
        top.append(f"({below}).mkdir({deep})")
    groups = _same_file(kept)
    for group in sorted(groups, key=lambda group: len(group[0].path)):
        yield from group_edits(writer, group, top)
    if top:
        yield _before_first_use(host, [s.origin.node for s in kept], top)


def _superfluous(host: Host, component: Component) -> list[ast.stmt]:
    found = {
        id(touch.statement): touch.statement
        for touch in component.superfluous
        if touch.statement and touch.function == host.function.key
    }
    return [statement for statement in found.values() if _can_go(host, statement)]


def _can_go(host: Host, statement: ast.stmt) -> bool:
    parent = host.parents.get(statement)
    return any(
        isinstance(body, list) and statement in body and len(body) > 1
        for body in (getattr(parent, name, None) for name in ("body", "orelse", "finalbody"))
    )


def _statement_span(source: Source, statement: ast.stmt) -> Span | None:
    assert statement.end_lineno
    start, end = source.span(statement)
    first = source.line_start(statement.lineno)
    last = source.line_start(statement.end_lineno + 1)
    if source.text(first, start).strip() or source.text(end, last).strip():
        return None
    below = statement.end_lineno + 1
    if not source.line(statement.lineno - 1).strip():
        return first, last
    if last < len(source.raw) and not source.line(below).strip() and _opens_block(source, first):
        return first, source.line_start(below + 1)
    return first, last


def _opens_block(source: Source, start: int) -> bool:
    above = source.line(source.line_of(start) - 1).strip()
    return above.endswith(b":")


def _parameter(host: Host) -> Iterator[Edit]:
    node = host.function.node
    names = [a.arg for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
    if host.fixture in names:
        return
    edits = parameter_edits(host.suite, host.function, host.fixture)
    if edits is None:
        raise RefusedRewrite(f"no place was found for a parameter of {host.function.qualname}")
    yield from edits


def _same_file(spellings: Sequence[Spelling]) -> list[list[Spelling]]:
    groups: dict[str, list[Spelling]] = {}
    for spelling in spellings:
        groups.setdefault(spelling.path, []).append(spelling)
    return list(groups.values())


def _inside(span: Span, spans: Sequence[Span]) -> bool:
    return any(first <= span[0] and span[1] <= last for first, last in spans)


def _before_first_use(host: Host, nodes: Sequence[ast.expr], lines: Sequence[str]) -> Edit:
    """New statements in front of the first statement of the body that uses one of the nodes."""
    source = host.source
    used = {id(node) for node in nodes}
    statement = next(
        statement
        for statement in host.function.node.body
        if any(id(inner) in used for inner in ast.walk(statement))
    )
    line = statement.lineno
    nested = isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    if nested:
        line = min([line, *(d.lineno for d in getattr(statement, "decorator_list", []))])
    opening = source.line(line)
    indent = source.text(
        source.line_start(line),
        source.line_start(line) + len(opening) - len(opening.lstrip(b" \t\f")),
    )
    while source.line(line - 1).strip().startswith(b"#"):
        line -= 1
    at = source.line_start(line)
    text = "".join(f"{indent}{entry}{source.newline}" for entry in lines)
    return replacing(source, at, at, text + source.newline if nested else text)
