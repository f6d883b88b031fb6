"""Give each test a folder of its own.

What it does
------------
A fixed path that a test, a method or a function-scoped fixture makes and uses for itself becomes
a path below pytest's ``tmp_path``. The function takes the fixture, the file keeps its name, and
constants and imports that nothing uses any more go.

Why
---
Two pytest-xdist workers that run two such tests at once, or two runs on one machine, overwrite
and delete each other's files. ``tmp_path`` is a new folder for every test, under every scheduler.

Example
-------
Before::

    REPORT = "/tmp/build/report.txt"

    def test_report():
        with open(REPORT, "w") as file:
            file.write("ok")
        assert os.path.getsize(REPORT) == 2

After::

    def test_report(tmp_path):
        report = tmp_path / "report.txt"
        with open(report, "w") as file:
            file.write("ok")
        assert os.path.getsize(report) == 2

When the fix is safe
--------------------
Every test that touches the path makes what it reads; every place that spells the path, in the
test and in the fixtures that it requests, can be changed with it; and nothing else names it: no
helper, no code under test, no longer string, no configuration file.

What it leaves alone
--------------------
Paths that never reach the file system, files that belong to the repository and are only read,
tests whose file system is mocked, and whatever another test makes (see ``session-dir``). Tests in
``unittest.TestCase`` classes, set-up functions, wider fixtures and helpers are reported with the
reason.
"""

from collections.abc import Iterator, Mapping, Sequence

from codemods.edits.model import Edit, Safety
from codemods.hazards.model import Hazard, Involved
from codemods.hazards.paths import shown
from codemods.suite.model import Suite
from codemods.touches.model import Touch
from codemods.touches.values import normalise
from codemods.transforms.api import Proposal, Refused, Transform
from codemods.transforms.primitives.hosts import why_not_hosted
from codemods.transforms.primitives.places import Component, components
from codemods.transforms.primitives.rewrite import rewrite
from codemods.transforms.primitives.visibility import why_not_alone
from codemods.transforms.primitives.writing import RefusedRewrite

FIXTURE = "tmp_path"


def propose(
    hazard: Hazard, suite: Suite, taken: Mapping[str, frozenset[str]] | None = None
) -> Proposal:
    """Move every test that can be moved, with all that has to move along."""
    reasons: dict[str, str] = {}
    for one in hazard.tests:
        reason = _why_not(hazard, one, suite)
        if reason:
            reasons[one.id] = reason
    edits: list[Edit] = []
    moved: list[Involved] = []
    names: list[tuple[str, str]] = []
    safety: Safety = "safe"
    while True:
        _spread(hazard, reasons)
        movable = [one for one in hazard.tests if one.id not in reasons]
        edits, moved, names = [], [], []
        failed = False
        for component in components(movable, suite):
            try:
                rewritten = rewrite(component, suite, FIXTURE, taken or {})
            except RefusedRewrite as refusal:
                failed = True
                reasons |= {one.id: str(refusal) for one in component.tests}
            else:
                edits += rewritten.edits
                names += rewritten.names
                moved += component.tests
        if not failed:
            break
    if any(_is_doubtful(component) for component in components(moved, suite)):
        safety = "unsafe"
    return Proposal(
        tests=tuple(one.id for one in moved),
        edits=tuple(dict.fromkeys(edits)),
        safety=safety,
        refused=tuple(_by_reason(hazard, reasons)),
        names=tuple(names),
    )


def _why_not(hazard: Hazard, one: Involved, suite: Suite) -> str | None:
    if one.trace.incomplete:
        return one.trace.incomplete
    if one.trace.faked:
        return one.trace.faked
    if one.needs:
        return (
            f"it uses {shown(one.needs.path)} at line {one.needs.line} before it has made it, and "
            "no test makes it: the code under test does, under a name of its own, or the machine"
        )
    for touch in one.touches:
        reason = (
            why_not_hosted(suite, touch.origin)
            if touch.origin
            else f"{shown(touch.path)} at line {touch.line} comes from code that was not read"
        )
        if touch.loose and touch.origin and touch.origin.constant:
            name = touch.origin.constant.rpartition(":")[2]
            reason = f"which path {name} is depends on a condition"
        elif touch.origin and _names_repository(touch, suite):
            reason = f"the folder of line {touch.origin.node.lineno} belongs to the repository"
        if touch.obstacle:
            reason = f"{touch.obstacle} at line {touch.line}"
        if reason and not _is_ground(touch, one):
            return reason
    return why_not_alone(one, suite)


def _names_repository(touch: Touch, suite: Suite) -> bool:
    """Whether the path is derived from a name for a folder in which the suite itself lies."""
    assert touch.origin
    folder = normalise(touch.origin.text, suite.root)
    if folder == touch.path or folder.startswith("/"):
        return False
    return folder == "." or any(path.startswith(f"{folder}/") for path in suite.modules)


def _is_ground(touch: Touch, one: Involved) -> bool:
    """Whether a touch only prepares or removes the folder under what the test itself uses.

    A module or a wide fixture that makes the folder of all does not have to move with one test.
    """
    own = [other for other in one.touches if other.function != touch.function]
    return (
        touch.role.prepares
        and touch.function != one.trace.test.function.key
        and bool(own)
        and all(other.path.startswith(f"{touch.path}/") for other in own)
    )


def _spread(hazard: Hazard, reasons: dict[str, str]) -> None:
    """What cannot move holds back every test that shares a rewritten function with it."""
    while True:
        stuck = {
            touch.origin.function: one
            for one in hazard.tests
            if one.id in reasons
            for touch in one.touches
            if touch.origin and touch.origin.function
        }
        held = {
            one.id: stuck[touch.origin.function]
            for one in hazard.tests
            if one.id not in reasons
            for touch in one.touches
            if touch.origin and touch.origin.function in stuck
        }
        if not held:
            return
        for test, other in held.items():
            reasons[test] = f"it shares code with {other.id}, which stays: {reasons[other.id]}"


def _is_doubtful(component: Component) -> bool:
    """A relative name may be meant as a name, not as a path, where it is compared or handed on."""
    return any(touch.is_doubtful for one in component.tests for touch in one.touches)


def _by_reason(hazard: Hazard, reasons: dict[str, str]) -> Iterator[Refused]:
    grouped: dict[str, list[str]] = {}
    for one in hazard.tests:
        if one.id in reasons:
            grouped.setdefault(reasons[one.id], []).append(one.id)
    for reason, tests in grouped.items():
        yield Refused(tuple(tests), reason)


def _subject(tests: int) -> str:
    return f"tests: give {'one test its' if tests == 1 else f'{tests} tests their'} own tmp_path"


transform = Transform("tmp-path", propose, __doc__, _subject)

__all__: Sequence[str] = ("propose", "transform")
