"""Make every worker collect the same parameters in the same order.

What it does
------------
Values that ``pytest.mark.parametrize``, ``params`` of a fixture or ``metafunc.parametrize`` take
from something without an order, or that differ from process to process, become the same
everywhere:

- a set that is written out becomes a list; ``sorted`` goes around any other set whose values can be
  compared, in the place of ``list`` where that stands already, with a ``key`` for classes and for
  members of an enumeration;
- ``sorted`` goes around a listing of a folder (``glob``, ``iterdir``, ``os.listdir``,
  ``os.scandir``), where the list is made: in the decorator, in a constant or in a helper;
- a row with a value that is made up anew in every process (``uuid4``, ``random``, ``now``) gets a
  fixed ``id``, which is all that pytest-xdist compares. The value stays as random as it was.

Why
---
Each worker of pytest-xdist collects for itself, and all must find the same ids in the same order;
otherwise the run stops with “Different tests were collected between gw0 and gw1”. Python walks a
set of strings in another order in every process. Where the ids do not show the values, the run
does not stop: then some values are tested twice and some never.

Example
-------
Before::

    @pytest.mark.parametrize("color", {"red", "green"})
    @pytest.mark.parametrize("path", DATA.glob("*.json"))
    @pytest.mark.parametrize("token", ["", str(uuid.uuid4())])
    def test_paint(color, path, token): ...

After::

    @pytest.mark.parametrize("color", ["red", "green"])
    @pytest.mark.parametrize("path", sorted(DATA.glob("*.json")))
    @pytest.mark.parametrize("token", ["", pytest.param(str(uuid.uuid4()), id="token1")])
    def test_paint(color, path, token): ...

When the fix is safe
--------------------
The values surely can be compared with one another: strings, numbers, paths, and tuples of such.
Everything that is walked side by side, such as values and their ``ids``, is put in order together
or not at all. A constant or helper of the code under test is not touched; ``sorted`` then goes
around its use.

What it leaves alone
--------------------
Lists, tuples, dicts, sets of numbers, what is sorted already, and made-up values whose id is their
position. With the reason: values of mixed or unknown types, ``os.walk``, ids that a function makes
from made-up values, and random values that are not written out row by row.
"""

from collections.abc import Sequence

from codemods.evidence.model import Place
from codemods.hazards.find import digest
from codemods.hazards.model import Hazard, Involved
from codemods.suite.model import Suite, Test
from codemods.touches.model import Trace
from codemods.touches.words import Signs
from codemods.transforms.api import Known, Proposal, Refused, Transform
from codemods.transforms.primitives.parametrizing import (
    Parametrization,
    may_lack_order,
    parametrizations,
    possible_parametrizations,
    shows_no_order,
)
from codemods.transforms.primitives.replacing import RefusedRewrite
from codemods.transforms.primitives.unstable import Unstable, repaired, unstable

NAME = "unordered-params"
_Found = tuple[Parametrization, Unstable]


def find(suite: Suite, traces: Sequence[Trace]) -> list[Hazard]:
    """The parametrizations whose values or order differ between processes."""
    return [_hazard(group, traces) for group in _groups(suite, traces)]


def narrow(suite: Suite, tests: Sequence[Test]) -> list[Test]:
    """The tests that may be given parameters which differ, as far as their fixtures tell."""

    def may_differ(one: Parametrization) -> bool:
        return bool(unstable(suite, one))

    return [test for test in tests if any(map(may_differ, possible_parametrizations(suite, test)))]


def propose(hazard: Hazard, suite: Suite, known: Known) -> Proposal:
    """Put everything in order that parametrizations walk over together, or nothing."""
    del known  # what other fixes name and move does not matter here
    tests = tuple(one.id for one in hazard.tests)
    traces = [one.trace for one in hazard.tests]
    for group in _groups(suite, traces):
        if _hazard(group, traces).id == hazard.id:
            try:
                edits = [edit for one, found in group for edit in repaired(suite, one, found)]
                return Proposal(tests=tests, edits=tuple(dict.fromkeys(edits)))
            except RefusedRewrite as refusal:
                return Proposal(refused=(Refused(tests, str(refusal)),))
    return Proposal(refused=(Refused(tests, "its parameters were not found again"),))


def _groups(suite: Suite, traces: Sequence[Trace]) -> list[list[_Found]]:
    """Parametrizations that take their order from one place are right together, wrong apart."""
    groups: list[list[_Found]] = []
    for one in parametrizations(suite, traces):
        found = unstable(suite, one)
        if not found:
            continue
        places = {origin.place for origin in found.origins}
        joined = [
            group
            for group in groups
            if any(origin.place in places for _, other in group for origin in other.origins)
        ]
        merged = [*(member for group in joined for member in group), (one, found)]
        groups = [*(group for group in groups if group not in joined), merged]
    return groups


def _hazard(group: Sequence[_Found], traces: Sequence[Trace]) -> Hazard:
    one, found = group[0]
    concerned = {trace.test.id for member, _ in group for trace in member.tests}
    tests = [trace for trace in traces if trace.test.id in concerned]
    involved = tuple(Involved(trace.test.id, trace, "both", ()) for trace in tests)
    names = ", ".join(one.names) or "parameters"
    line, path = one.call.lineno, one.scope.module.path
    single = tests[0].test.function.name if len(tests) == 1 else ""
    resource = f"{names} of {single}" if single else f"{names} in {path}"
    places = [
        place
        for member, differing in group
        for place in (
            Place(member.scope.module.path, member.call.lineno),
            Place(member.scope.module.path, member.values.lineno),
            *(Place(*at) for at in differing.places),
        )
    ]
    return Hazard(
        digest(f"{resource} {path}:{line}:{one.call.col_offset}", involved),
        NAME,
        resource,
        involved,
        ("stable-params",),
        found.why(names),
        places=tuple(dict.fromkeys(places)),
    )


def _subject(tests: int) -> str:
    return (
        f"tests: give {'one test' if tests == 1 else f'{tests} tests'} parameters in a fixed order"
    )


transform = Transform(
    "stable-params",
    propose,
    __doc__,
    _subject,
    "The workers of pytest-xdist each collected other parameters, or the same ones in another "
    "order. Now all of them collect the same.",
    find,
    Signs(shows_no_order, may_lack_order, at_import=False, heads=True),
    narrow,
    brings=frozenset({NAME, "stable-params"}),
    claims=False,
)
