"""In which order things are made, and which of their states each test is to see."""

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from codemods.hazards.model import Involved
from codemods.touches.model import Role, Touch
from codemods.transforms.primitives.replacing import RefusedRewrite
from codemods.transforms.primitives.shares import Share
from codemods.transforms.primitives.timeline import Timeline, changes, looks, upsets


@dataclass(frozen=True)
class Stage:
    """What one fixture makes, after what the stage before it has made.

    Attributes:
        shares: in the order in which the tests run.
        names: of the tests that give them.
    """

    shares: tuple[Share, ...]
    names: tuple[str, ...]


@dataclass(frozen=True)
class Staging:
    """The stages, and for each test which one it sees.

    Attributes:
        seen: by index of the test.
        copying: indices of the tests that change what they see, and so need a copy.
    """

    stages: tuple[Stage, ...]
    seen: dict[int, int]
    copying: frozenset[int]


def staging_of(
    tests: Sequence[Involved],
    line: Timeline,
    shares: dict[int, Share],
    apart: frozenset[int],
    unseen: frozenset[int],
) -> Staging:
    """Split what is made into stages, so that each test sees the state that it saw before.

    Args:
        shares: by index of the test.
        apart: indices of the tests that work on folders of their own.
        unseen: indices of the tests that may change it in ways that were not read.

    Raises:
        RefusedRewrite: a test looks at a state that no stage can give it.
    """
    left = {index: _left(index, line, shares.get(index), tests) for index in range(len(tests))}
    made: list[tuple[int, list[Touch]]] = []
    cuts: list[int] = []
    for index in sorted(shares):
        share, one = shares[index], tests[index]
        here = _of(index, line, {id(s) for s in share.statements})
        change = [touch for touch in here if changes(touch, one)]
        _check_before(index, line, share, change, one)
        seen_before = [
            look
            for other, touches in left.items()
            if other < index and other not in apart and made and made[0][0] <= other
            for look in looks(touches)
        ]
        if made and any(upsets(c, look) for c in change for look in seen_before):
            cuts.append(index)
        made.append((index, change))
    stages: list[list[int]] = []
    for index in sorted(shares):
        if not stages or index in cuts:
            stages.append([])
        stages[-1].append(index)
    seen: dict[int, int] = {}
    for index in range(len(tests)):
        passed = [k for k, members in enumerate(stages) if members[0] <= index]
        if index in apart:
            continue
        if not passed:
            raise RefusedRewrite(f"{tests[index].id} runs before the tests that make it")
        seen[index] = passed[-1]
    copying = frozenset(
        index
        for index in seen
        if index in unseen or any(changes(touch, tests[index]) for touch in left[index])
    )
    for index in sorted(copying):
        _check_unneeded(index, [i for i in seen if i > index], left, unseen, tests, made)
    return Staging(
        tuple(
            Stage(
                tuple(shares[index] for index in members),
                tuple(tests[index].trace.test.function.name for index in members),
            )
            for members in stages
        ),
        seen,
        copying,
    )


def _check_unneeded(
    index: int,
    later: Sequence[int],
    left: dict[int, list[Touch]],
    unseen: frozenset[int],
    tests: Sequence[Involved],
    made: Sequence[tuple[int, list[Touch]]],
) -> None:
    """Nobody may look at what a test changes in its copy, unless it is made anew in between."""
    if index in unseen and later:
        raise RefusedRewrite(f"{tests[index].id} may change what {tests[later[0]].id} finds")
    change = [touch for touch in left[index] if changes(touch, tests[index])]
    for other in later:
        anew = {
            touch.path
            for owner, touches in made
            if index < owner <= other
            for touch in touches
            if touch.role is Role.WRITE and not touch.maybe
        }
        for look in looks(left[other]):
            if look.path not in anew and any(upsets(touch, look) for touch in change):
                raise RefusedRewrite(f"{tests[other].id} finds what {tests[index].id} has changed")


def _of(index: int, line: Timeline, statements: set[int]) -> list[Touch]:
    return [touch for statement, touch in line.touches_of(index) if statement in statements]


def _left(
    index: int, line: Timeline, share: Share | None, tests: Sequence[Involved]
) -> list[Touch]:
    """What a test still does itself."""
    gone = {id(statement) for statement in share.moved} if share else set()
    return [touch for statement, touch in line.touches_of(index) if statement not in gone]


def _check_before(
    index: int, line: Timeline, share: Share, change: Sequence[Touch], one: Involved
) -> None:
    """What a test looks at before it makes it would be made already."""
    if not share.moved:
        return
    moved = {id(statement): statement for statement in share.moved}
    order: dict[int, ast.stmt] = {id(s): s for s in one.trace.test.function.node.body}
    for statement, touch in line.touches_of(index):
        if statement in moved or statement not in order:
            continue
        for later in change:
            assert later.step
            behind = order[statement].lineno < later.step.lineno
            if behind and any(upsets(later, look) for look in looks([touch])):
                raise RefusedRewrite(
                    f"{one.id} looks at line {touch.line} at what is there before it makes it"
                )
