"""The edits that move the paths of a component below a fixture's folder."""

import ast
import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from codemods.edits.model import Edit
from codemods.hazards.paths import is_below
from codemods.suite.model import Function, Suite
from codemods.suite.source import Source
from codemods.touches.model import Origin
from codemods.transforms.primitives.hosts import function_at, taken_names, why_not_extended
from codemods.transforms.primitives.layout import (
    enclosing,
    joined,
    parameter_edits,
    too_long,
)
from codemods.transforms.primitives.places import Component, Spelling
from codemods.transforms.primitives.signature import read_tree
from codemods.transforms.primitives.spelling import (
    Style,
    UnspeakableError,
    name_for,
    quoted,
    relative_parts,
    style_of,
    write_path,
    write_template,
)

Span = tuple[int, int]


class RefusedRewrite(Exception):
    """The component cannot be rewritten; the message says why, in a clause."""


@dataclass(frozen=True)
class _Host:
    """A function about to take the fixture, and what is known of its file."""

    function: Function
    source: Source
    style: Style
    fixture: str
    suite: Suite
    parents: dict[ast.AST, ast.AST]


def rewrite(component: Component, suite: Suite, fixture: str) -> list[Edit]:
    """All edits of a component, without owners, on the original bytes.

    Raises:
        RefusedRewrite: a part of it cannot be changed, so nothing of it may be.
    """
    edits: list[Edit] = []
    for key, spellings in component.hosts.items():
        function = function_at(suite, key)
        assert function
        source = suite.modules[function.module].source
        if not read_tree(source).faithful:
            raise RefusedRewrite(f"{source.path} cannot be parsed and written back unchanged")
        parents = {
            child: node for node in ast.walk(function.node) for child in ast.iter_child_nodes(node)
        }
        host = _Host(function, source, style_of(source), fixture, suite, parents)
        try:
            edits += _host_edits(host, spellings, component, component.missing.get(key, ()))
        except UnspeakableError as error:
            raise RefusedRewrite(str(error)) from error
        except UnicodeEncodeError as error:
            raise RefusedRewrite(f"the encoding of {source.path} cannot say it") from error
    return edits


def _host_edits(
    host: _Host, spellings: Sequence[Spelling], component: Component, missing: Sequence[str]
) -> Iterator[Edit]:
    source = host.source
    removed = [
        span
        for statement in _superfluous(host, component)
        if (span := _statement_span(source, statement))
    ]
    kept = [s for s in spellings if not _inside(_node_span(host, s.origin.node), removed)]
    replaced = [_node_span(host, s.origin.node) for s in kept]
    reason = why_not_extended(host.suite, host.function, host.fixture, [*replaced, *removed])
    if reason:
        raise RefusedRewrite(reason)
    for start, end in removed:
        yield _edit(source, start, end, "")
    yield from _parameter(host)
    top: list[str] = []
    for folder in missing:
        relative = posixpath.relpath(folder, component.anchor or ".")
        below = " / ".join(
            [host.fixture, *(quoted(part, host.style) for part in relative.split("/"))]
        )
        deep = "parents=True" if "/" in relative else ""
        top.append(f"({below}).mkdir({deep})")
    writer = _Writer(host, component.anchor)
    groups = _same_file(kept)
    for group in sorted(groups, key=lambda group: len(group[0].path)):
        yield from _group_edits(writer, group, top)
    if top:
        yield _before_first_use(host, [s.origin.node for s in kept], top)


def _superfluous(host: _Host, component: Component) -> list[ast.stmt]:
    found = {
        id(touch.statement): touch.statement
        for touch in component.superfluous
        if touch.statement and touch.function == host.function.key
    }
    return [statement for statement in found.values() if _can_go(host, statement)]


def _can_go(host: _Host, statement: ast.stmt) -> bool:
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


def _parameter(host: _Host) -> Iterator[Edit]:
    node = host.function.node
    names = [a.arg for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
    if host.fixture in names:
        return
    edits = parameter_edits(host.suite, host.function, host.fixture)
    if edits is None:
        raise RefusedRewrite(f"no place was found for a parameter of {host.function.qualname}")
    yield from edits


def _same_file(spellings: Sequence[Spelling]) -> list[list[Spelling]]:
    groups: dict[tuple[str, str], list[Spelling]] = {}
    for spelling in spellings:
        groups.setdefault((spelling.path, spelling.origin.kind), []).append(spelling)
    return list(groups.values())


@dataclass
class _Writer:
    """Spells paths, below a folder that already has a name where there is one."""

    host: _Host
    anchor: str
    named: dict[str, tuple[str, int]] = field(default_factory=dict)

    def write(self, spelling: Spelling) -> str:
        origin = spelling.origin
        for folder in sorted(self.named, key=len, reverse=True):
            name, line = self.named[folder]
            known = origin.text.startswith(f"{folder}/") or is_below(spelling.path, folder)
            if known and origin.node.lineno > line:
                return self._below(origin, folder, name)
        return self._below(origin, self.anchor, self.host.fixture)

    def _below(self, origin: Origin, folder: str, base: str) -> str:
        template = write_template(origin, folder, base, self.host.source, self.host.style)
        if template:
            return template
        parts = relative_parts(origin, folder, self.host.suite.root)
        return write_path(parts, base, self.host.source, self.host.style)


def _group_edits(writer: _Writer, group: Sequence[Spelling], top: list[str]) -> Iterator[Edit]:
    """One name for one file: spelled once it is written in place, else before the first use."""
    host = writer.host
    needs_str = any(s.needs_str for s in group) and group[0].origin.kind == "str"
    written = {id(s): writer.write(s) for s in group}
    first = group[0]
    local = _assigned_name(host, first)
    dynamic = any(not piece.known for s in group for piece in s.origin.pieces)
    if local and not needs_str and not dynamic:
        writer.named[first.path] = (local, first.origin.node.end_lineno or 0)
    if local and len(group) > 1 and not dynamic:
        yield from _replacement(host, first, written[id(first)], needs_str)
        for spelling in group[1:]:
            yield from _replacement(host, spelling, local, needs_str=False)
        return
    inline = [s for s in group if not _assigned_name(host, s)]
    plain = written[id(first)] == host.fixture and not needs_str
    unwritable = any(_needs_name(host, s, written[id(s)]) for s in inline) and not plain
    if dynamic and unwritable:
        raise RefusedRewrite("a computed path stands where it cannot be written out")
    repeated = len(inline) > 1 and not dynamic and not plain
    if (repeated or unwritable) and _has_block(host):
        name = name_for(first.path, first.origin.constant, taken_names(host.suite, host.function))
        value = written[id(first)]
        top.append(f"{name} = str({value})" if needs_str else f"{name} = {value}")
        if not needs_str:
            writer.named[first.path] = (name, 0)
        for spelling in group:
            yield from _replacement(host, spelling, name, needs_str=False)
        return
    if unwritable:
        raise RefusedRewrite("the path stands where it cannot be written out")
    for spelling in group:
        own_str = spelling.needs_str and spelling.origin.kind == "str"
        yield from _replacement(host, spelling, written[id(spelling)], own_str)


def _assigned_name(host: _Host, spelling: Spelling) -> str | None:
    """The local name that is bound to a spelling once, at the top level of the function."""
    parent = host.parents.get(spelling.origin.node)
    if not (isinstance(parent, ast.Assign) and parent.value is spelling.origin.node):
        return None
    target = parent.targets[0]
    if len(parent.targets) != 1 or not isinstance(target, ast.Name):
        return None
    if parent not in host.function.node.body:
        return None
    stores = [
        node
        for node in ast.walk(host.function.node)
        if isinstance(node, ast.Name) and node.id == target.id and isinstance(node.ctx, ast.Store)
    ]
    return target.id if len(stores) == 1 else None


def _needs_name(host: _Host, spelling: Spelling, text: str) -> bool:
    """Whether a spelling stands inside an f-string, or would make its line too long."""
    node: ast.AST = spelling.origin.node
    quotes = "'" in text or '"' in text
    parent = host.parents.get(node)
    while parent is not None and isinstance(parent, ast.expr | ast.keyword):
        if isinstance(parent, ast.FormattedValue) and quotes:
            return True
        parent = host.parents.get(parent)
    start, end = _node_span(host, spelling.origin.node)
    return too_long(host.suite, host.source, start, end, text) and not spelling.origin.inner


def _has_block(host: _Host) -> bool:
    body = host.function.node.body
    return body[0].lineno > _header_end(host)


def _header_end(host: _Host) -> int:
    node = host.function.node
    places = [node.lineno]
    places += [arg.end_lineno or 0 for arg in ast.walk(node.args) if isinstance(arg, ast.arg)]
    places += [d.end_lineno or 0 for d in (*node.args.defaults, *node.args.kw_defaults) if d]
    if node.returns:
        places.append(node.returns.end_lineno or 0)
    return max(places)


def _replacement(host: _Host, spelling: Spelling, text: str, needs_str: bool) -> Iterator[Edit]:
    node = spelling.origin.node
    start, end = _node_span(host, node)
    if needs_str:
        text = f"str({text})"
    elif " / " in text and _binds_tighter(host, node):
        text = f"({text})"
    else:
        start, end = joined(host.source, start, end, host.parents.get(node))
    if " / " in text and _stands_alone(host.source, start):
        text = _over_lines(host, start, end, text)
    raw = host.source.raw
    if start and _is_word(raw[start - 1 : start]) and _is_word(text[:1].encode()):
        text = f" {text}"
    if _is_word(raw[end : end + 1]) and _is_word(text[-1:].encode()):
        text = f"{text} "
    yield _edit(host.source, start, end, text)
    for left, right in enclosing(host.suite, host.source, start, end, text):
        yield _edit(host.source, left, right, "")


def _stands_alone(source: Source, start: int) -> bool:
    return not source.text(source.line_start(source.line_of(start)), start).strip()


def _over_lines(host: _Host, start: int, end: int, text: str) -> str:
    """An expression on a line of its own, one operand a line where it would be too long."""
    if not too_long(host.suite, host.source, start, end, text):
        return text
    source = host.source
    indent = source.text(source.line_start(source.line_of(start)), start)
    return text.replace(" / ", f"{source.newline}{indent}/ ")


def _binds_tighter(host: _Host, node: ast.expr) -> bool:
    parent = host.parents.get(node)
    if isinstance(parent, ast.Attribute | ast.Subscript | ast.Call):
        return getattr(parent, "value", None) is node or getattr(parent, "func", None) is node
    if isinstance(parent, ast.BinOp):
        return not (isinstance(parent.op, ast.Div) and parent.left is node)
    return isinstance(parent, ast.UnaryOp | ast.Await)


def _is_word(byte: bytes) -> bool:
    return byte.isalnum() or byte == b"_" or byte >= b"\x80"


def _node_span(host: _Host, node: ast.expr) -> Span:
    """The span of an expression, checked: inside f-strings old Pythons report it wrongly."""
    start, end = host.source.span(node)
    try:
        text = host.source.text(start, end)
        same = ast.dump(ast.parse(f"(\n{text}\n)", mode="eval").body) == ast.dump(node)
    except (SyntaxError, UnicodeDecodeError, ValueError):
        same = False
    if not same:
        raise RefusedRewrite("the place of a path inside an f-string cannot be told for sure")
    return start, end


def _inside(span: Span, spans: Sequence[Span]) -> bool:
    return any(first <= span[0] and span[1] <= last for first, last in spans)


def _before_first_use(host: _Host, nodes: Sequence[ast.expr], lines: Sequence[str]) -> Edit:
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
    indent = source.text(source.line_start(line), source.line_start(line) + statement.col_offset)
    while source.line(line - 1).strip().startswith(b"#"):
        line -= 1
    at = source.line_start(line)
    text = "".join(f"{indent}{entry}{source.newline}" for entry in lines)
    return _edit(source, at, at, text + source.newline if nested else text)


def _edit(source: Source, start: int, end: int, text: str) -> Edit:
    return Edit(source.path, start, end, source.raw[start:end], source.encode(text), frozenset())
