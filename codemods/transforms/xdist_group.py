"""Keep the tests that meet on a resource together on one worker.

What it does
------------
Where no other transform can part them, all tests that touch a resource get the mark
``@pytest.mark.xdist_group``, at the narrowest place that they have in common: the module
(``pytestmark``), the class, or each test. The options of pytest get ``--dist loadgroup``, without
which the mark does nothing. Where the installed pytest-xdist loses the groups, the conftest file
above all tests gets a hook that keeps them (see ``xdist-config``).

It is the last resort, and asked for by name only: ``--select xdist-group``.

Why
---
Tests of one group run on one worker, one after the other, in the order of collection: as they did
before. They gain nothing from more workers, they still depend on each other, and a run of one of
them alone still fails if it did. But the rest of the suite runs in parallel.

Example
-------
Before::

    def test_writes():
        inventory.save()

    def test_reads():
        assert inventory.load()

After::

    @pytest.mark.xdist_group(name="inventory")
    def test_writes():
        inventory.save()

    @pytest.mark.xdist_group(name="inventory")
    def test_reads():
        assert inventory.load()

When the fix is safe
--------------------
All tests that touch the resource are known, none of them belongs to another group, and a probe of
two tests has shown that the pytest and the pytest-xdist of the suite keep a group together. Groups
hold under ``--dist loadgroup`` only, in runs of one machine in which no worker crashes.

What it leaves alone
--------------------
Hazards that another transform removes, tests that the code under test may lead to the resource
unseen, tests of different groups (pytest-xdist would join them to a third), suites that group their
tests in code or hand them out themselves, options that ask for another ``--dist``, and projects
that do not require pytest-xdist: pytest would not start without it. Each with the reason.
"""

import re

from codemods.edits.model import Edit
from codemods.hazards.model import Hazard
from codemods.hazards.paths import is_resource, shown
from codemods.hazards.resources import counts
from codemods.suite.model import Suite
from codemods.touches.model import HOLE
from codemods.transforms.api import Known, Proposal, Refused, Transform
from codemods.transforms.primitives.groups import group_marks, grouped_by_code
from codemods.transforms.primitives.marking import group_edits
from codemods.transforms.primitives.replacing import RefusedRewrite
from codemods.transforms.primitives.scheduling import group_switches
from codemods.transforms.primitives.visibility import named_by_code

_HINT = "as a last resort, group its tests: --select xdist-group"


def propose(hazard: Hazard, suite: Suite, known: Known) -> Proposal:
    """Mark every test that touches the resource, and see to it that the marks count."""
    everyone = tuple(dict.fromkeys([*hazard.everyone, *(one.id for one in hazard.tests)]))
    try:
        if len(everyone) < 2:
            raise RefusedRewrite("only one test touches it, which is a group already")
        edits, name = _edits(hazard, everyone, suite, known)
    except RefusedRewrite as refusal:
        if known.grouping == "unasked":
            return Proposal()
        return Proposal(refused=(Refused(tuple(one.id for one in hazard.tests), str(refusal)),))
    if known.grouping == "unasked":
        return Proposal(hint=_HINT)
    functions = _functions(everyone, suite)
    return Proposal(
        tests=everyone,
        edits=tuple(dict.fromkeys(edits)),
        names=tuple((functions[test], f"@{name}") for test in everyone),
    )


def _edits(
    hazard: Hazard, everyone: tuple[str, ...], suite: Suite, known: Known
) -> tuple[list[Edit], str]:
    """The edits, and the name of the group.

    Raises:
        RefusedRewrite: it cannot be shown that all is well then.
    """
    _check_all_known(hazard, everyone, suite, known)
    marks = group_marks(suite)
    code = grouped_by_code(suite)
    if code:
        raise RefusedRewrite(f"{code} groups tests itself, and which ones reading does not tell")
    names = {mark.name for test in everyone for mark in marks.get(test, ())}
    if len(names) > 1 or None in names:
        quoted = " and ".join(
            sorted("one that is computed" if n is None else f'"{n}"' for n in names)
        )
        raise RefusedRewrite(
            f"its tests are in groups already, {quoted}, and pytest-xdist takes a test of two "
            "groups for one of a third"
        )
    found = next(iter(names), None)
    name = found or _name(hazard.resource, {m.name or "" for ms in marks.values() for m in ms})
    _check_other_claims(everyone, name, suite, known)
    unmarked = [test for test in everyone if not marks.get(test)]
    edits = [*group_edits(suite, unmarked, name)] if unmarked else []
    switches = group_switches(suite, known.grouping) if known.grouping != "unasked" else []
    if known.grouping != "unasked" and not (edits or switches):
        raise RefusedRewrite(f'its tests are all in the group "{name}", and run on one worker')
    return [*edits, *switches], name


def _check_all_known(hazard: Hazard, everyone: tuple[str, ...], suite: Suite, known: Known) -> None:
    """Whether no other test can touch the resource."""
    for test in everyone:
        if suite.tests.named(test) is None:
            raise RefusedRewrite(f"{test} was seen in a run only, and not found in the code")
    paths = {
        touch.path
        for one in hazard.tests
        for touch in one.touches
        if counts(touch) and is_resource(touch.path)
    }
    texts = known.traces.by_text
    for path in sorted(paths):
        reason = named_by_code(hazard.tests, path, suite)
        if reason:
            raise RefusedRewrite(f"{reason}, so that other tests may use it unseen")
        if HOLE in path or len(path.strip("./")) < 3:
            continue
        word = re.compile(rf"(?<![\w.\-]){re.escape(path)}(?![\w\-]|\.\w)")
        named = (tests for text, tests in texts.items() if path in text and word.search(text))
        others = {test for tests in named for test in tests}.difference(everyone)
        if others:
            test = min(others, key=suite.tests.place)
            raise RefusedRewrite(
                f"{test} names {shown(path)} too, in a way that reading does not follow"
            )


def _check_other_claims(everyone: tuple[str, ...], name: str, suite: Suite, known: Known) -> None:
    functions = _functions(everyone, suite)
    for test in everyone:
        for taken in known.taken.get(functions[test], ()):
            if taken.startswith("@") and taken != f"@{name}":
                raise RefusedRewrite(
                    f'{test} is to be in the group "{taken[1:]}" for another resource; with that '
                    "applied, this one's tests can join it"
                )


def _functions(tests: tuple[str, ...], suite: Suite) -> dict[str, str]:
    """The keys of the functions of tests."""
    found = (suite.tests.named(test) for test in tests)
    return {test.id: test.function.key for test in found if test}


def _name(resource: str, taken: set[str]) -> str:
    """A free name for the group, after the file or folder."""
    folder, _, last = shown(resource).rstrip("/").rpartition("/")
    stem = last.lstrip(".").partition(".")[0]
    if not stem[:1].isalpha():
        stem = f"{folder.rpartition('/')[2]} {stem}"
    name = re.sub(r"\W+", "_", stem).strip("_").lower()
    name = name if name[:1].isalpha() else f"files_{name}".rstrip("_")
    names = [name, *(f"{name}_{number}" for number in range(2, 1000))]
    return next(each for each in names if each not in taken)


def _subject(tests: int) -> str:
    return f"tests: keep {tests} tests that share a resource on one worker"


transform = Transform(
    "xdist-group",
    propose,
    __doc__,
    _subject,
    "Tests work on one resource and cannot be parted. Marked as a group, they run on one worker of "
    "pytest-xdist under --dist loadgroup, one after the other.",
)
