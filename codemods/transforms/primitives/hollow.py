"""Set-up and tear-down functions and fixtures of which nothing is left, with all fixes in."""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from codemods.suite.model import Function, Suite
from codemods.suite.names import class_chain
from codemods.suite.nodes import nodes_of
from codemods.suite.source import Source

Span = tuple[int, int]
_ROOTS = frozenset({"TestCase", "IsolatedAsyncioTestCase", "object"})


def hollow(
    suite: Suite, gone: Mapping[str, Sequence[Span]]
) -> Iterator[tuple[str, Span, list[Span]]]:
    """Every function whose statements are all gone: its file, its lines, and what is left of them.

    Args:
        gone: by path, the spans that are taken out, with nothing in their place.
    """
    for path, spans in gone.items():
        for function in suite.modules[path].functions.values() if path in suite.modules else ():
            if can_be_hollow(suite, function):
                source = suite.modules[path].source
                region = _region(suite, source, function)
                if region and not _is_left(source, function, spans):
                    yield path, region, list(_rest(region, spans))


def can_be_hollow(suite: Suite, function: Function) -> bool:
    """Whether the tests would do as well without a set-up, a tear-down or a fixture of that."""
    source = suite.modules[function.module].source
    if function.kind != "xunit" and not _is_for_all(suite, function):
        return False
    if _region(suite, source, function) is None:
        return False
    if function.fixture:
        return not _is_commented(source, function)
    calls_on = any(is_super_call(statement, function.name) for statement in function.node.body)
    if function.owner is None:
        return not _is_named(suite, function)
    if calls_on:
        return True
    cls = suite.modules[function.module].classes[function.owner]
    chain = class_chain(cls, suite.modules, suite.config)
    overrides = any(
        f"{base.qualname}.{function.name}" in suite.modules[base.module].functions
        for base in chain[1:]
    )
    known = _ROOTS | {base.qualname.rpartition(".")[2] for base in chain}
    bases = {ast.unparse(base).rpartition(".")[2] for base in cls.node.bases}
    bases |= {ast.unparse(base).rpartition(".")[2] for c in chain for base in c.node.bases}
    return not overrides and bases <= known


def _is_for_all(suite: Suite, function: Function) -> bool:
    """Whether a fixture is used without being asked for, asks for none itself, and hides none."""
    known = function.fixture
    if known is None or not known.autouse or known.parametrised or known.name != function.name:
        return False
    arguments, word = function.node.args, re.compile(rb"\b%b\b" % function.name.encode())
    asked = [*arguments.args, *arguments.kwonlyargs][1 if function.owner else 0 :]
    given = {function.name, (function.owner or function.name).partition(".")[0]}
    named = [
        len(word.findall(module.source.raw))
        for module in suite.mentioning(function.name)
        if module.path == function.module
        or module.stars
        or given & module.imports.keys()
        or "conftest.py" in (PurePosixPath(it).name for it in (module.path, function.module))
    ]
    return not asked and sum(named) == 1 and len(function.node.decorator_list) == 1


def _is_commented(source: Source, function: Function) -> bool:
    """Whether comments stand in or below the body of a function."""
    number = last = function.node.end_lineno or 0
    column = function.node.col_offset
    while source.line_start(number + 1) < len(source.raw):
        number += 1
        line = source.line(number)
        if line.strip() and len(line) - len(line.lstrip()) <= column:
            break
        last = number if line.strip() else last
    lines = (source.line(number) for number in range(function.node.lineno, last + 1))
    return any(line.lstrip().startswith(b"#") for line in lines)


def is_super_call(statement: ast.stmt, name: str) -> bool:
    """Whether a statement only calls the method of this name of the base class."""
    call = statement.value if isinstance(statement, ast.Expr) else None
    return (
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == name
        and isinstance(call.func.value, ast.Call)
        and isinstance(call.func.value.func, ast.Name)
        and call.func.value.func.id == "super"
    )


def _is_left(source: Source, function: Function, spans: Sequence[Span]) -> bool:
    """Whether some statement is not gone, or none is."""
    some = False
    for statement in function.node.body:
        start, end = source.span(statement)
        if any(first <= start and end <= last for first, last in spans):
            some = True
            continue
        value = statement.value if isinstance(statement, ast.Expr) else None
        idle = isinstance(value, ast.Constant) or (isinstance(value, ast.Yield) and not value.value)
        if not idle and not is_super_call(statement, function.name):
            return True
    return not some


def _region(suite: Suite, source: Source, function: Function) -> Span | None:
    """The lines of a function with the blank ones above it; ``None`` if it must not go."""
    node = function.node
    home: list[ast.stmt] = source.tree.body
    if function.owner:
        home = suite.modules[function.module].classes[function.owner].node.body
    if node not in home or len(home) < 2:
        return None
    assert node.end_lineno
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    start, end = source.line_start(first), source.line_start(node.end_lineno + 1)
    index = home.index(node)
    if index == 0:
        line = node.end_lineno + 1
        while source.line_start(line) < len(source.raw) and not source.line(line).strip():
            line += 1
        return start, source.line_start(line)
    above = source.line_start((home[index - 1].end_lineno or 0) + 1)
    return None if source.text(above, start).strip() else (above, end)


def _rest(region: Span, spans: Sequence[Span]) -> Iterator[Span]:
    position, end = region
    for first, last in sorted(spans):
        if last <= position or first >= end:
            continue
        if first > position:
            yield position, first
        position = max(position, last)
    if position < end:
        yield position, end


def _is_named(suite: Suite, function: Function) -> bool:
    """Whether something other than pytest may call a function at module level."""
    return any(
        (isinstance(node, ast.Name) and node.id == function.name)
        or (isinstance(node, ast.alias) and node.name == function.name)
        for module in suite.mentioning(function.name)
        if module.path == function.module or function.name in module.imports
        for node in nodes_of(module.source.tree)
    )
