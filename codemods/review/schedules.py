"""Under which schedulers the tests of a hazard can run at the same time.

It can be told from node ids: pytest-xdist hands out tests one by one, or all of a scope, or all of
a file (https://pytest-xdist.readthedocs.io/en/stable/distribution.html).
"""

import ast
from dataclasses import dataclass

from codemods.hazards.model import Hazard
from codemods.suite.model import Suite, Test
from codemods.suite.nodes import nodes_of


@dataclass(frozen=True, slots=True)
class Schedule:
    """What one scheduler does with the tests of a hazard.

    Attributes:
        name: what ``--dist`` takes.
        meets: whether two of them can run at the same time.
        why: a clause.
    """

    name: str
    meets: bool
    why: str


def schedules(suite: Suite, hazard: Hazard) -> tuple[Schedule, ...]:
    """What each scheduler does, from the one that parts most to the one that parts least."""
    ids = [one.id for one in hazard.tests]
    files = {name.partition("::")[0] for name in ids}
    scopes = {name.rpartition("::")[0] for name in ids}
    known = [test for name in ids if (test := suite.tests.named(name))]
    several = len(ids) > 1 or any(_is_parametrised(test) for test in known)
    one_by_one = "tests go to any worker" if several else "it is one test, which runs once"
    return (
        Schedule("each", True, "every worker runs every test"),
        Schedule("load", several, one_by_one),
        Schedule("worksteal", several, one_by_one),
        _kept("loadscope", len(scopes), "class or module"),
        _kept("loadfile", len(files), "file"),
    )


def _kept(name: str, parts: int, what: str) -> Schedule:
    if parts > 1:
        return Schedule(name, True, f"they are of more than one {what}")
    return Schedule(name, False, f"they are of one {what}, which one worker runs")


def _is_parametrised(test: Test) -> bool:
    nodes = [test.function.node, *([test.cls.node] if test.cls else [])]
    return any(
        isinstance(part, ast.Attribute) and part.attr == "parametrize"
        for node in nodes
        for decorator in node.decorator_list
        for part in nodes_of(decorator)
    )
