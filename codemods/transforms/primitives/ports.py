"""Fixed ports of tests: the hazards, and what becomes of them."""

from collections.abc import Sequence

from codemods.evidence.model import Place
from codemods.hazards.model import Hazard
from codemods.suite.model import Suite
from codemods.touches.model import Trace
from codemods.transforms.api import Known, Proposal
from codemods.transforms.primitives.port_freed import FREED, find_freed, free_ports, propose_freed
from codemods.transforms.primitives.port_hazards import hazard_of, proposal_of, refused, tests_of
from codemods.transforms.primitives.port_rooms import assign, check_suite, rooms_of, runs_of
from codemods.transforms.primitives.port_sites import Site, sites_of
from codemods.transforms.primitives.replacing import RefusedRewrite

_FIXED = "port "


def find_ports(suite: Suite, traces: Sequence[Trace]) -> list[Hazard]:
    """The numbers that tests listen on, and the helpers that say which ports are free."""
    found = [
        hazard
        for number, sites in _by_number(suite).items()
        if (hazard := _fixed(number, sites, traces))
    ]
    found += find_freed(suite, traces)
    order = {trace.test.id: index for index, trace in enumerate(traces)}
    return sorted(found, key=lambda hazard: order[hazard.tests[0].id])


def listeners(suite: Suite) -> frozenset[str]:
    """Keys of the functions in which such a hazard can be."""
    sites = (site for sites in _by_number(suite).values() for site in sites)
    return frozenset(site.function.key for site in sites) | free_ports(suite)


def _by_number(suite: Suite) -> dict[int, list[Site]]:
    found: dict[int, list[Site]] = {}
    for site in sites_of(suite):
        number = site.number.port
        if number is not None:
            found.setdefault(number, []).append(site)
    return found


def _fixed(number: int, sites: Sequence[Site], traces: Sequence[Trace]) -> Hazard | None:
    sites = [site for site in sites if tests_of([site.function.key], traces)]
    tests = tests_of([site.function.key for site in sites], traces)
    if not tests:
        return None
    places = tuple(dict.fromkeys(Place(site.module.path, site.line) for site in sites))
    who = "the test listens" if len(tests) == 1 else f"{len(tests)} tests need what listens"
    why = (
        f"{who} on port {number} ({places[0]}), which only one process of a machine can have: "
        "another worker, or another run, gets an error, or talks to the wrong server"
    )
    return hazard_of(f"{_FIXED}{number}", tests, why, places, (str(number),))


def propose_port(hazard: Hazard, suite: Suite, known: Known) -> Proposal:
    """Bind port 0 and read it back, or say what a person has to decide."""
    if hazard.resource.startswith(FREED):
        return propose_freed(hazard, suite, known)
    number = int(hazard.resource.removeprefix(_FIXED))
    sites = [
        site
        for site in _by_number(suite)[number]
        if Place(site.module.path, site.line) in hazard.places
    ]
    runs = runs_of(known)
    rooms = rooms_of(suite, number, sites, runs)
    try:
        check_suite(suite, number, sites, runs)
        assign(suite, number, rooms, runs, sites)
    except RefusedRewrite as refusal:
        return refused(hazard, str(refusal))
    return proposal_of(hazard, rooms, known)
