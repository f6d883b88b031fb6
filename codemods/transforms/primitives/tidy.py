"""Removing what an edit leaves behind: constants and imports that nothing uses any more."""

import ast
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from codemods.suite.model import Module, Suite
from codemods.suite.names import module_path
from codemods.suite.nodes import nodes_of
from codemods.suite.source import Source

Span = tuple[int, int]
_FIELD = re.compile(r"(?<!\{)\{(?:\{\{)*(?!\{)(?:[^{}]|\{[^{}]*\})*\}")
_FIXTURES = frozenset({"tmp_path", "tmp_path_factory", "monkeypatch"})
Causes = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Removal:
    """Bytes to take out: a statement, or one name of an import.

    Attributes:
        causes: ``(path, start, end)`` of the last uses, all of them gone.
    """

    path: str
    start: int
    end: int
    causes: tuple[tuple[str, int, int], ...] = ()


def unused(
    suite: Suite, gone: Mapping[str, Sequence[Span]], named: Mapping[str, Collection[str]]
) -> list[Removal]:
    """The bindings at module level whose last use lies in the spans that are ``gone``.

    Args:
        gone: by path, the spans that are replaced or removed.
        named: by path, the names in what is written instead.

    Returns:
        Constants and imported names that were used, only there, and are not re-exported.
    """
    removals: list[Removal] = []
    spans = {path: list(found) for path, found in gone.items()}
    while True:
        more: list[Removal] = []
        for path in list(spans):
            if path in suite.modules:
                more += _unused_in(suite, suite.modules[path], spans, named.get(path, ()))
        fresh = [removal for removal in more if removal not in removals]
        if not fresh:
            return _whole_imports(suite, removals)
        removals += fresh
        for removal in fresh:
            spans.setdefault(removal.path, []).append((removal.start, removal.end))


def _whole_imports(suite: Suite, removals: Sequence[Removal]) -> list[Removal]:
    """The names that go from one import statement as one removal: their commas overlap."""
    kept = list(removals)
    for path in {removal.path for removal in removals}:
        source = suite.modules[path].source
        for node in source.tree.body:
            if not isinstance(node, ast.Import | ast.ImportFrom) or len(node.names) < 2:
                continue
            start, end = _statement_lines(source, node)
            parts = [r for r in kept if r.path == path and start <= r.start and r.end <= end]
            if len(parts) < 2:
                continue
            causes = tuple(cause for part in parts for cause in part.causes)
            if len(parts) == len(node.names):
                whole = [Removal(path, start, end, causes)]
            else:
                whole = _overlapping(sorted(parts, key=lambda part: part.start))
            kept = [removal for removal in kept if removal not in parts] + whole
    return kept


def _overlapping(parts: Sequence[Removal]) -> list[Removal]:
    merged = [parts[0]]
    for part in parts[1:]:
        last = merged[-1]
        if part.start < last.end:
            merged[-1] = Removal(last.path, last.start, part.end, last.causes + part.causes)
        else:
            merged.append(part)
    return merged


def _unused_in(
    suite: Suite, module: Module, spans: dict[str, list[Span]], named: Collection[str]
) -> Iterator[Removal]:
    source = module.source
    lost = spans[module.path]
    dropped: dict[str, list[tuple[str, int, int]]] = {}
    used = _exports(module) | (set(named) - _FIXTURES)
    for name, start, end in _loads(source):
        if _within(start, end, lost):
            dropped.setdefault(name, []).append((module.path, start, end))
        else:
            used.add(name)
    for name in sorted({*dropped, *module.constants} - used):
        causes = [*dropped.get(name, ()), *_import_spans(suite, module, name)]
        if name in module.constants:
            if causes and not _used_elsewhere(suite, module, name, spans):
                yield from _constant(source, name, tuple(causes))
        elif name in module.imports:
            home = _home(suite, module, name)
            if home:
                spans.setdefault(home.path, [])
            yield from _import(source, name, tuple(causes))
    yield from _class_constants(suite, module, lost, named)
    yield from _local_imports(module, lost, named)


def _local_imports(
    module: Module, lost: Sequence[Span], named: Collection[str]
) -> Iterator[Removal]:
    """Imports inside a function in which every use of their one name is gone."""
    source = module.source
    for function in module.functions.values():
        body = function.node.body
        for statement in body if len(body) > 1 else ():
            if not isinstance(statement, ast.Import | ast.ImportFrom) or len(statement.names) > 1:
                continue
            alias = statement.names[0]
            name = alias.asname or alias.name.partition(".")[0]
            uses = [
                (module.path, *source.span(node))
                for node in nodes_of(function.node)
                if isinstance(node, ast.Name) and node.id == name
            ]
            gone = all(_within(start, end, lost) for _, start, end in uses)
            if name not in named and uses and gone and not _shares_line(source, statement):
                yield Removal(module.path, *_statement_lines(source, statement), tuple(uses))


def _class_constants(
    suite: Suite, module: Module, lost: Sequence[Span], named: Collection[str]
) -> Iterator[Removal]:
    """Class constants whose every use, by attribute or by name, is gone."""
    source = module.source
    going = b" ".join(source.raw[start:end] for start, end in lost)
    for cls in module.classes.values():
        for name in cls.constants:
            if name in named or source.encode(name) not in going:
                continue
            uses = list(_attribute_uses(suite, name))
            causes = tuple((path, start, end) for path, start, end in uses if path == module.path)
            if not causes or len(causes) < len(uses):
                continue
            if all(_within(start, end, lost) for _, start, end in causes):
                statement = next(s for s in cls.node.body if _binds_only(s, name))
                explained = _is_explained(module.source, statement)
                if len(cls.node.body) > 1 and not explained:
                    span = _statement_lines(module.source, statement)
                    yield Removal(module.path, *span, causes)


def _is_explained(source: Source, statement: ast.stmt) -> bool:
    """Whether something stands on the line of a statement, or a comment above it."""
    line = source.line(statement.end_lineno or statement.lineno)
    above = source.line(statement.lineno - 1).strip()
    return _shares_line(source, statement) or above.startswith(b"#") or b"#" in line


def _attribute_uses(suite: Suite, name: str) -> Iterator[tuple[str, int, int]]:
    for module in suite.mentioning(name):
        for node in nodes_of(module.source.tree):
            by_name = isinstance(node, ast.Name) and node.id == name
            if by_name and isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                continue
            if by_name or (isinstance(node, ast.Attribute) and node.attr == name):
                assert isinstance(node, ast.expr)
                yield (module.path, *module.source.span(node))


def _binds_only(statement: ast.stmt, name: str) -> bool:
    if isinstance(statement, ast.Assign):
        targets = statement.targets
    else:
        targets = [statement.target] if isinstance(statement, ast.AnnAssign) else []
    return len(targets) == 1 and isinstance(targets[0], ast.Name) and targets[0].id == name


def _loads(source: Source) -> Iterator[tuple[str, int, int]]:
    inside: dict[int, ast.JoinedStr] = {}
    for node in nodes_of(source.tree):
        if isinstance(node, ast.JoinedStr):
            inside |= {id(inner): node for inner in nodes_of(node)}
    for node in nodes_of(source.tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load | ast.Del):
            if id(node) in inside:
                yield from _in_fields(source, inside[id(node)], node.id)
            else:
                yield (node.id, *source.span(node))
        elif isinstance(node, ast.Constant) and str(node.value).isidentifier():
            yield (str(node.value), *source.span(node))


def _in_fields(source: Source, node: ast.JoinedStr, name: str) -> Iterator[tuple[str, int, int]]:
    """Where a name stands in the fields of an f-string, which Python 3.11 does not say rightly."""
    start, _ = source.span(node)
    text = source.segment(node)
    for field in _FIELD.finditer(text):
        for match in re.finditer(rf"\b{name}\b", field[0]):
            at = start + len(source.encode(text[: field.start() + match.start()]))
            yield name, at, at + len(source.encode(name))


def _exports(module: Module) -> set[str]:
    value = module.constants.get("__all__")
    if isinstance(value, ast.List | ast.Tuple):
        return {str(item.value) for item in value.elts if isinstance(item, ast.Constant)}
    return set()


def _importers(suite: Suite, module: Module) -> Iterator[tuple[Module, ast.ImportFrom | None]]:
    for path in suite.modules.users(module.path):
        other = suite.modules[path]
        for node in nodes_of(other.source.tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    if _means(suite, other, alias.name, module):
                        yield other, None
            elif isinstance(node, ast.ImportFrom):
                base = node.module or ""
                if node.level:
                    folders = other.path.split("/")[: -node.level]
                    base = "." + "/".join([*folders, *base.split(".")] if base else folders)
                if _means(suite, other, base, module):
                    yield other, node
                elif any(
                    _means(suite, other, f"{base}.{alias.name}".replace("..", "."), module)
                    or _means(suite, other, f"{base}/{alias.name}", module)
                    for alias in node.names
                ):
                    yield other, None


def _means(suite: Suite, other: Module, dotted: str, module: Module) -> bool:
    return module_path(dotted, other.path, suite.modules, suite.config) == module.path


def _used_elsewhere(
    suite: Suite, module: Module, name: str, spans: Mapping[str, Sequence[Span]]
) -> bool:
    for other, node in _importers(suite, module):
        if node is None:
            if any(
                isinstance(inner, ast.Attribute) and inner.attr == name
                for inner in nodes_of(other.source.tree)
            ):
                return True
            continue
        for alias in node.names:
            if alias.name == "*":
                return True
            if alias.name == name and not _within(
                *_alias_span(other.source, alias), spans.get(other.path, ())
            ):
                return True
    return False


def _import_spans(suite: Suite, module: Module, name: str) -> Iterator[tuple[str, int, int]]:
    """Where other modules import a constant; empty for names that are no constants."""
    if name in module.constants:
        for other, node in _importers(suite, module):
            for alias in node.names if node else ():
                if alias.name == name:
                    yield (other.path, *_alias_span(other.source, alias))


def _home(suite: Suite, module: Module, name: str) -> Module | None:
    found = module.imports[name]
    path = module_path(found.module, module.path, suite.modules, suite.config)
    return suite.modules[path] if path and found.attribute else None


def _constant(source: Source, name: str, causes: Causes) -> Iterator[Removal]:
    if all(isinstance(node, ast.Assign | ast.AnnAssign | ast.Expr) for node in source.tree.body):
        return  # a module of nothing but constants would be left empty
    for node in source.tree.body:
        if not _binds_only(node, name) or _shares_line(source, node):
            continue
        start, end = _statement_lines(source, node)
        introduced = start == source.line_start(node.lineno) and source.line(
            node.lineno - 1
        ).startswith(b"#")
        if not introduced:  # what is said above would be said of the next one
            yield Removal(source.path, start, end, causes)


def _import(source: Source, name: str, causes: Causes) -> Iterator[Removal]:
    for node in source.tree.body:
        if not isinstance(node, ast.Import | ast.ImportFrom):
            continue
        bound = [alias.asname or alias.name.partition(".")[0] for alias in node.names]
        if name not in bound or bound.count(name) > 1 or "*" in bound:
            continue
        lines = source.raw[source.line_start(node.lineno) : _statement_lines(source, node)[1]]
        if b"#" in lines:  # somebody had something to say about it
            continue
        if len(node.names) == 1:
            if not _shares_line(source, node):
                yield Removal(source.path, *_statement_lines(source, node), causes)
        else:
            alias = node.names[bound.index(name)]
            yield Removal(source.path, *_alias_span(source, alias), causes)


def _shares_line(source: Source, node: ast.stmt) -> bool:
    start, end = source.span(node)
    before = source.text(source.line_start(source.line_of(start)), start)
    after = source.text(end, source.line_start(source.line_of(end) + 1)).strip()
    return bool(before.strip()) or (bool(after) and not after.startswith("#"))


def _statement_lines(source: Source, node: ast.stmt) -> Span:
    """The lines of a statement, with the comment above it that can be about nothing else."""
    assert node.end_lineno is not None
    first = node.lineno
    while first > 1 and source.line(first - 1).startswith(b"#"):
        first -= 1
    below = node.end_lineno + 1
    at_end = source.line_start(below) >= len(source.raw)
    stands_alone = at_end or not source.line(below).strip()
    about_it = stands_alone and first > 1 and not source.line(first - 1).strip()
    start = first if about_it and isinstance(node, ast.Assign | ast.AnnAssign) else node.lineno
    return source.line_start(start), source.line_start(node.end_lineno + 1)


def _alias_span(source: Source, alias: ast.alias) -> Span:
    """A name in an import statement with the comma and blanks that go with it."""
    start, end = source.span(alias)
    raw = source.raw
    after = end
    while after < len(raw) and raw[after : after + 1] in b" \t":
        after += 1
    line = source.line_of(start)
    alone = not raw[source.line_start(line) : start].strip()
    if raw[after : after + 1] == b",":
        after += 1
        rest = raw[after : source.line_start(line + 1)]
        if alone and not rest.strip():
            return source.line_start(line), source.line_start(line + 1)
        while raw[after : after + 1] in (b" ", b"\t"):
            after += 1
        return start, after
    before = start
    while before > 0 and raw[before - 1 : before] in b" \t\r\n\\":
        before -= 1
    return (before - 1, end) if raw[before - 1 : before] == b"," else (start, end)


def _within(start: int, end: int, spans: Iterable[Span]) -> bool:
    return any(first <= start and end <= last for first, last in spans)
