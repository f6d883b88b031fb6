"""Give each test a folder of its own.

What it does
------------
A fixed path that tests make and use for themselves becomes a path in a new folder, in the way that
fits the place in which it is spelled:

- a test function, a method or a function-scoped fixture takes ``tmp_path``; a wider fixture takes
  ``tmp_path_factory``; a ``setup_method`` becomes a fixture;
- a method of a ``unittest.TestCase`` makes a folder with ``tempfile.mkdtemp`` and
  ``addCleanup``, in ``setUp`` where several methods share it; where the module uses pytest, an
  autouse fixture keeps ``tmp_path`` as an attribute;
- the values of ``parametrize`` stay, and the test puts them below ``tmp_path``;
- a constant, a default argument, a helper or a set-up function that is needed before any
  fixture exists gets one folder for each process, made at import and removed at exit;
- where the code under test makes up a relative name, the test runs in a folder of its own
  (``monkeypatch.chdir``); where it writes below the home folder, ``HOME`` is another one;
- a file of the repository that a test changes is copied first.

The file keeps its name. Clean-up that has lost its purpose goes, and so do constants and imports
that nothing uses any more.

Why
---
Two pytest-xdist workers that run two such tests at once, or two runs on one machine, overwrite
and delete each other's files. A folder of its own is right under every scheduler.

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
Every test that touches the path makes what it reads, or finds it in the repository; every place
that spells the path can be changed with it; and nothing else names it: no code under test, no
method that was not read, no longer string, no configuration file. A test changes its current folder
only if nothing that it touches is found from the folder in which the tests start.

What it leaves alone
--------------------
Paths that never reach the file system, relative names that are only given to a method called
``save`` of an object that was not read, files that belong to the repository and are only read,
tests whose file system is mocked or that have a folder of their own already, whatever another test
makes (see ``session-dir``), and a name whose text matters: a key, a part of another name, the
address of a socket. Each with the reason.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from codemods.hazards.find import only_names
from codemods.hazards.model import Hazard, Involved
from codemods.hazards.paths import is_below, shown
from codemods.hazards.resources import makes
from codemods.suite.model import Suite
from codemods.transforms.api import Known, Proposal, Refused, Transform
from codemods.transforms.primitives.classes import by_attribute, by_local_folder
from codemods.transforms.primitives.definitions import is_of_class
from codemods.transforms.primitives.hidden import why_hidden
from codemods.transforms.primitives.moving import (
    by_home,
    by_moving,
    moved_along,
)
from codemods.transforms.primitives.places import component_of, components
from codemods.transforms.primitives.preparing import by_unprepared
from codemods.transforms.primitives.process import by_constant, by_process
from codemods.transforms.primitives.reasons import (
    is_default,
    is_doubtful,
    is_kept,
    is_temporary,
    why_not_moved_below,
)
from codemods.transforms.primitives.replacing import NotApplicable, RefusedRewrite
from codemods.transforms.primitives.repointing import by_repointing, is_repointed_by
from codemods.transforms.primitives.requested import by_conversion, by_factory, by_parameter
from codemods.transforms.primitives.rewrite import Rewriting
from codemods.transforms.primitives.staying import code_names_repository
from codemods.transforms.primitives.unreached import why_not_whole
from codemods.transforms.primitives.visibility import (
    left_behind,
    named_apart,
    why_cleared_for_them,
    why_not_decorated,
    why_only_cleared,
    why_only_read,
)

_WAYS = (
    by_parameter,
    by_factory,
    by_unprepared,
    by_local_folder,
    by_conversion,
    by_repointing,
    by_constant,
    by_attribute,
    by_process,
)


def propose(hazard: Hazard, suite: Suite, known: Known) -> Proposal:
    """Move every test that can be moved, with all that has to move along."""
    reasons: dict[str, str] = {}
    for one in hazard.tests:
        reason = why_not_moved_below(one, suite)
        if reason:
            reasons[one.id] = reason
    reasons |= _possible_makers(hazard, suite, reasons)
    works: list[Rewriting] = []
    while True:
        _spread(hazard, reasons)
        movable = [one for one in hazard.tests if one.id not in reasons]
        works = []
        failed = False
        for group in components(movable, suite):
            try:
                work = _rewritten(group, hazard, suite, known, alone=not reasons)
                moved_anyway = all(one.id in known.away for one in group)
                better = moved_anyway or is_doubtful(group) or is_default(work)
                other = _away(group, suite, known) if better else None
                works.append(other or work)
            except RefusedRewrite as refusal:
                failed = True
                reasons |= {one.id: str(refusal) for one in group}
        if not failed:
            break
    works = _under_one_fixture(works, hazard, suite, known, alone=not reasons)
    works += _moved_away(hazard, reasons, suite, known)
    moved = [one for work in works for one in work.component.tests]
    spelled = [one for work in works if not work.away for one in work.component.tests]
    doubtful = is_doubtful(spelled)
    away = any(work.away for work in works) and code_names_repository(suite)
    return Proposal(
        tests=tuple(one.id for one in moved),
        edits=tuple(dict.fromkeys(edit for work in works for edit in work.edits)),
        safety="unsafe" if doubtful or away else "safe",
        refused=tuple(_by_reason(hazard, reasons)),
        names=tuple(name for work in works for name in work.names),
        away=frozenset(test for work in works if work.away for test in moved_along(work)),
        idle=frozenset(
            id(statement)
            for work in works
            for statements in work.component.idle.values()
            for statement in statements
        ),
    )


def _rewritten(
    group: Sequence[Involved],
    hazard: Hazard,
    suite: Suite,
    known: Known,
    *,
    alone: bool,
) -> Rewriting:
    """The first way of rewriting that fits.

    Args:
        alone: whether no other test of the hazard stays where it is.

    Raises:
        RefusedRewrite: none does.
    """
    reason = (
        why_not_whole(group, suite, known.traces)
        or why_cleared_for_them(group, suite)
        or why_only_cleared(group)
        or why_only_read(group, suite)
    )
    if reason:
        raise RefusedRewrite(reason)
    fresh = component_of(group, suite, fresh=True, kept=known.kept)
    refusals: list[RefusedRewrite] = []
    others = (one.trace.test.function.key for one in hazard.tests if one not in group)
    beside = frozenset(others) if alone else frozenset()
    for way in _WAYS:
        lasting = way in (by_constant, by_process)
        component = component_of(group, suite, fresh=False) if lasting else fresh
        work = Rewriting(component, suite, known.taken, beside=beside)
        try:
            if component.clash:
                raise RefusedRewrite(component.clash)
            if is_kept(component, suite) and (
                way not in (by_parameter, by_local_folder) or len(component.places) > 1
            ):
                raise RefusedRewrite("the file belongs to the repository and the tests change it")
            if way is not by_parameter and is_temporary(component):
                raise RefusedRewrite(
                    "only this test uses it, in the folder for temporary files, where it meets "
                    "nobody but another run of the test"
                )
            if not lasting and way is not by_parameter and is_of_class(work):
                raise NotApplicable("its path is that of a class attribute")
            if lasting and not alone:
                raise NotApplicable("another test that uses it stays where it is")
            way(work)
            everywhere = way in (by_repointing, by_constant, by_process)
            behind = left_behind(work.component, hazard.tests, known.traces) or named_apart(
                work.component, suite, constants=everywhere
            )
            if behind:
                raise RefusedRewrite(behind)
        except RefusedRewrite as refusal:
            refusals.append(refusal)
        else:
            return work
    telling = [r for r in refusals if not isinstance(r, NotApplicable)]
    raise RefusedRewrite(str([*telling, *refusals][0]))


def _under_one_fixture(
    works: Sequence[Rewriting],
    hazard: Hazard,
    suite: Suite,
    known: Known,
    *,
    alone: bool,
) -> list[Rewriting]:
    """The same, without spelling anew what a fixture of the module gives every test anyway."""
    left = list(works)
    for wide in works:
        near = [work for work in left if is_repointed_by(work, wide)]
        if wide not in left or not near:
            continue
        inside = {one.id for work in (wide, *near) for one in work.component.tests}
        group = [one for one in hazard.tests if one.id in inside]
        try:
            whole = _rewritten(group, hazard, suite, known, alone=alone)
        except RefusedRewrite:
            continue
        if whole.repointed:
            left = [work for work in left if work is not wide and work not in near] + [whole]
    return left


def _moved_away(
    hazard: Hazard,
    reasons: dict[str, str],
    suite: Suite,
    known: Known,
) -> list[Rewriting]:
    """Tests that can run in a folder of their own, though their paths cannot be spelled anew."""
    left = [one for one in hazard.tests if one.id in reasons and not one.trace.faked]
    works: list[Rewriting] = []
    for group in components(left, suite):
        work = _away(group, suite, known)
        if work:
            works.append(work)
            for one in group:
                del reasons[one.id]
    return works


def _away(
    group: Sequence[Involved],
    suite: Suite,
    known: Known,
) -> Rewriting | None:
    if all(only_names(one) for one in group) or _is_word_cleared(group):
        return None
    if why_cleared_for_them(group, suite):
        return None
    component = component_of(group, suite, fresh=True, kept=known.kept, below=False)
    work = Rewriting(component, suite, known.taken, away=True, traces=known.traces)
    home = any(touch.path.startswith("~") for one in group for touch in one.touches)
    if why_hidden(group, suite, known.traces) or any(why_not_decorated(it, suite) for it in group):
        return None
    try:
        (by_home if home else by_moving)(work)
    except RefusedRewrite:
        return None
    return work


def _is_word_cleared(group: Sequence[Involved]) -> bool:
    """Whether the tests only clear away what may be any word, and do as well without it."""
    touches = [touch for one in group for touch in one.touches]
    if any(t.role.needs or re.search(r"[/.]", t.path[1:]) for t in touches):
        return False
    return why_only_cleared(group) is not None


def _possible_makers(hazard: Hazard, suite: Suite, reasons: Mapping[str, str]) -> dict[str, str]:
    """The tests that make a folder in which a later one finds what nobody is seen to make."""
    found: dict[str, str] = {}
    for index, one in enumerate(hazard.tests):
        for needed in one.all_needs if one.id in reasons else ():
            if needed.path in suite.checked_in:
                continue
            for other in hazard.tests[:index]:
                hides = other.trace.moves or other.trace.unseen is not None
                if hides and any(
                    makes(touch) and is_below(needed.path, touch.path) for touch in other.touches
                ):
                    where = shown(needed.path)
                    found[other.id] = f"{one.id} needs {where}, which it may make there"
    return found


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


def _by_reason(hazard: Hazard, reasons: dict[str, str]) -> Iterator[Refused]:
    grouped: dict[str, list[str]] = {}
    for one in hazard.tests:
        if one.id in reasons:
            grouped.setdefault(reasons[one.id], []).append(one.id)
    for reason, tests in grouped.items():
        yield Refused(tuple(tests), reason)


def _subject(tests: int) -> str:
    return f"tests: give {'one test its' if tests == 1 else f'{tests} tests their'} own tmp_path"


transform = Transform(
    "tmp-path",
    propose,
    __doc__,
    _subject,
    "Tests worked on fixed paths, on which two workers of pytest-xdist could meet. Each now has a "
    "folder of its own.",
)

__all__: Sequence[str] = ("propose", "transform")
