"""What a traced run says of the hazards that reading shows, and the hazards that only it shows."""

import posixpath
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from codemods.evidence.causes import Cause, find_causes
from codemods.evidence.conflicts import Encounter, Pair
from codemods.evidence.model import Evidence, Place, Use
from codemods.evidence.roles import roles
from codemods.hazards.find import digest
from codemods.hazards.model import Hazard, Involved, TestRole
from codemods.hazards.paths import overlap
from codemods.hazards.resources import counts
from codemods.suite.nodeid import base_of

_TEMPORARY = "$TMPDIR"
_PASSED = frozenset({"passed", "xpassed"})


def observe(
    hazards: Sequence[Hazard], evidence: Evidence
) -> tuple[list[Hazard], tuple[Hazard, ...]]:
    """Hold hazards against a run.

    Args:
        hazards: as reading shows them.
        evidence: of a run of the same suite.

    Returns:
        All hazards, those first that were read; and those whose tests all passed in the run
        without touching the resource, which are none. A run that did not see everything cannot
        tell that, and of a hazard without touches no run tells anything.
    """
    seen = _Seen(evidence)
    causes = find_causes(evidence)
    kept: list[Hazard] = []
    untouched: list[Hazard] = []
    for hazard in hazards:
        if not any(one.touches for one in hazard.tests):
            kept.append(hazard)
            continue
        uses = seen.uses(hazard)
        if uses:
            kept.append(_as_seen(hazard, uses, causes))
        elif not (evidence.notes or _cannot_tell(hazard)) and all(
            seen.has_passed(one.id) for one in hazard.tests
        ):
            untouched.append(hazard)
        else:
            kept.append(hazard)
    shown = [found for cause in causes for found in _unread(cause, kept)]
    return [*kept, *shown], tuple(untouched)


def _cannot_tell(hazard: Hazard) -> bool:
    """Whether a run says nothing: the code touches it under conditions, or no test does."""
    touches = [touch for one in hazard.tests for touch in one.touches if counts(touch)]
    return not touches or any(touch.maybe for touch in touches)


class _Seen:
    """The uses of a run by test, those of the fixtures that it requests among them."""

    def __init__(self, evidence: Evidence) -> None:
        self._outcomes: dict[str, set[str]] = {}
        for test, outcome in evidence.outcomes.items():
            self._outcomes.setdefault(base_of(test), set()).add(outcome)
        self._by_actor: dict[str, list[Use]] = {}
        for use in evidence.uses:
            self._by_actor.setdefault(use.actor, []).append(use)
        self._actors: dict[str, dict[str, None]] = {}
        for actor in evidence.tests:
            keys = self._actors.setdefault(base_of(actor.key), {})
            keys.update(dict.fromkeys((actor.key, *actor.fixtures, *_modules(actor.key))))

    def has_passed(self, test: str) -> bool:
        """Whether all instances of a test passed."""
        outcomes = self._outcomes.get(test)
        return bool(outcomes) and outcomes is not None and outcomes <= _PASSED

    def uses(self, hazard: Hazard) -> dict[str, list[Use]]:
        """By test, what was seen of the resource of a hazard."""
        found: dict[str, list[Use]] = {}
        for one in hazard.tests:
            paths = {touch.path for touch in one.touches if counts(touch)}
            here = [
                use
                for key in self._actors.get(one.id, ())
                for use in self._by_actor.get(key, ())
                if any(overlap(name, path) for name in _names(use) for path in paths)
            ]
            if here:
                found[one.id] = here
        return found


def _names(use: Use) -> tuple[str, ...]:
    own = readable(use.resource)
    return (own, readable(use.spelled)) if use.spelled else (own,)


def readable(resource: str) -> str:
    """A resource of a run as reading spells it: it takes ``/tmp`` for the temporary folder."""
    return f"/tmp{resource[len(_TEMPORARY) :]}" if resource.startswith(_TEMPORARY) else resource


def _modules(test: str) -> Iterator[str]:
    """Keys under which the imports stand that every run of this test begins with."""
    path = test.partition("::")[0]
    while path:
        yield f"collect:{path}"
        path = posixpath.dirname(path)


@dataclass(frozen=True, slots=True)
class _Dependence:
    """A pair of which the second needs what the first made."""

    encounter: Encounter
    pair: Pair
    producers: frozenset[str]
    consumers: frozenset[str]


def _as_seen(hazard: Hazard, uses: dict[str, list[Use]], causes: Sequence[Cause]) -> Hazard:
    places = dict.fromkeys(use.place for here in uses.values() for use in here if use.place)
    seen = replace(hazard, evidence="observed", places=tuple(places))
    if hazard.name == "shared-path":
        return seen
    paths = {touch.path for one in hazard.tests for touch in one.touches if counts(touch)}
    own = {one.id for one in hazard.tests}
    for found in _dependences(causes):
        is_here = any(overlap(readable(found.encounter.resource), path) for path in paths)
        if is_here and own & (found.producers | found.consumers):
            return _shared(seen, found)
    return seen


def _dependences(causes: Iterable[Cause]) -> Iterator[_Dependence]:
    for cause in causes:
        for encounter, pair in cause.pairs:
            if pair.kind == "write→read" and pair.second.needs:
                producers = frozenset(base_of(test.key) for test in pair.first.tests)
                consumers = frozenset(base_of(test.key) for test in pair.second.tests)
                yield _Dependence(encounter, pair, producers, consumers)


def _shared(hazard: Hazard, found: _Dependence) -> Hazard:
    """The hazard as what it proves to be: one test makes what another needs."""
    tests = []
    for one in hazard.tests:
        role: TestRole = one.role
        if one.id in found.consumers:
            role = "consumer"
        elif one.id in found.producers:
            role = "producer"
        tests.append(replace(one, role=role))
    return replace(
        hazard,
        name="shared-path",
        tests=tuple(tests),
        remedies=("session-dir", "xdist-group"),
        why=_why_needed(found.encounter, found.pair),
    )


def _unread(cause: Cause, kept: Sequence[Hazard]) -> Iterator[Hazard]:
    """The hazard of a cause, as far as reading does not show it."""
    names = [readable(encounter.resource) for encounter in cause.encounters]
    known = {
        one.id
        for hazard in kept
        for one in hazard.tests
        if any(overlap(touch.path, name) for touch in one.touches for name in names)
    }
    parts = {base_of(test): role for test, role in roles(cause).items()}
    new = [test for test in parts if test not in known]
    if not new:
        return
    tests = tuple(Involved(test, None, parts[test], ()) for test in new)
    places: dict[Place, None] = {}
    for encounter in cause.encounters:
        for part in encounter.parts:
            if any(base_of(test.key) in new for test in part.tests):
                places.update(dict.fromkeys(use.place for use in part.uses if use.place))
    yield Hazard(
        id=digest(cause.resource, tests),
        name=_name(cause),
        resource=cause.resource,
        tests=tests,
        remedies=(),
        why=_why(cause),
        evidence="observed",
        places=tuple(places),
    )


def _name(cause: Cause) -> str:
    if cause.resource.startswith(("tcp:", "udp:", "unix:")):
        return "fixed-port"
    if "itself" in cause.kinds:
        return "runs-in-every-worker"
    if any(pair.kind == "write→read" and pair.second.needs for _, pair in cause.pairs):
        return "shared-path"
    return "hardcoded-path" if cause.resource.startswith(("/", "$", "~")) else "cwd-write"


def _why(cause: Cause) -> str:
    encounter, pair = cause.pairs[0]
    if pair.kind == "itself":
        use = pair.first.telling
        return (
            f"{_who(pair)} changes {encounter.resource} ({use.place}) in every worker that runs "
            "one of its tests, while tests on other workers work with it: it needs a name or a "
            "folder of its own in each worker, or to run once for all of them"
        )
    if pair.kind == "write→read" and pair.second.needs:
        return _why_needed(encounter, pair)
    one, other = pair.first.telling, pair.second.telling
    return (
        f"a traced run shows {pair.first.actor.name} at {encounter.resource} ({one.place}) and "
        f"{pair.second.actor.name} ({other.place}); reading does not show how they come by that "
        "name, so it is left to you: a default of the code under test, perhaps, or a child process"
    )


def _who(pair: Pair) -> str:
    actor = pair.first.actor
    if actor.kind == "fixture":
        return f"the {actor.scope} fixture {actor.name}"
    return f"importing {actor.name or 'the suite'}"


def _why_needed(encounter: Encounter, pair: Pair) -> str:
    needs = pair.second.needs
    assert needs
    return (
        f"a traced run shows that {pair.second.actor.name} uses {needs.resource} ({needs.place}) "
        f"without making it and that {pair.first.actor.name} made it ({pair.first.telling.place}): "
        "on two workers they meet in any order; what makes it has to move into a fixture that both "
        "request"
    )
