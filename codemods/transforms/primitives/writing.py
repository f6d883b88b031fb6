"""Writing one path, in its place or under a name, as a person would."""

import ast
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from codemods.edits.model import Edit
from codemods.hazards.paths import is_below
from codemods.suite.model import Function, Suite
from codemods.suite.nodes import nodes_of
from codemods.suite.source import Source
from codemods.touches.model import Origin, TextKind
from codemods.transforms.primitives.layout import (
    enclosing,
    joined,
    too_long,
)
from codemods.transforms.primitives.places import Spelling
from codemods.transforms.primitives.replacing import RefusedRewrite, replacing
from codemods.transforms.primitives.spelling import (
    Style,
    UnspeakableError,
    name_for,
    quoted,
    relative_parts,
    style_at,
    write_join,
    write_path,
    write_template,
)

Span = tuple[int, int]


@dataclass(frozen=True)
class Ground:
    """The folder below which a host spells its paths.

    Attributes:
        expression: that gives it.
        kind: of the expression's value.
        join: how the host's file calls ``os.path.join``, where ``kind`` is ``str``.
        path: how it calls ``pathlib.Path``.
    """

    expression: str
    kind: TextKind = "path"
    join: str = "os.path.join"
    path: str = "Path"


@dataclass(frozen=True)
class Host:
    """A function, or a whole module, in which paths are about to be spelled anew."""

    function: Function | None
    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Module
    source: Source
    style: Style
    ground: Ground
    suite: Suite
    parents: Mapping[ast.AST, ast.AST]


@dataclass
class Writer:
    """Spells paths, below a folder that already has a name where there is one.

    Attributes:
        crowded: identities of expressions on lines that would be too long with all of them.
    """

    host: Host
    anchor: str
    taken: frozenset[str]
    named: dict[str, tuple[str, int]] = field(default_factory=dict)
    crowded: frozenset[int] = frozenset()

    def write(self, spelling: Spelling) -> str:
        origin = spelling.origin
        if spelling.whole:
            return self._in_front(origin)
        if spelling.path in self.host.suite.checked_in:
            return self._copied(origin)
        for folder in sorted(self.named, key=len, reverse=True):
            name, line = self.named[folder]
            known = origin.text.startswith(f"{folder}/") or is_below(spelling.path, folder)
            if known and origin.node.lineno > line:
                return self._below(origin, folder, name)
        return self._below(origin, self.anchor, self.host.ground.expression)

    def _copied(self, origin: Origin) -> str:
        """A copy, in the folder, of a file that the repository keeps."""
        ground, source = self.host.ground, self.host.source
        text = source.text(*node_span(self.host, origin.node))
        if any(not piece.fixed for piece in origin.pieces) or "\n" in text:
            raise UnspeakableError("which file of the repository is meant is computed")
        copy = f"shutil.copy({text}, {ground.expression})"
        return f"{ground.path}({copy})" if origin.kind == "path" else copy

    def _in_front(self, origin: Origin) -> str:
        """The expression as it stands, below the folder."""
        ground, source = self.host.ground, self.host.source
        start, end = node_span(self.host, origin.node)
        text = source.text(start, end)
        if "\n" in text or "\r" in text:
            raise UnspeakableError("the path is spelled over several lines")
        if ground.kind == "str":
            return f"{ground.join}({ground.expression}, {text})"
        closed = isinstance(origin.node, ast.Name | ast.Attribute | ast.JoinedStr | ast.Call)
        return f"{ground.expression} / {text if closed else f'({text})'}"

    def _below(self, origin: Origin, folder: str, base: str) -> str:
        host = self.host
        ground = replace(host.ground, expression=base)
        return spell(origin, folder, ground, host.suite, host.source)


def spell(origin: Origin, folder: str, ground: Ground, suite: Suite, source: Source) -> str:
    """The expression for a path below ``ground``, which stands for ``folder``."""
    base, style = ground.expression, style_at(origin.node, source)
    join = ground.join if ground.kind == "str" and origin.kind == "str" else None
    if ground.kind == "str" and origin.kind == "path":
        base = f"{ground.path}({base})"
    template = write_template(origin, folder, base, source, style, join)
    if template:
        return template
    parts = relative_parts(origin, folder, suite.root)
    if join is None:
        return write_path(parts, base, source, style)
    slash = origin.text.endswith("/")
    return write_join(parts, base, source, style, join, slash=slash)


def group_edits(
    writer: Writer, group: Sequence[Spelling], top: list[str], holds: int
) -> Iterator[Edit]:
    """One name for one file: spelled once it is written in place, else before the first use.

    Args:
        holds: how many other spellings of the function lie below this one.
    """
    host = writer.host
    strings = all(s.origin.kind == "str" for s in group)
    paths = host.ground.kind == "path"
    kept = group[0].path in host.suite.checked_in
    needs_str = paths and strings and not kept and any(s.needs_str for s in group)
    written = {id(s): writer.write(s) for s in group}
    first = group[0]
    local = _assigned_name(host, first)
    dynamic = any(s.whole or not piece.fixed for s in group for piece in s.origin.pieces)
    if local and not needs_str and not dynamic:
        writer.named[first.path] = (local, first.origin.node.end_lineno or 0)
    if local and len(group) > 1 and not dynamic and strings:
        yield from _replacement(host, first, written[id(first)], needs_str)
        for spelling in group[1:]:
            yield from _replacement(host, spelling, local, needs_str=False)
        return
    inline = [s for s in group if not _assigned_name(host, s)]
    plain = written[id(first)] == host.ground.expression and not needs_str
    tight = any(id(s.origin.node) in writer.crowded for s in inline)
    unwritable = tight or any(_needs_name(host, s, written[id(s)]) for s in inline)
    unwritable = unwritable and not plain
    if dynamic and unwritable:
        raise RefusedRewrite("a computed path stands where it cannot be written out")
    repeated = len(inline) + holds > 1 and bool(inline) and not dynamic and not plain
    copied = first.path in host.suite.checked_in
    if copied and (not all(s.origin.kind == first.origin.kind for s in group) or len(group) > 1):
        repeated = True
    if (repeated or unwritable) and has_block(host):
        below = posixpath.relpath(first.path, writer.anchor or ".")
        name = name_for(below, first.origin.constant, first.is_folder, writer.taken)
        writer.taken |= {name}
        source = first if paths else next((s for s in group if s.origin.kind == "str"), first)
        value = written[id(source)]
        top.append(f"{name} = {_as_str(host, first, value)}" if needs_str else f"{name} = {value}")
        if not needs_str:
            writer.named[first.path] = (name, 0)
        is_path = source.origin.kind == "path" or (paths and not copied and not needs_str)
        for spelling in group:
            own_str = paths and not strings and spelling.needs_str and spelling.origin.kind == "str"
            wrapped = spelling.origin.kind == "path" and not is_path
            text = f"{host.ground.path}({name})" if wrapped else name
            yield from _replacement(host, spelling, text, own_str and is_path)
        return
    if unwritable:
        raise RefusedRewrite("the path stands where it cannot be written out")
    for spelling in group:
        own_str = paths and spelling.needs_str and spelling.origin.kind == "str"
        yield from _replacement(host, spelling, written[id(spelling)], own_str)


def _assigned_name(host: Host, spelling: Spelling) -> str | None:
    """The local name that is bound to a spelling once, at the top level of the function."""
    parent = host.parents.get(spelling.origin.node)
    if not (isinstance(parent, ast.Assign) and parent.value is spelling.origin.node):
        return None
    target = parent.targets[0]
    if len(parent.targets) != 1 or not isinstance(target, ast.Name):
        return None
    if parent not in host.node.body:
        return None
    stores = [
        node
        for node in nodes_of(host.node)
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


def crowded(writer: Writer, spellings: Sequence[Spelling]) -> frozenset[int]:
    """The expressions of which a line holds several, and which together make it too long."""
    host = writer.host
    lines: dict[int, list[tuple[Spelling, int]]] = {}
    for spelling in spellings:
        start, end = node_span(host, spelling.origin.node)
        grown = len(writer.write(spelling)) - (end - start)
        lines.setdefault(spelling.origin.node.lineno, []).append((spelling, grown))
    found: set[int] = set()
    limit = host.suite.config.line_length
    for number, here in lines.items():
        length = len(host.source.line(number).rstrip())
        if len(here) > 1 and length <= limit < length + sum(grown for _, grown in here):
            found |= {id(spelling.origin.node) for spelling, _ in here}
    return frozenset(found)


def has_block(host: Host) -> bool:
    if isinstance(host.node, ast.Module):
        return False
    return host.node.body[0].lineno > _header_end(host.node)


def _header_end(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    places = [node.lineno]
    places += [arg.end_lineno or 0 for arg in nodes_of(node.args) if isinstance(arg, ast.arg)]
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
    elif isinstance(host.parents.get(node), ast.Assign | ast.AnnAssign | ast.Return):
        text = _wrapped(host, start, end, text)
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


def _wrapped(host: Host, start: int, end: int, text: str) -> str:
    """A call with its arguments on a line of their own, where the line would be too long."""
    call = re.fullmatch(r"([\w.]+)\((.*)\)", text)
    if call is None or not too_long(host.suite, host.source, start, end, text):
        return text
    source = host.source
    blanks = source.indent(source.line_of(start))
    break_ = source.newline
    return f"{call[1]}({break_}{blanks}    {call[2]}{break_}{blanks})"


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
