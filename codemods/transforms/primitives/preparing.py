"""Tests whose common folder is only made and cleared by others, and which need no common one."""

import ast
import posixpath
from collections.abc import Iterator
from dataclasses import replace

from codemods.edits.model import Edit
from codemods.suite.model import Function, Suite
from codemods.suite.nodes import nodes_of
from codemods.transforms.primitives.common import common_of, statements_of
from codemods.transforms.primitives.hosts import Hosting, function_at
from codemods.transforms.primitives.places import Component, Place
from codemods.transforms.primitives.replacing import NotApplicable, replacing
from codemods.transforms.primitives.requested import by_parameter
from codemods.transforms.primitives.rewrite import Rewriting
from codemods.transforms.primitives.transplant import lines_of, over_blanks


def by_unprepared(work: Rewriting) -> None:
    """Every test takes ``tmp_path``; what wider code does to make and clear the old folder goes.

    Raises:
        RefusedRewrite: that code does more, or a test cannot take it.
    """
    suite, component = work.suite, work.component
    before = {id(s) for statements in component.idle.values() for s in statements}
    common = common_of(component.tests, suite, before, ())
    statements = statements_of(component.tests, common.idle)
    left = [place for place in component.places if _is_left(place, component, statements, suite)]
    dropped = [place for place in component.places if place not in left]
    hosts = [function_at(suite, place.function) for place in dropped]
    if not hosts or not all(host and (host.fixture or host.kind == "xunit") for host in hosts):
        raise NotApplicable("its folder is not that of a wider fixture")
    work.component = replace(
        component,
        anchor=posixpath.dirname(common.anchor) if common.is_file else common.anchor,
        places=tuple(left),
        idle={key: tuple(found.values()) for key, found in statements.items()},
    )
    whole = [
        host for host in hosts if host and _is_empty(host, statements) and _is_free(suite, host)
    ]
    gone = {host.key for host in whole}
    everything = work.component.idle
    work.component = replace(
        work.component, idle={key: found for key, found in everything.items() if key not in gone}
    )
    by_parameter(work)
    for host in whole:
        work.add([_removed(work, host)])
    work.component = replace(work.component, idle=everything)


def _is_left(
    place: Place, component: Component, statements: dict[str, dict[int, ast.stmt]], suite: Suite
) -> bool:
    """Whether something of a place is still spelled once the preparation is gone."""
    if place.kind in (Hosting.PARAMETER, Hosting.ROW):
        return True
    idle = {key for found in statements.values() for key in found}
    return any(
        touch.origin is not None
        and any(touch.origin.node is spelling.origin.node for spelling in place.spellings)
        and id(touch.statement) not in idle
        for one in component.tests
        for touch in one.touches
    )


def _is_empty(function: Function, statements: dict[str, dict[int, ast.stmt]]) -> bool:
    """Whether a fixture that every test requests would only yield, and give nothing."""
    gone = statements.get(function.key, {})
    if function.fixture is None or not function.fixture.autouse:
        return False
    return all(id(s) in gone or s in _idle_frame(function) for s in function.node.body)


def _idle_frame(function: Function) -> Iterator[ast.stmt]:
    """The statements of a fixture that do nothing by themselves."""
    for statement in function.node.body:
        value = getattr(statement, "value", None)
        bare = isinstance(value, ast.Yield) and value.value is None
        documented = isinstance(value, ast.Constant)
        if isinstance(statement, ast.Pass) or (
            isinstance(statement, ast.Expr) and (bare or documented)
        ):
            yield statement


def _is_free(suite: Suite, function: Function) -> bool:
    """Whether nothing in the suite names a fixture."""
    assert function.fixture
    name = function.fixture.name
    for module in suite.mentioning(name):
        for node in nodes_of(module.source.tree):
            match node:
                case ast.arg(arg=found) | ast.Name(id=found) | ast.Attribute(attr=found):
                    named = found == name
                case ast.Constant(value=str() as found):
                    named = found == name
                case _:
                    continue
            if named:
                return False
    return True


def _removed(work: Rewriting, function: Function) -> Edit:
    """The edit that takes out a whole function, with the blank lines below it."""
    source = work.source_of(function.key)
    start, end = lines_of(source, function.node)
    end = over_blanks(source, end)
    if end >= len(source.raw):
        above = source.line_of(start) - 1
        while above and not source.line(above).strip():
            start = source.line_start(above)
            above -= 1
    return replacing(source, start, end, "")
