"""Encounters that have one cause: one fixture that makes them all, one folder, one line."""

import hashlib
import posixpath
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from codemods.evidence.conflicts import Encounter, Kind, Pair
from codemods.evidence.encounters import find_encounters
from codemods.evidence.model import Actor, Evidence, Place, Use
from codemods.evidence.schedulers import MODES, can_meet

_MOST_PAIRS = 20_000
_STRONGEST: tuple[Kind, ...] = ("itself", "write→read", "delete/any", "write/write", "read/write")


@dataclass(frozen=True, slots=True)
class Cause:
    """Encounters that go away together.

    Attributes:
        id: eight hexadecimal digits, the same as long as its resources are.
        resource: the one, or the folder that holds all.
        encounters: in the order of the run.
        fixture: the fixture whose doing it all is, if it is one's.
        place: the line that changes most of them.
        pairs: of tests, fixtures and imports that conflict, the most telling first.
        more: how many pairs there are beyond those.
    """

    id: str
    resource: str
    encounters: tuple[Encounter, ...]
    fixture: str | None
    place: Place | None
    pairs: tuple[tuple[Encounter, Pair], ...]
    more: int = 0

    @property
    def tests(self) -> tuple[Actor, ...]:
        """All tests that are concerned."""
        found = {test.key: test for one in self.encounters for test in one.tests}
        return tuple(found.values())

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of its pairs, the worst first."""
        seen = {pair.kind for _, pair in self.pairs}
        return tuple(kind for kind in _STRONGEST if kind in seen)

    @property
    def meets(self) -> dict[str, bool]:
        """For each mode of xdist, whether any of its pairs can be on two workers."""
        return {
            mode: any(can_meet(mode, pair.first.tests, pair.second.tests) for _, pair in self.pairs)
            for mode in MODES
        }


def find_causes(evidence: Evidence) -> list[Cause]:
    """All collisions of a run, by cause, in the order in which they are first touched."""
    encounters = find_encounters(evidence)
    groups = _cluster(encounters)
    return [_cause([encounters[index] for index in group]) for group in groups]


def _cluster(encounters: Sequence[Encounter]) -> list[list[int]]:
    parent = list(range(len(encounters)))

    def top(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    by_mark: dict[object, int] = {}
    for index, encounter in enumerate(encounters):
        for mark in _marks(encounter):
            parent[top(index)] = top(by_mark.setdefault(mark, index))
    at = {encounter.resource: index for index, encounter in enumerate(encounters)}
    for index, encounter in enumerate(encounters):
        for other in _stems(encounter.resource):
            if other in at:
                parent[top(index)] = top(at[other])
    groups: dict[int, list[int]] = {}
    for index in range(len(encounters)):
        groups.setdefault(top(index), []).append(index)
    return list(groups.values())


def _stems(resource: str) -> Iterator[str]:
    """The folders above a resource, and the names that it is one of with something added."""
    for at in range(len(resource) - 1, 0, -1):
        if resource[at] in "/._-":
            yield resource[:at]


def _marks(encounter: Encounter) -> Iterator[object]:
    """What encounters of one cause have in common."""
    for use in _changes(encounter):
        if use.fixture:
            yield ("fixture", use.fixture, use.place and use.place.path)
        elif use.actor.startswith("fixture:"):
            yield ("fixture", use.actor)
        if use.place:
            yield ("line", use.place, posixpath.dirname(use.resource))


def _changes(encounter: Encounter) -> Iterator[Use]:
    for part in encounter.parts:
        for use in part.uses:
            if use.how in part.hows and use.how not in ("read", "list", "probe", "connect"):
                yield use


def _cause(encounters: Sequence[Encounter]) -> Cause:
    names = [encounter.resource for encounter in encounters]
    digest = hashlib.sha256("\0".join(sorted(names)).encode()).hexdigest()[:8]
    uses = [use for encounter in encounters for use in _changes(encounter)]
    places = Counter(use.place for use in uses if use.place)
    makers = {use.fixture or use.actor for use in uses}
    fixture = None
    if len(makers) == 1 and (uses[0].fixture or uses[0].actor.startswith("fixture:")):
        fixture = makers.pop().rpartition("::")[2]
    pairs: list[tuple[Encounter, Pair]] = []
    total = 0
    for encounter in encounters:
        for pair in encounter.pairs():
            total += 1
            if len(pairs) < _MOST_PAIRS:
                pairs.append((encounter, pair))
    pairs.sort(key=lambda found: _STRONGEST.index(found[1].kind))
    return Cause(
        id=digest,
        resource=_common(names),
        encounters=tuple(encounters),
        fixture=fixture,
        place=places.most_common(1)[0][0] if places else None,
        pairs=tuple(pairs),
        more=total - len(pairs),
    )


def _common(names: Sequence[str]) -> str:
    if len(names) == 1:
        return names[0]
    shortest = min(names, key=len)
    if all(name == shortest or name.startswith(f"{shortest}/") for name in names):
        return shortest
    if len({name.startswith("/") for name in names}) == 1:
        return posixpath.commonpath(names) or shortest
    return shortest
