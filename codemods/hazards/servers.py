"""Servers outside of the suite to which a traced run shows tests connect."""

from collections.abc import Collection, Iterator, Mapping

from codemods.evidence.model import Evidence, Use
from codemods.hazards.find import digest
from codemods.hazards.model import Hazard, Involved
from codemods.suite.nodeid import base_of


def outside_servers(evidence: Evidence, known: Collection[str]) -> Iterator[Hazard]:
    """The servers that nobody in the run has started, where several tests connect to one.

    Args:
        known: ids of the tests of which reading shows what they use on servers.
    """
    bound = {use.resource for use in evidence.uses if use.how == "bind"}
    met: dict[str, list[Use]] = {}
    for use in evidence.uses:
        outside = use.how == "connect" and use.resource.startswith("tcp:")
        if outside and use.resource not in bound and not use.private:
            met.setdefault(use.resource, []).append(use)
    for resource, uses in met.items():
        tests = _tests(evidence, uses)
        if len(tests) < 2 or not tests.keys().isdisjoint(known):
            continue
        involved = tuple(Involved(test, None, "both", ()) for test in tests)
        yield Hazard(
            digest(resource, involved),
            "shared-name",
            resource,
            involved,
            (),
            f"a traced run shows {len(tests)} tests at a server outside of the suite ({resource}), "
            "and reading does not show under which names they use it: if they change anything "
            "there, let the names carry the worker and the run",
            evidence="observed",
            places=tuple(dict.fromkeys(use.place for use in uses if use.place)),
        )


def _tests(evidence: Evidence, uses: list[Use]) -> Mapping[str, None]:
    """The tests on whose behalf somebody connects, in the order in which they ran."""
    actors = {use.actor for use in uses}
    return {
        base_of(test.key): None
        for test in evidence.tests
        if test.key in actors or actors & set(test.fixtures)
    }
