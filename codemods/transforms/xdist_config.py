"""Make the group marks of a suite count.

What it does
------------
It adds ``--dist loadgroup`` to the options of pytest, in the file from which pytest reads them:
``pytest.toml``, ``pytest.ini``, ``pyproject.toml``, ``tox.ini`` or ``setup.cfg``; where there is
none, in ``pyproject.toml`` if the project has one, else in a new ``pytest.ini``.

Where the installed pytest-xdist loses the groups (pytest 9.2 with pytest-xdist 3.8), the conftest
file above all tests gets a hook, ``pytest_xdist_make_scheduler``, that keeps them: the controller
collects the tests too, while the workers do, and looks at their marks.

It is asked for by name only, ``--select xdist-config``; a probe of two tests, which have nothing to
do with the suite, then finds out which of this is needed.

Why
---
``@pytest.mark.xdist_group`` does nothing under any other ``--dist``: tests that were meant to stay
together are handed to different workers, and nothing says so.

Example
-------
Before::

    [tool.pytest.ini_options]
    addopts = "-ra"

After::

    [tool.pytest.ini_options]
    addopts = "-ra --dist loadgroup"

When the fix is safe
--------------------
The project requires pytest-xdist, no other mode is asked for that keeps tests together, and a probe
has shown that the pytest and the pytest-xdist of the suite keep a group together then. A serial run
is what it was.

What it leaves alone
--------------------
``--dist loadscope``, ``loadfile`` and ``each``, which promise what ``loadgroup`` does not keep;
files that run the suite with a mode of their own, which would win; options that switch pytest-xdist
off; projects that do not name it among their requirements, since pytest does not know ``--dist``
without it; and suites with a scheduler of their own. Each with the reason.
"""

from collections.abc import Sequence

from codemods.evidence.model import Place
from codemods.hazards.find import digest, find_hazards
from codemods.hazards.model import Hazard, Involved
from codemods.suite.model import Suite
from codemods.touches.model import Trace
from codemods.touches.words import Signs
from codemods.transforms.api import Known, Proposal, Refused, Transform
from codemods.transforms.primitives.configuration import is_configured
from codemods.transforms.primitives.groups import SCHEDULER, GroupMark, group_marks, shows_group
from codemods.transforms.primitives.replacing import RefusedRewrite
from codemods.transforms.primitives.scheduling import group_switches

_HAZARD = "inert-mark"
_HINT = "--select xdist-config does that, where groups work"


def find(suite: Suite, traces: Sequence[Trace]) -> list[Hazard]:
    """The marks that do nothing, and those that leave out tests which touch the same resource."""
    marks = group_marks(suite)
    if not marks:
        return []
    by_id = {trace.test.id: trace for trace in traces}
    found = [_without_mode(marks, suite, by_id)]
    for hazard in find_hazards(traces, suite.checked_in):
        found += _partial(hazard, marks, by_id)
    return list({hazard.id: hazard for hazard in found}.values())


def _without_mode(
    marks: dict[str, list[GroupMark]], suite: Suite, traces: dict[str, Trace]
) -> Hazard:
    tests = tuple(Involved(test, traces.get(test), "both", ()) for test in marks)
    lacks = not is_configured(suite)
    return Hazard(
        digest("xdist_group", tests),
        _HAZARD,
        "xdist_group",
        tests,
        ("xdist-config",),
        "the mark does nothing: no options of pytest ask for --dist loadgroup, so that tests of "
        "one group run on different workers"
        if lacks
        else "the mark does nothing with the pytest and the pytest-xdist that are installed, which "
        "hand the tests of one group to different workers",
        places=_places(marks),
    )


def _partial(
    hazard: Hazard, marks: dict[str, list[GroupMark]], traces: dict[str, Trace]
) -> list[Hazard]:
    marked = {test: marks[test] for test in hazard.everyone if test in marks}
    missing = [test for test in hazard.everyone if test not in marks]
    if not marked or not missing:
        return []
    tests = tuple(Involved(test, traces[test], "both", ()) for test in hazard.everyone)
    name = next(mark.name for found in marked.values() for mark in found)
    group = f'the group "{name}"' if name else "a group"
    more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
    return [
        Hazard(
            digest(f"xdist_group {hazard.resource}", tests),
            _HAZARD,
            hazard.resource,
            tests,
            (),
            f"{group} keeps {len(marked)} of the {len(tests)} tests together that touch it; "
            f"{missing[0]}{more} may run on another worker meanwhile: a group helps only where "
            "all are in it",
            places=_places(marked),
            everyone=hazard.everyone,
        )
    ]


def _places(marks: dict[str, list[GroupMark]]) -> tuple[Place, ...]:
    return tuple(dict.fromkeys(Place(m.path, m.line) for found in marks.values() for m in found))


def propose(hazard: Hazard, suite: Suite, known: Known) -> Proposal:
    """Ask pytest for groups, and see to it that it gets them."""
    lacks = not is_configured(suite)
    own = bool(suite.mentioning(SCHEDULER))
    if not lacks and (own or known.grouping in ("unasked", "works")):
        return Proposal(settled=True)
    if known.grouping == "unasked":
        return Proposal(hint=_HINT)
    tests = tuple(one.id for one in hazard.tests)
    try:
        edits = group_switches(suite, known.grouping)
    except RefusedRewrite as refusal:
        return Proposal(refused=(Refused(tests, str(refusal)),))
    return Proposal(tests=tests, edits=tuple(edits)) if edits else Proposal(settled=True)


def _subject(tests: int) -> str:
    return f"tests: hand out {'one test' if tests == 1 else f'{tests} tests'} by their groups"


transform = Transform(
    "xdist-config",
    propose,
    __doc__,
    _subject,
    "Tests are marked as groups that belong on one worker of pytest-xdist, and nothing kept them "
    "together. Now they are handed out by their groups.",
    find,
    Signs(shows_group),
    brings=frozenset({_HAZARD, "xdist-config"}),
    claims=False,
)
