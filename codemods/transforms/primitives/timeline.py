"""Who makes what for whom, test after test, and which states of it the tests look at."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from codemods.hazards.model import Involved
from codemods.hazards.paths import is_below, is_same, overlap
from codemods.hazards.resources import makes
from codemods.touches.model import Role, Touch

_SEES = frozenset(
    {Role.READ, Role.LIST, Role.PROBE, Role.PEEK, Role.LOADED, Role.HANDED, Role.ABSENT}
)
_REMOVES = frozenset({Role.DELETE, Role.CLEAN})
_ADDS = frozenset({Role.APPEND, Role.STORE})
_FOLDERS = frozenset({Role.MKDIR, Role.ENSURE})
_SQL = re.compile(r"\s*(insert|update|delete|create|drop|alter|replace|attach|vacuum)\b", re.I)

Step = tuple[int, int]
"""Index of a test, and the identity of the statement of its body."""


@dataclass
class Timeline:
    """What the tests of a hazard are to each other when they run one after the other.

    Attributes:
        making: the steps that make what a later test uses.
        fed: indices of the tests that use what an earlier one made.
        steps: every step that touches what is shared, with its touches, in order.
    """

    making: set[Step] = field(default_factory=set)
    fed: set[int] = field(default_factory=set)
    steps: dict[Step, list[Touch]] = field(default_factory=dict)

    def touches_of(self, index: int) -> Iterator[tuple[int, Touch]]:
        """The touches of one test, each with the identity of its statement."""
        for (owner, statement), touches in self.steps.items():
            if owner == index:
                yield from ((statement, touch) for touch in touches)


def read_timeline(tests: Sequence[Involved], idle: Collection[int]) -> Timeline:
    """Follow what the bodies of the tests do to what is shared.

    Args:
        idle: identities of the statements that go.
    """
    line = Timeline()
    present: dict[str, list[Step]] = {}
    for index, one in enumerate(tests):
        key = one.trace.test.function.key
        for touch in one.touches:
            if touch.actor != key or touch.step is None or id(touch.statement) in idle:
                continue
            step = (index, id(touch.step))
            line.steps.setdefault(step, []).append(touch)
            if uses(touch):
                found = _provided(touch, present)
                if any(owner != index for owner, _ in found):
                    line.fed.add(index)
                    line.making |= {(owner, key) for owner, key in found if owner != index}
            _happen(touch, step, present, one)
    return line


def uses(touch: Touch) -> bool:
    """Whether what a touch does depends on what is there already."""
    return touch.role in _SEES or touch.role in _ADDS or touch.role is Role.DELETE


def _provided(touch: Touch, present: Mapping[str, list[Step]]) -> list[Step]:
    deep = touch.role in (Role.LIST, Role.HANDED, Role.DELETE, Role.LOADED)
    return [
        step
        for path, steps in present.items()
        if is_same(path, touch.path)
        or is_below(touch.path, path)
        or (deep and is_below(path, touch.path))
        for step in steps
    ]


def _happen(touch: Touch, step: Step, present: dict[str, list[Step]], one: Involved) -> None:
    path = touch.path
    if touch.role in _REMOVES:
        for other in [p for p in present if p == path or is_below(p, path)]:
            del present[other]
    elif touch.role is Role.WRITE and not touch.maybe:
        present[path] = [step]
    elif touch.role is Role.STORE and path in present and only_queries(one):
        return
    elif touch.role is Role.ENSURE or touch.role is Role.HANDED:
        present.setdefault(path, [step])
    elif makes(touch):
        present.setdefault(path, []).append(step)


def only_queries(one: Involved) -> bool:
    """Whether a test that opens a database sends it no word that changes anything."""
    return not any(_SQL.match(wording.text) for wording in one.trace.strings)


def changes(touch: Touch, one: Involved) -> bool:
    """Whether a touch leaves what is there in another state."""
    if touch.role is Role.STORE:
        return not only_queries(one)
    return makes(touch) or touch.role in _REMOVES


def upsets(change: Touch, look: Touch) -> bool:
    """Whether a look finds something else once a change has been made."""
    if change.role in _FOLDERS and look.role is not Role.ABSENT:
        return look.role is Role.LIST and look.path == _parent(change.path)
    if look.role is Role.PROBE:
        return change.role in _REMOVES and overlap(change.path, look.path)
    if look.role is Role.LIST:
        return overlap(change.path, look.path)
    return (
        is_same(change.path, look.path)
        or is_below(change.path, look.path)
        or (change.role in _REMOVES and is_below(look.path, change.path))
    )


def _parent(path: str) -> str:
    return path.rpartition("/")[0] or "."


def looks(touches: Sequence[Touch]) -> Iterator[Touch]:
    """The touches whose outcome a test may judge."""
    yield from (touch for touch in touches if touch.role in _SEES or touch.role in _ADDS)
