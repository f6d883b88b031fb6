"""Who means which server: the uses of one number, given to what listens on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from codemods.suite.model import Function, Suite
from codemods.suite.support import serves_tests
from codemods.transforms.api import Known
from codemods.transforms.primitives.port_sites import Site
from codemods.transforms.primitives.port_uses import Use, named_in_text, uses_of
from codemods.transforms.primitives.replacing import RefusedRewrite


@dataclass(frozen=True, eq=False)
class Room:
    """The functions that meet on one number, as far as one listening function reaches.

    Attributes:
        home: the function in which the socket is bound.
        number: below 0 where only the kernel knows it.
        sites: its calls that listen; those of its callers where it is a helper.
        own: by key of the function, the uses of the number besides.
        runs: by key of a function, the ids of the tests that run it.
    """

    suite: Suite
    number: int
    home: Function
    sites: Sequence[Site]
    runs: Mapping[str, frozenset[str]]
    own: dict[str, list[Use]] = field(default_factory=dict)

    @property
    def keys(self) -> frozenset[str]:
        """Keys of the functions in which something listens."""
        return frozenset({self.home.key, *(site.function.key for site in self.sites)})


def runs_of(known: Known) -> dict[str, frozenset[str]]:
    """By key of a function, the ids of the tests that run it."""
    found: dict[str, set[str]] = {}
    for test, trace in known.traces.items():
        for key in trace.functions:
            found.setdefault(key, set()).add(test)
    return {key: frozenset(tests) for key, tests in found.items()}


def rooms_of(
    suite: Suite, number: int, sites: Sequence[Site], runs: dict[str, frozenset[str]]
) -> list[Room]:
    """One room for each function that binds, with all that goes through it."""
    by_home: dict[str, list[Site]] = {}
    for site in sites:
        home = site.helper or site.function
        by_home.setdefault(home.key, []).append(site)
    return [
        Room(suite, number, found[0].helper or found[0].function, found, runs)
        for found in by_home.values()
    ]


def check_suite(
    suite: Suite, number: int, sites: Sequence[Site], runs: Mapping[str, frozenset[str]]
) -> None:
    """Raise `RefusedRewrite` where the number is not only the tests' business."""
    for site in sites:
        module = suite.modules[(site.helper or site.function).module]
        if not serves_tests(suite, module.path):
            raise RefusedRewrite(
                f"{module.path}, which is no test, listens on it: let it bind port 0 in tests, and "
                "say which port it got"
            )
    for index, site in enumerate(sites):
        for other in sites[:index]:
            both = _tests_at(site, runs) & _tests_at(other, runs)
            if both and site.scope is not other.scope:
                raise RefusedRewrite(
                    f"{min(both)} listens on it twice, and may mean to find the same port again"
                )
    for path, raw in suite.texts.items():
        if named_in_text(number, raw):
            raise RefusedRewrite(f"{path} names {number} as well: decide who else needs that port")


def _tests_at(site: Site, runs: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return runs.get(site.function.key, frozenset())


def assign(
    suite: Suite,
    number: int,
    rooms: Sequence[Room],
    runs: dict[str, frozenset[str]],
    sites: Sequence[Site],
) -> None:
    """Give each use of the number to the room that it means.

    Raises:
        RefusedRewrite: a use means none for sure.
    """
    at_sites = {id(site.port) for site in sites}
    values = {id(site.number.value): site for site in sites}
    for use in uses_of(suite, number):
        if id(use.node) in at_sites:
            continue
        if not serves_tests(suite, use.module.path):
            raise RefusedRewrite(
                f"{use.where}, which is no test, names {number} as well: decide whether it has to "
                "be that port"
            )
        function = use.function
        if function is None and (use.binds or id(use.node) in values):
            continue  # they go, or become 0, with what uses them
        if function is None:
            raise RefusedRewrite(
                f"{use.where} spells {number} where no fixture can give it the port"
            )
        room = _room_of(use, function, rooms, runs)
        room.own.setdefault(function.key, []).append(use)


def _room_of(
    use: Use, function: Function, rooms: Sequence[Room], runs: dict[str, frozenset[str]]
) -> Room:
    direct = [room for room in rooms if function.key in room.keys]
    if len(direct) == 1:
        return direct[0]
    tests = runs.get(function.key, frozenset())
    if not tests:
        raise RefusedRewrite(f"{use.where} names the number, and no test is seen to run it")
    near = [room for room in rooms if any(_tests_at(site, runs) & tests for site in room.sites)]
    whole = [
        room
        for room in near
        if tests <= frozenset[str]().union(*(_tests_at(site, runs) for site in room.sites))
    ]
    if len(direct) > 1 or len(near) != 1 or near != whole:
        raise RefusedRewrite(
            f"{use.where} names the number, and nothing that its tests run listens on it"
            if not near
            else f"{use.where} may mean any of several that listen on the number"
        )
    return near[0]
