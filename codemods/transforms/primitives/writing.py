"""Writing one path, in its place or under a name, as a person would."""

import ast
import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from codemods.edits.model import Edit
from codemods.hazards.paths import is_below
from codemods.suite.model import Function, Suite
from codemods.suite.source import Source
from codemods.touches.model import Origin
from codemods.transforms.primitives.layout import (
    enclosing,
    joined,
    too_long,
)
from codemods.transforms.primitives.places import Spelling
from codemods.transforms.primitives.spelling import (
    Style,
    name_for,
    quoted,
    relative_parts,
    write_path,
    write_template,
)

Span = tuple[int, int]


class RefusedRewrite(Exception):
    """The component cannot be rewritten; the message says why, in a clause."""


@dataclass(frozen=True)
class Host:
    """A function about to take the fixture, and what is known of its file."""

    function: Function
    source: Source
    style: Style
    fixture: str
    suite: Suite
    parents: dict[ast.AST, ast.AST]


@dataclass
class Writer:
    """Spells paths, below a folder that already has a name where there is one."""

    host: Host
    anchor: str
    taken: frozenset[str]
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


def group_edits(writer: Writer, group: Sequence[Spelling], top: list[str]) -> Iterator[Edit]:
    """One name for one file: spelled once it is written in place, else before the first use."""
    host = writer.host
    strings = all(s.origin.kind == "str" for s in group)
    needs_str = strings and any(s.needs_str for s in group)
    written = {id(s): writer.write(s) for s in group}
    first = group[0]
    local = _assigned_name(host, first)
    dynamic = any(not piece.fixed for s in group for piece in s.origin.pieces)
    if local and not needs_str and not dynamic:
        writer.named[first.path] = (local, first.origin.node.end_lineno or 0)
    if local and len(group) > 1 and not dynamic and strings:
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
        below = posixpath.relpath(first.path, writer.anchor or ".")
        name = name_for(below, first.origin.constant, first.is_folder, writer.taken)
        writer.taken |= {name}
        value = written[id(first)]
        top.append(f"{name} = {_as_str(host, first, value)}" if needs_str else f"{name} = {value}")
        if not needs_str:
            writer.named[first.path] = (name, 0)
        for spelling in group:
            own_str = not strings and spelling.needs_str and spelling.origin.kind == "str"
            yield from _replacement(host, spelling, name, own_str)
        return
    if unwritable:
        raise RefusedRewrite("the path stands where it cannot be written out")
    for spelling in group:
        own_str = spelling.needs_str and spelling.origin.kind == "str"
        yield from _replacement(host, spelling, written[id(spelling)], own_str)


def _assigned_name(host: Host, spelling: Spelling) -> str | None:
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
        if isinstance(node, ast.Name)
        and node.id == target.id
        and not isinstance(node.ctx, ast.Load)
    ]
    return target.id if len(stores) == 1 else None


def _needs_name(host: Host, spelling: Spelling, text: str) -> bool:
    """Whether a spelling stands inside an f-string, or would make its line too long."""
    node: ast.AST = spelling.origin.node
    quotes = "'" in text or '"' in text
    parent = host.parents.get(node)
    while parent is not None and isinstance(parent, ast.expr | ast.keyword):
        if isinstance(parent, ast.FormattedValue) and quotes:
            return True
        parent = host.parents.get(parent)
    start, end = node_span(host, spelling.origin.node)
    return too_long(host.suite, host.source, start, end, text) and not spelling.origin.inner


def _has_block(host: Host) -> bool:
    body = host.function.node.body
    return body[0].lineno > _header_end(host)


def _header_end(host: Host) -> int:
    node = host.function.node
    places = [node.lineno]
    places += [arg.end_lineno or 0 for arg in ast.walk(node.args) if isinstance(arg, ast.arg)]
    places += [d.end_lineno or 0 for d in (*node.args.defaults, *node.args.kw_defaults) if d]
    if node.returns:
        places.append(node.returns.end_lineno or 0)
    return max(places)


def _replacement(host: Host, spelling: Spelling, text: str, needs_str: bool) -> Iterator[Edit]:
    node = spelling.origin.node
    start, end = node_span(host, node)
    if needs_str:
        text = _as_str(host, spelling, text)
    elif " / " in text and _binds_tighter(host, node):
        call = isinstance(host.parents.get(node), ast.Call)
        text = text if _in_parentheses(host, start, end) and not call else f"({text})"
    elif isinstance(host.parents.get(node), ast.Attribute) and _in_parentheses(host, start, end):
        start, end = start - 1, end + 1
    else:
        start, end = joined(host.source, start, end, host.parents.get(node))
    if " / " in text and _stands_alone(host.source, start):
        text = _over_lines(host, start, end, text)
    raw = host.source.raw
    if start and _is_word(raw[start - 1 : start]) and _is_word(text[:1].encode()):
        text = f" {text}"
    if _is_word(raw[end : end + 1]) and _is_word(text[-1:].encode()):
        text = f"{text} "
    yield replacing(host.source, start, end, text)
    for left, right in enclosing(host.suite, host.source, start, end, text):
        yield replacing(host.source, left, right, "")


def _as_str(host: Host, spelling: Spelling, text: str) -> str:
    """A string, with the separator at its end if it had one: names may be added to it."""
    if not spelling.origin.text.endswith("/"):
        return f"str({text})"
    slash = quoted("/", host.style)
    return f"str({text}) + {slash}"


def _in_parentheses(host: Host, start: int, end: int) -> bool:
    raw = host.source.raw
    return raw[start - 1 : start] == b"(" and raw[end : end + 1] == b")"


def _stands_alone(source: Source, start: int) -> bool:
    return not source.text(source.line_start(source.line_of(start)), start).strip()


def _over_lines(host: Host, start: int, end: int, text: str) -> str:
    """An expression on a line of its own, one operand a line where it would be too long."""
    if not too_long(host.suite, host.source, start, end, text):
        return text
    source = host.source
    indent = source.text(source.line_start(source.line_of(start)), start)
    return text.replace(" / ", f"{source.newline}{indent}/ ")


def _binds_tighter(host: Host, node: ast.expr) -> bool:
    parent = host.parents.get(node)
    if isinstance(parent, ast.Attribute | ast.Subscript | ast.Call):
        return getattr(parent, "value", None) is node or getattr(parent, "func", None) is node
    if isinstance(parent, ast.BinOp):
        return not (isinstance(parent.op, ast.Div) and parent.left is node)
    return isinstance(parent, ast.UnaryOp | ast.Await)


def _is_word(byte: bytes) -> bool:
    return byte.isalnum() or byte == b"_" or byte >= b"\x80"


def node_span(host: Host, node: ast.expr) -> Span:
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


def replacing(source: Source, start: int, end: int, text: str) -> Edit:
    return Edit(source.path, start, end, source.raw[start:end], source.encode(text), frozenset())
