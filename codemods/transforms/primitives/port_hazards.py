"""What all hazards of ports have in common: their tests, and from rooms to a proposal."""

from collections.abc import Mapping, Sequence

from codemods.evidence.model import Place
from codemods.hazards.find import digest
from codemods.hazards.model import Hazard, Involved
from codemods.touches.model import Trace
from codemods.transforms.api import Known, Proposal, Refused
from codemods.transforms.primitives.listening import starts_process
from codemods.transforms.primitives.port_rewrites import edits_of
from codemods.transforms.primitives.port_rooms import Room
from codemods.transforms.primitives.replacing import RefusedRewrite

HAZARD = "fixed-port"
REMEDIES = ("worker-id",)


def hazard_of(
    resource: str,
    tests: tuple[Involved, ...],
    why: str,
    places: tuple[Place, ...],
    words: tuple[str, ...] = (),
) -> Hazard:
    """A hazard of ports."""
    identity = digest(resource, tests)
    return Hazard(identity, HAZARD, resource, tests, REMEDIES, why, places=places, words=words)


def tests_of(keys: Sequence[str], traces: Sequence[Trace]) -> tuple[Involved, ...]:
    """The tests that run one of some functions, by key."""
    return tuple(
        Involved(trace.test.id, trace, "both", ())
        for trace in traces
        if any(key in trace.functions for key in keys)
    )


def proposal_of(hazard: Hazard, rooms: Sequence[Room], known: Known) -> Proposal:
    """Rewrite each room that can be, and say of the others' tests why not."""
    reasons: dict[str, str] = {}
    edits = []
    fixed: list[Room] = []
    for room in rooms:
        try:
            _check_children(room, known.traces)
            found = edits_of(room)
        except RefusedRewrite as refusal:
            for key in room.keys:
                reasons |= {test: str(refusal) for test in room.runs.get(key, ())}
        else:
            edits += found
            fixed.append(room)
    moved = {test for room in fixed for key in room.keys for test in room.runs.get(key, ())}
    both = moved & set(reasons)
    if both:
        return refused(hazard, reasons[min(both)])
    by_reason: dict[str, list[str]] = {}
    for one in hazard.tests:
        if one.id in reasons:
            by_reason.setdefault(reasons[one.id], []).append(one.id)
    return Proposal(
        tuple(one.id for one in hazard.tests if one.id in moved),
        tuple(dict.fromkeys(edits)),
        refused=tuple(Refused(tuple(tests), reason) for reason, tests in by_reason.items()),
    )


def refused(hazard: Hazard, reason: str) -> Proposal:
    """Leave all tests of a hazard as they are."""
    return Proposal(refused=(Refused(tuple(one.id for one in hazard.tests), reason),))


def _check_children(room: Room, traces: Mapping[str, Trace]) -> None:
    """Raise `RefusedRewrite` where a child process may know the number too."""
    if room.number < 0:
        return
    suite = room.suite
    known = {id(use.function) for uses in room.own.values() for use in uses}
    for test in frozenset[str]().union(*(room.runs.get(key, ()) for key in room.keys)):
        for key in traces[test].functions:
            path, _, qualname = key.partition("::")
            function = suite.modules[path].functions.get(qualname)
            told = function is None or id(function) in known
            if function and not told and starts_process(suite.modules[path], function):
                raise RefusedRewrite(
                    f"{qualname} in {path} starts a child process, which may know the number"
                )
