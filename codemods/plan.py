"""The way from a root to fixes: suite, touches, hazards, fixes, and what was left alone, and why.

The one place that composes the pure rooms; the command line calls it and owns all printing.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from codemods.edits.model import Fix, Safety
from codemods.edits.spans import render, share
from codemods.evidence.model import Evidence
from codemods.hazards.claimed import without_claimed
from codemods.hazards.find import changed_paths, changing_functions, find_hazards
from codemods.hazards.ignored import is_ignored
from codemods.hazards.model import Hazard
from codemods.hazards.observe import observe
from codemods.hazards.servers import outside_servers
from codemods.limits import (
    SECONDS,
    TOO_LARGE,
    TOO_LONG,
    FilesTooMuchError,
    Meter,
    TooMuchError,
    seconds_for,
    within,
)
from codemods.suite.model import Skipped, Suite, Test
from codemods.touches.model import Trace
from codemods.touches.relevant import relevant_tests
from codemods.touches.searches import for_changes, for_functions, for_paths, for_signs, for_uses
from codemods.touches.trace import Traces
from codemods.touches.units import units_in
from codemods.transforms.api import (
    Grouping,
    Known,
    Proposal,
    Refused,
    Transform,
    load_transforms,
)
from codemods.transforms.primitives.damage import broken
from codemods.transforms.primitives.together import together

_OF_PATHS = frozenset(
    {"hardcoded-path", "cwd-write", "shared-path", "tmp-path", "session-dir", "xdist-group"}
)
"""The hazards of touched paths, and their remedies."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What ``scan`` reports: a hazard, or the part of one that shares an answer.

    Attributes:
        id: of the fix where there is one, else of the hazard.
        transform: the remedy, also where it was refused or is not installed.
        tests: the tests that this finding is about, of those that meet on the resource.
        fix: ``None`` where ``safety`` is ``manual``.
        why: why it is a hazard; for ``manual``, what keeps the remedy and what to decide.
        available: whether that transform is installed.
    """

    id: str
    hazard: Hazard
    transform: str
    tests: tuple[str, ...]
    safety: Safety
    fix: Fix | None
    why: str
    available: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that one analysis found.

    Attributes:
        suite: as it was read.
        findings: in the order of collection.
        ignored: hazards that a comment in the code tells us to leave.
        untouched: hazards that reading shows and a run of all their tests did not.
        proposed: by id, the fixes without the edits that they own jointly.
        hazards: all that were found, also those that nobody asked for.
        whole: whether all tests of the suite were read.
    """

    suite: Suite
    findings: tuple[Finding, ...]
    ignored: tuple[Hazard, ...] = ()
    untouched: tuple[Hazard, ...] = ()
    proposed: Mapping[str, Fix] = field(default_factory=dict)
    hazards: tuple[Hazard, ...] = ()
    whole: bool = True

    @property
    def fixes(self) -> tuple[Fix, ...]:
        return tuple(finding.fix for finding in self.findings if finding.fix)

    @property
    def is_cut_short(self) -> bool:
        """Whether time or memory ran out somewhere, so that another run may find more."""
        reasons = [
            *(left.reason for left in self.suite.skipped),
            *(finding.why for finding in self.findings),
        ]
        return any(limit in reason for reason in reasons for limit in (TOO_LONG, TOO_LARGE))

    def originals(self, fixes: Iterable[Fix]) -> dict[str, bytes | None]:
        """The bytes that the edits of these fixes were computed on, ``None`` for no file."""
        return {edit.path: self.suite.raw(edit.path) for fix in fixes for edit in fix.edits}


def make_plan(
    suite: Suite,
    *,
    select: frozenset[str],
    ignore: frozenset[str],
    checked_in: frozenset[str],
    evidence: Evidence | None = None,
    grouping: Grouping = "unasked",
) -> Plan:
    """Analyse a suite.

    Args:
        select: names of transforms and hazards to look for; empty for all.
        ignore: names to leave out.
        checked_in: paths that belong to the repository, relative to the root.
        evidence: of a traced run of this suite, to be held against what reading shows.
        grouping: what a probe said of group marks, where a person asked for them by name.
    """
    transforms = {transform.name: transform for transform in load_transforms()}
    suite = replace(suite, checked_in=checked_in)
    suite, reader, traces, brought = _traced(suite, list(transforms.values()), select)
    found = find_hazards(traces, checked_in)
    for name, hazards in brought.items():
        found = without_claimed(found, hazards) if transforms[name].claims else found
    found += [hazard for hazards in brought.values() for hazard in hazards]
    untouched: tuple[Hazard, ...] = ()
    if evidence is not None:
        found, untouched = observe(found, evidence)
        read = frozenset(trace.test.id for trace in traces if trace.uses)
        found += outside_servers(evidence, read)
    ignored = tuple(hazard for hazard in found if is_ignored(suite, hazard))
    wanted = [
        hazard for hazard in found if hazard not in ignored and _is_wanted(hazard, select, ignore)
    ]
    asked = {name: each for name, each in transforms.items() if name not in ignore}
    findings = [
        finding
        for finding in _all_findings(wanted, suite, asked, traces, reader, grouping)
        if not (finding.fix and select) or {finding.transform, finding.hazard.name} & select
    ]
    settled = tuple(_settle(suite, findings))
    proposed = {finding.id: finding.fix for finding in findings if finding.fix}
    return Plan(suite, settled, ignored, untouched, proposed, tuple(found))


def _traced(
    suite: Suite, transforms: Sequence[Transform], select: frozenset[str]
) -> tuple[Suite, Traces, list[Trace], dict[str, Sequence[Hazard]]]:
    """What the tests touch, and the suite without the files in which that cannot be followed."""
    while True:
        reader = Traces(suite)
        try:
            return suite, reader, *_read(suite, transforms, reader, select)
        except FilesTooMuchError as error:
            suite = suite.without(error.reasons)


def _read(
    suite: Suite, transforms: Sequence[Transform], reader: Traces, select: frozenset[str]
) -> tuple[list[Trace], dict[str, Sequence[Hazard]]]:
    """The traces of the tests that can be a part of a hazard, and what each transform sees in them.

    Args:
        select: names of transforms and hazards; transforms that can have no part in them see none.
    """
    finders = [each for each in transforms if each.find and _is_asked(each, select)]
    everything = any(each.signs is None for each in finders)
    tests: dict[str, Test] = {}
    for found in [suite.tests] if everything else _searched(suite, finders, reader):
        tests |= {test.id: test for test in found}
    brought: dict[str, Sequence[Hazard]] = {}
    known: set[str] = set()
    doing: set[str] = set()
    while True:
        traces = reader.of(tests.values())
        for each in finders:  # what has no words has all its tests from the first round
            if each.name not in brought or any(hazard.words for hazard in brought[each.name]):
                brought[each.name] = _found_by(each, suite, traces)
        words = changed_paths(traces, suite.checked_in)
        words |= {w for hazards in brought.values() for hazard in hazards for w in hazard.words}
        functions = changing_functions(suite, traces)
        if everything or (words <= known and functions <= doing):
            units_in.cache_clear()  # all is found, and what follows needs the room
            return traces, {each.name: brought[each.name] for each in finders}
        for search in (for_paths(suite, words - known), for_functions(suite, functions - doing)):
            tests |= {test.id: test for test in relevant_tests(suite, search)}
        known |= words
        doing |= functions


def _searched(
    suite: Suite, finders: Sequence[Transform], reader: Traces
) -> Iterator[Sequence[Test]]:
    """The tests that show what is looked for: changes, and what each transform finds."""
    alone = reader.is_changed_on_import, reader.is_changed_by
    yield relevant_tests(suite, for_changes(suite, *alone))
    yield relevant_tests(suite, for_uses(suite, *alone))
    for each in finders:
        assert each.signs
        found = relevant_tests(suite, for_signs(suite, each.name, each.signs))
        yield each.narrow(suite, found) if each.narrow else found


def _is_asked(transform: Transform, select: frozenset[str]) -> bool:
    """Whether hazards that a transform finds can matter to what is selected."""
    if not select or transform.brings is None or transform.brings & select:
        return True
    return transform.claims and bool(select & _OF_PATHS)


def _found_by(transform: Transform, suite: Suite, traces: Sequence[Trace]) -> Sequence[Hazard]:
    """The hazards that a transform finds, none where that takes too long."""
    assert transform.find
    try:
        with within(max(SECONDS, seconds_for(suite.config.tool) * len(suite.modules))):
            return transform.find(suite, traces)
    except TooMuchError as error:
        reason = f"what only {transform.name} finds was not looked for: {error}"
        left = Skipped(".", reason)
        if left not in suite.skipped:
            suite.skipped.append(left)
        return ()


def _is_wanted(hazard: Hazard, select: frozenset[str], ignore: frozenset[str]) -> bool:
    names = {hazard.name, *hazard.remedies}
    out = {hazard.name, *hazard.remedies[:1]} & ignore
    return (not select or bool(names & select)) and not out


def _all_findings(
    hazards: Sequence[Hazard],
    suite: Suite,
    transforms: Mapping[str, Transform],
    traces: Sequence[Trace],
    reader: Traces,
    grouping: Grouping,
) -> list[Finding]:
    """The findings of all hazards, of which none takes away what tests run that do not move."""
    kept: frozenset[int] = frozenset()
    away: frozenset[str] = frozenset()
    doers: dict[int, set[str]] = {}
    meter = Meter(seconds_for(suite.config.tool))
    for trace in traces:
        for touch in trace.touches:
            doers.setdefault(id(touch.statement), set()).add(trace.test.id)
    while True:
        taken: dict[str, frozenset[str]] = {}
        moved: dict[int, set[str]] = {}
        elsewhere: frozenset[str] = frozenset()
        findings: list[Finding] = []
        for hazard in hazards:
            known = Known(reader, taken, kept, away, grouping)
            answer = _answer(hazard, suite, transforms, known, meter)
            findings += _findings(hazard, answer)
            proposal = answer.proposal
            elsewhere |= proposal.away
            for function, name in proposal.names:
                taken[function] = taken.get(function, frozenset()) | {name}
            for statement in proposal.idle:
                moved.setdefault(statement, set()).update(proposal.tests)
        needed = {key for key, tests in moved.items() if not doers.get(key, set()) <= tests}
        if not needed and elsewhere <= away:
            return findings
        kept, away = kept | needed, away | elsewhere


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a hazard's remedies make of it.

    Attributes:
        transform: the one that changes something, else the first that says why it does not.
        passed: why those that were asked before make nothing.
        more: why those that were asked after make nothing, and what a person can do.
    """

    transform: Transform | None
    proposal: Proposal
    passed: tuple[str, ...] = ()
    more: tuple[str, ...] = ()


def _answer(
    hazard: Hazard,
    suite: Suite,
    transforms: Mapping[str, Transform],
    known: Known,
    meter: Meter,
) -> _Answer:
    """The first remedy that changes anything, else the refusal of the first."""
    refusals: list[tuple[Transform, Proposal]] = []
    hints: list[str] = []
    for transform in (transforms[name] for name in hazard.remedies if name in transforms):
        try:
            with meter.charging(one.id.partition("::")[0] for one in hazard.tests):
                proposal = transform.propose(hazard, suite, known)
        except TooMuchError as error:
            everyone = tuple(one.id for one in hazard.tests)
            proposal = Proposal(refused=(Refused(everyone, f"{error}, so no fix was made"),))
        if proposal.edits or proposal.settled:
            return _Answer(transform, proposal, _reasons(refusals))
        if proposal.refused:
            refusals.append((transform, proposal))
        hints += [proposal.hint] if proposal.hint else []
    if not refusals:
        return _Answer(None, Proposal(), more=tuple(hints))
    return _Answer(*refusals[0], more=(*_reasons(refusals[1:]), *hints))


def _reasons(refusals: Sequence[tuple[Transform, Proposal]]) -> tuple[str, ...]:
    return tuple(
        f"not {transform.name}: {refused.reason}"
        for transform, proposal in refusals
        for refused in proposal.refused
    )


def _findings(hazard: Hazard, answer: _Answer) -> Iterator[Finding]:
    if answer.transform is None:
        everyone = tuple(one.id for one in hazard.tests)
        remedy = hazard.remedies[0] if hazard.remedies else ""
        why = "; ".join([hazard.why, *answer.more])
        yield Finding(hazard.id, hazard, remedy, everyone, "manual", None, why, False)
        return
    if answer.proposal.edits:
        yield _fixed(hazard, answer)
    for refused in answer.proposal.refused:
        left = f"{hazard.why}; left alone, because {refused.reason}"
        why = "; ".join([left, *answer.more])
        identity = _digest(hazard.id, *refused.tests)
        yield Finding(identity, hazard, answer.transform.name, refused.tests, "manual", None, why)


def _fixed(hazard: Hazard, answer: _Answer) -> Finding:
    transform, proposal = answer.transform, answer.proposal
    assert transform
    why = "; ".join([hazard.why, *answer.passed])
    contents = sorted(
        f"{edit.path}\0{edit.before.hex()}\0{edit.after.hex()}" for edit in proposal.edits
    )
    identity = _digest(transform.name, hazard.resource, *sorted(proposal.tests), *contents)
    own = frozenset({identity})
    edits = sorted(
        (replace(edit, owners=own) for edit in proposal.edits),
        key=lambda edit: (edit.path, edit.order),
    )
    fix = Fix(
        identity,
        transform.name,
        hazard.name,
        hazard.resource,
        why,
        proposal.safety,
        tuple(sorted(proposal.tests)),
        tuple(edits),
    )
    return Finding(identity, hazard, transform.name, proposal.tests, proposal.safety, fix, why)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _settle(suite: Suite, findings: Sequence[Finding]) -> list[Finding]:
    """Refuse what crosses or breaks; let the others share edits and take unused names along."""
    refused: dict[str, str] = {}
    while True:
        fixes = [f.fix for f in findings if f.fix and f.id not in refused]
        shared, crossing = share(fixes)
        for fix, rival in crossing:
            refused[fix.id] = f"its edits cross those of {rival.id} ({rival.resource})"
        whole = together(suite, shared)
        damaged = dict(broken(suite, whole))
        if not crossing and not damaged:
            break
        refused |= damaged
    final = {fix.id: fix for fix in whole}
    return [
        replace(finding, fix=final[finding.id])
        if finding.id in final
        else _refuse(finding, refused.get(finding.id))
        for finding in findings
    ]


def _refuse(finding: Finding, reason: str | None) -> Finding:
    if reason is None:
        return finding
    why = f"{finding.why}; left alone, because {reason}"
    return replace(finding, safety="manual", fix=None, why=why)


def changed_files(plan: Plan, fixes: Iterable[Fix]) -> dict[str, tuple[bytes | None, bytes]]:
    """The bytes before and after of every file that these fixes change; ``None`` for a new one."""
    chosen = list(fixes)
    applied = frozenset(fix.id for fix in chosen)
    result: dict[str, tuple[bytes | None, bytes]] = {}
    for path in sorted({edit.path for fix in chosen for edit in fix.edits}):
        raw = plan.suite.raw(path)
        edits = [edit for fix in chosen for edit in fix.edits if edit.path == path]
        result[path] = (raw, render(raw or b"", edits, applied))
    return result
