"""Where tests would meet: for each resource, who does what to it and which pairs cannot both be.

Two tests conflict on a resource if both touch it and one of them changes it. Folders add to that:
who removes one meets all that is done in it, who lists one meets what is made and removed there,
and who writes into one needs it to be there.
"""

import fnmatch
import posixpath
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations, zip_longest
from typing import Literal

from codemods.evidence.model import CHANGES, MAKES, REMOVES, Actor, Evidence, Place, Use

Kind = Literal["write→read", "delete/any", "write/write", "read/write", "itself"]

_LOOKS = frozenset({"read", "list", "probe", "sqlite", "connect"})
_FINDS = frozenset({"read", "list", "probe", "sqlite", "connect", "update", "append"})


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


def find_encounters(evidence: Evidence) -> list[Encounter]:
    """All encounters of a run, in the order in which they are first touched."""
    return list(_Finder(evidence).find())


class _Finder:
    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._users: dict[str, list[Actor]] = {}
        for test in evidence.tests:
            for fixture in test.fixtures:
                self._users.setdefault(fixture, []).append(test)
        self._by_resource: dict[str, dict[str, list[Use]]] = {}
        tolerant, guards = _tolerant_places(evidence), _guards(evidence)
        for use in evidence.uses:
            how = "ensure" if use.how == "mkdir" and use.place in tolerant else use.how
            if how == "probe" and use.found:
                how = guards.get((use.place, use.resource), how)
            home = self._by_resource.setdefault(use.resource, {}).setdefault(use.actor, [])
            home.append(use if how == use.how else replace(use, how=how))
        self._paths = sorted(self._by_resource)
        self._listed: dict[str, list[Use]] = {}
        for use in evidence.uses:
            if use.how == "list":
                self._listed.setdefault(use.resource, []).append(use)
        # Without a watch nobody can tell whether a database was changed.
        self._blind = any(use.how == "sqlite" for use in evidence.uses) and not any(
            use.watched for use in evidence.uses
        )

    def find(self) -> Iterator[Encounter]:
        for resource, uses in self._by_resource.items():
            hows = {use.how for actor in uses.values() for use in actor}
            if self._blind and "sqlite" in hows:
                hows.add("update")
            if not hows & (CHANGES | {"ensure"}):
                continue
            private = any(use.private for actor in uses.values() for use in actor)
            parts = sorted(self._parts(resource, uses, hows, private), key=lambda part: part.first)
            meeting = tuple(_meeting(parts, private))
            if meeting:
                yield Encounter(resource, meeting, private)

    def _parts(
        self, resource: str, uses: Mapping[str, list[Use]], hows: set[str], private: bool
    ) -> Iterator[Part]:
        others: dict[str, tuple[list[Use], set[str]]] = {}
        if hows & (REMOVES | {"mkdir", "ensure"}) and not private:
            for use in self._below(resource):
                if use.how in CHANGES or hows & REMOVES:
                    others.setdefault(use.actor, ([], set()))[0].append(use)
                    others[use.actor][1].add("inside")
        comes_or_goes = any(
            use.how in MAKES | REMOVES and not (use.how in MAKES and use.found)
            for actor in uses.values()
            for use in actor
        )
        if comes_or_goes and not private:
            for use in self._listings(resource):
                others.setdefault(use.actor, ([], set()))[0].append(use)
                others[use.actor][1].add("beside")
        makers = {
            key for key, own in uses.items() if any(use.how in MAKES | {"ensure"} for use in own)
        }
        for key in dict.fromkeys((*uses, *others)):
            own = uses.get(key, [])
            beyond, words = others.get(key, ([], set()))
            actor = self._evidence.actors[key]
            ways = {use.how for use in own} | words
            if self._blind and "sqlite" in ways:
                ways.add("update")
            yield Part(
                actor,
                self._tests_of(actor, {*uses, *others}),
                tuple(own or beyond),
                frozenset(ways),
                self._needed(actor, own, beyond, makers),
            )

    def _needed(
        self, actor: Actor, own: list[Use], beyond: list[Use], makers: set[str]
    ) -> Use | None:
        if makers & {*actor.fixtures} or any(key.startswith("collect:") for key in makers):
            return None
        for use, then in zip_longest(own, own[1:]):
            if use.how == "probe" and then and then.how in MAKES | REMOVES:
                continue  # It looks for leftovers before it begins.
            if use.how in _FINDS and use.found is not False:
                return use
            if use.how in MAKES or use.how in REMOVES:
                return None
        writing = (use for use in beyond if use.how in MAKES)
        return None if own else next(writing, None)

    def _tests_of(self, actor: Actor, touching: set[str]) -> tuple[Actor, ...]:
        if actor.kind == "test":
            return (actor,)
        if actor.kind == "fixture":
            return tuple(self._users.get(actor.key, ()))
        # A session, in which the hooks of conftest files run, is there for all.
        imported = [
            test
            for test in self._evidence.tests
            if not actor.name or test.key.startswith((f"{actor.name}::", f"{actor.name}/"))
        ]
        # Every worker imports every module, but only who uses the thing can tell.
        users = [test for test in imported if test.key in touching]
        return tuple(users or (imported if actor.kind == "collection" else ()))

    def _below(self, folder: str) -> Iterator[Use]:
        prefix = f"{folder}/"
        at = bisect_left(self._paths, prefix)
        while at < len(self._paths) and self._paths[at].startswith(prefix):
            for uses in self._by_resource[self._paths[at]].values():
                yield from uses
            at += 1

    def _listings(self, path: str) -> Iterator[Use]:
        folder, name = posixpath.split(path)
        folder = folder or "."
        for use in self._listed.get(folder, ()):
            if use.glob is None or fnmatch.fnmatchcase(name, use.glob.rpartition("/")[2]):
                yield use
        tail = name
        while folder not in (".", "/", ""):
            folder, above = posixpath.split(folder)
            folder, tail = folder or ".", f"{above}/{tail}"
            for use in self._listed.get(folder, ()):
                if use.glob and "/" in use.glob and fnmatch.fnmatchcase(tail, use.glob):
                    yield use


def _tolerant_places(evidence: Evidence) -> frozenset[object]:
    """Where a folder was made although it was there, and the test went on to pass."""
    return frozenset(
        use.place
        for use in evidence.uses
        if use.how == "mkdir"
        and use.found
        and evidence.outcomes.get(use.actor, "passed") in ("passed", "xpassed")
    )


def _guards(evidence: Evidence) -> dict[tuple[Place | None, str], str]:
    """Lines that ask whether a folder is there and, where it is not, go on to make it."""
    found: dict[tuple[Place | None, str], str] = {}
    asked: dict[tuple[str, str], Use] = {}
    for use in evidence.uses:
        key = (use.actor, use.resource)
        if use.how == "probe" and use.found is False:
            asked[key] = use
        elif use.how in ("mkdir", "ensure") and key in asked:
            found[asked[key].place, use.resource] = use.how
    return found


def _meeting(parts: list[Part], private: bool) -> Iterator[Part]:
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
        # A folder that one makes and the other makes unless it is there.
        return True
    if "inside" in other.hows and one.hows & REMOVES:
        return True
    if "beside" in other.hows and one.changes:
        return True
    if "ensure" in one.hows and one.actor.kind == "test" and "ensure" not in other.hows:
        return bool(direct & (_LOOKS | REMOVES))
    made = one.hows & {"mkdir", "ensure"} and one.actor.kind == "test"
    return bool(made and "inside" in other.hows and not direct and other.needs)
