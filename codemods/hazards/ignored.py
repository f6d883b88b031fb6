"""Comments by which people say that a hazard is to be left as it is."""

import ast
from collections.abc import Iterator
from functools import lru_cache

from codemods.hazards.model import Hazard
from codemods.suite.model import Suite
from codemods.suite.names import resolve
from codemods.suite.nodes import nodes_of

_MARK = b"xdistify: ignore"


def is_ignored(suite: Suite, hazard: Hazard) -> bool:
    """Whether ``# xdistify: ignore`` stands on a line that names or touches the resource."""
    if not _marked(suite):
        return False
    names = {hazard.name, *hazard.remedies}
    return any(_ignores(suite, path, line, names) for path, line in lines_of(suite, hazard))


@lru_cache(maxsize=8)
def _marked(suite: Suite) -> bool:
    return any(_MARK in (suite.modules.raw(path) or b"") for path in suite.modules)


def lines_of(suite: Suite, hazard: Hazard) -> Iterator[tuple[str, int]]:
    """The lines, each with its path, on which a comment is looked for; constants come first."""
    yield from _definitions(suite, hazard)
    yield from _lines(hazard)


def _lines(hazard: Hazard) -> Iterator[tuple[str, int]]:
    touches = [touch for one in hazard.tests for touch in one.touches]
    for touch in touches:
        if touch.origin:
            yield touch.origin.module, touch.origin.node.lineno
    yield from ((touch.function.partition("::")[0], touch.line) for touch in touches)
    yield from ((place.path, place.line) for place in hazard.places)


def _definitions(suite: Suite, hazard: Hazard) -> Iterator[tuple[str, int]]:
    """The lines of the constants that the paths are spelled with."""
    for one in hazard.tests:
        for touch in one.touches:
            for node in nodes_of(touch.origin.node) if touch.origin else ():
                if not isinstance(node, ast.Name) or touch.origin is None:
                    continue
                hit = resolve(suite, suite.modules[touch.origin.module], node.id)
                if hit and hit[1] in hit[0].constants:
                    yield hit[0].path, hit[0].constants[hit[1]].lineno


def _ignores(suite: Suite, path: str, line: int, names: set[str]) -> bool:
    if path not in suite.modules or not line:
        return False
    _, *marked = suite.modules[path].source.line(line).split(_MARK)
    return any(_named(rest.decode("utf-8", "replace"), names) for rest in marked)


def _named(rest: str, names: set[str]) -> bool:
    if not rest.startswith("["):
        return True
    listed = rest[1:].partition("]")[0].split(",")
    return bool(names & {name.strip() for name in listed})
