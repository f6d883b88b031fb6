"""Who conflicts with whom on one resource.

Two tests conflict if both touch it and one of them changes it. Folders add to that: who removes one
meets all that is done in it, who lists one meets what is made and removed there, and who writes
into one needs it to be there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from codemods.evidence.model import CHANGES, MAKES, REMOVES, Actor, Use

Kind = Literal["write→read", "delete/any", "write/write", "read/write", "itself"]

_LOOKS = frozenset({"read", "list", "probe", "sqlite", "connect"})


@dataclass(frozen=True, slots=True)
class Part:
    """What one actor does to a resource.

    Attributes:
        actor: who.
        tests: the tests that stand for it: itself, those that request the fixture, those of the
            module that is imported.
        uses: of the resource, in order; where there are none, of what lies below it or of the
            folder that lists it.
        hows: the ways in which it is touched; ``inside`` and ``beside`` stand for uses below it
            and for listings of its folder.
        needs: the use that finds what this actor did not make, or None.
    """

    actor: Actor
    tests: tuple[Actor, ...]
    uses: tuple[Use, ...]
    hows: frozenset[str]
    needs: Use | None

    @property
    def changes(self) -> bool:
        return bool(self.hows & CHANGES)

    @property
    def is_locked(self) -> bool:
        """Whether all of it is done while a file lock is held."""
        return all(use.locked for use in self.uses)

    @property
    def first(self) -> int:
        return self.uses[0].order

    @property
    def telling(self) -> Use:
        """The use to show: the first change, else the first of all."""
        return next((use for use in self.uses if use.how in CHANGES), self.uses[0])


@dataclass(frozen=True, slots=True)
class Pair:
    """Two parts that conflict; of an actor with itself if it runs in every worker."""

    first: Part
    second: Part
    kind: Kind


@dataclass(frozen=True, slots=True)
class Encounter:
    """A resource and all that meet on it.

    Attributes:
        resource: as in `Use`.
        parts: of those who conflict with at least one other, in the order of their first use.
        private: whether it lies where only one process looks: then there is no race, but what one
            test makes is missing for the other on another worker.
    """

    resource: str
    parts: tuple[Part, ...]
    private: bool = False

    def pairs(self) -> Iterator[Pair]:
        """All pairs that conflict, earlier part first."""
        for part in self.parts:
            if _meets_itself(part) and not self.private:
                yield Pair(part, part, "itself")
        for first, second in combinations(self.parts, 2):
            kind = _conflict(first, second, self.private)
            if kind:
                yield Pair(first, second, kind)

    @property
    def tests(self) -> tuple[Actor, ...]:
        """All tests that are concerned."""
        return tuple({test.key: test for part in self.parts for test in part.tests}.values())


def meeting(parts: list[Part], private: bool) -> Iterator[Part]:
    """The parts that conflict with at least one other; parts that are alike are compared once."""
    groups: dict[tuple[object, ...], list[Part]] = {}
    for part in parts:
        key: tuple[object, ...] = (part.actor.key,)
        if part.actor.kind == "test":
            key = (part.hows, part.needs is None, part.is_locked)
        groups.setdefault(key, []).append(part)
    conflicting = set()
    for key, group in groups.items():
        among = len(group) > 1 and _conflict(group[0], group[1], private)
        if among or (_meets_itself(group[0]) and not private):
            conflicting.add(key)
    for (key, group), (other_key, others) in combinations(groups.items(), 2):
        ends = ((group[0], others[-1]), (others[0], group[-1]))
        if any(_conflict(*_ordered(one, other), private) for one, other in ends):
            conflicting |= {key, other_key}
    for key, group in groups.items():
        if key in conflicting:
            yield from group


def _meets_itself(part: Part) -> bool:
    """Whether it is done in every worker that runs one of its tests, and changes something."""
    once_more = part.actor.kind != "test" and part.changes and not part.is_locked
    return once_more and len(part.tests) > 1


def _ordered(one: Part, other: Part) -> tuple[Part, Part]:
    return (one, other) if one.first <= other.first else (other, one)


def _conflict(first: Part, second: Part, private: bool) -> Kind | None:
    """How two parts conflict, of which the first came first; None if they do not."""
    tests = {test.key for test in (*first.tests, *second.tests)}
    if len(tests) < 2:
        return None
    wide = "test" not in (first.actor.kind, second.actor.kind) or (
        first.actor.kind != second.actor.kind
    )
    made = bool(first.hows & MAKES)
    if private:
        return "write→read" if made and second.needs and not wide else None
    ours, theirs = _reach(first, second), _reach(second, first)
    if not (ours or theirs):
        return None
    if made and second.needs and not wide:
        return "write→read"
    # A lock keeps two apart; it does not say which comes first.
    if first.is_locked and second.is_locked:
        return None
    if (first.hows | second.hows) & REMOVES:
        return "delete/any"
    if first.changes and second.changes:
        return "write/write"
    return "read/write"


def _reach(one: Part, other: Part) -> bool:
    """Whether what ``one`` does to the resource can be felt by ``other``."""
    direct = other.hows - {"inside", "beside"}
    if one.changes and direct:
        return True
    if "inside" in other.hows and one.hows & REMOVES:
        return True
    if "beside" in other.hows and one.changes:
        return True
    if "ensure" in one.hows and one.actor.kind == "test" and "ensure" not in other.hows:
        return bool(direct & (_LOOKS | REMOVES))
    made = one.hows & {"mkdir", "ensure"} and one.actor.kind == "test"
    return bool(made and "inside" in other.hows and not direct and other.needs)
