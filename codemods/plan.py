"""The way from a root to fixes: suite, touches, hazards, fixes, and what was left alone, and why.

The one place that composes the pure rooms; the command line calls it and owns all printing.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from codemods.edits.model import LEADING, Edit, Fix, Safety
from codemods.edits.spans import render, share
from codemods.evidence.model import Evidence
from codemods.hazards.claimed import without_claimed
from codemods.hazards.find import find_hazards
from codemods.hazards.ignored import is_ignored
from codemods.hazards.model import Hazard
from codemods.hazards.observe import observe
from codemods.suite.bindings import defined_twice, unbound_names
from codemods.suite.config import why_unreadable
from codemods.suite.model import Suite
from codemods.suite.source import Unreadable, parse
from codemods.touches.model import Trace
from codemods.touches.trace import read_traces
from codemods.transforms.api import Grouping, Known, Proposal, Transform, load_transforms
from codemods.transforms.primitives.chains import blanks, chains
from codemods.transforms.primitives.hollow import hollow
from codemods.transforms.primitives.tidy import Removal, unused

_STRINGS = re.compile(r"""(?<![fF\w])(['"])(?:(?!\1)[^\\\n]|\\.)*\1""")
"""Strings in which no names are read."""


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
    """

    suite: Suite
    findings: tuple[Finding, ...]
    ignored: tuple[Hazard, ...] = ()
    untouched: tuple[Hazard, ...] = ()

    @property
    def fixes(self) -> tuple[Fix, ...]:
        return tuple(finding.fix for finding in self.findings if finding.fix)

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
    traces = read_traces(suite)
    brought: list[Hazard] = []
    for transform in transforms.values():
        brought += transform.find(suite, traces) if transform.find else ()
    found = [*without_claimed(find_hazards(traces, checked_in), brought), *brought]
    untouched: tuple[Hazard, ...] = ()
    if evidence is not None:
        found, untouched = observe(found, evidence)
    ignored = tuple(hazard for hazard in found if is_ignored(suite, hazard))
    wanted = [
        hazard for hazard in found if hazard not in ignored and _is_wanted(hazard, select, ignore)
    ]
    asked = {name: each for name, each in transforms.items() if name not in ignore}
    findings = [
        finding
        for finding in _all_findings(wanted, suite, asked, traces, grouping)
        if not (finding.fix and select) or {finding.transform, finding.hazard.name} & select
    ]
    return Plan(suite, tuple(_settle(suite, findings)), ignored, untouched)


def _is_wanted(hazard: Hazard, select: frozenset[str], ignore: frozenset[str]) -> bool:
    names = {hazard.name, *hazard.remedies}
    out = {hazard.name, *hazard.remedies[:1]} & ignore
    return (not select or bool(names & select)) and not out


def _all_findings(
    hazards: Sequence[Hazard],
    suite: Suite,
    transforms: Mapping[str, Transform],
    traces: Sequence[Trace],
    grouping: Grouping,
) -> list[Finding]:
    """The findings of all hazards, of which none takes away what tests run that do not move."""
    kept: frozenset[int] = frozenset()
    away: frozenset[str] = frozenset()
    doers: dict[int, set[str]] = {}
    by_id = {trace.test.id: trace for trace in traces}
    for trace in traces:
        for touch in trace.touches:
            doers.setdefault(id(touch.statement), set()).add(trace.test.id)
    while True:
        taken: dict[str, frozenset[str]] = {}
        moved: dict[int, set[str]] = {}
        elsewhere: frozenset[str] = frozenset()
        findings: list[Finding] = []
        for hazard in hazards:
            answer = _answer(hazard, suite, transforms, Known(taken, kept, away, by_id, grouping))
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
    hazard: Hazard, suite: Suite, transforms: Mapping[str, Transform], known: Known
) -> _Answer:
    """The first remedy that changes anything, else the refusal of the first."""
    refusals: list[tuple[Transform, Proposal]] = []
    hints: list[str] = []
    for transform in (transforms[name] for name in hazard.remedies if name in transforms):
        proposal = transform.propose(hazard, suite, known)
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
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:8]


def _settle(suite: Suite, findings: Sequence[Finding]) -> list[Finding]:
    """Refuse what crosses or breaks; let the others share edits and take unused names along."""
    refused: dict[str, str] = {}
    while True:
        fixes = [f.fix for f in findings if f.fix and f.id not in refused]
        shared, crossing = share(fixes)
        for fix, rival in crossing:
            refused[fix.id] = f"its edits cross those of {rival.id} ({rival.resource})"
        whole = _with_removals(suite, _with_commas(suite, shared))
        broken = dict(_broken(suite, whole))
        if not crossing and not broken:
            break
        refused |= broken
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


def _with_commas(suite: Suite, fixes: Sequence[Fix]) -> list[Fix]:
    """Part the parameters that several edits write between the same empty parentheses."""
    found: dict[tuple[str, int], dict[bytes, frozenset[str]]] = {}
    for fix in fixes:
        for edit in fix.edits:
            raw = suite.raw(edit.path) or b""
            empty = edit.start == edit.end and raw[edit.start - 1 : edit.end + 1] == b"()"
            if empty and re.fullmatch(rb"\w+(: [\w.]+)?", edit.after):
                here = found.setdefault((edit.path, edit.start), {})
                here[edit.after] = here.get(edit.after, frozenset()) | edit.owners
    several = {place: sorted(here.items()) for place, here in found.items() if len(here) > 1}
    commas = [
        Edit(path, at, at, b"", b", ", frozenset({one, other}), "all", rank=2 * index + 1)
        for (path, at), here in several.items()
        for index, (_, owners) in enumerate(here)
        for _, others in here[index + 1 :]
        for one in sorted(owners)
        for other in sorted(others)
    ]
    ranks = {
        (path, at, text): 2 * index
        for (path, at), here in several.items()
        for index, (text, _) in enumerate(here)
    }
    parted: list[Fix] = []
    for fix in fixes:
        own = [replace(e, rank=ranks.get((e.path, e.start, e.after), e.rank)) for e in fix.edits]
        own += [comma for comma in commas if fix.id in comma.owners]
        parted.append(replace(fix, edits=tuple(own)))
    return parted


def _with_removals(suite: Suite, fixes: Sequence[Fix]) -> list[Fix]:
    """Give each unused name's removal to all the fixes that together make it unused."""
    gone: dict[str, list[tuple[int, int]]] = {}
    named: dict[str, set[str]] = {}
    for fix in fixes:
        for edit in fix.edits:
            gone.setdefault(edit.path, []).append((edit.start, edit.end))
            code = _STRINGS.sub(" ", edit.after.decode("utf-8", "replace"))
            words = re.findall(r"\w+", code)
            named.setdefault(edit.path, set()).update(words)
    removals = unused(suite, gone, named)
    owners = _owners(removals, fixes)
    extra: list[Edit] = list(_hollowed(suite, fixes))
    dropped = _dropped(suite, fixes)
    owners |= dropped
    inserted: dict[str, set[int]] = {}
    for edit in (edit for fix in fixes for edit in fix.edits if edit.start == edit.end):
        inserted.setdefault(edit.path, set()).add(edit.start)
    for path in sorted({removal.path for removal in owners}):
        source = suite.modules[path].source
        here = [removal for removal in owners if removal.path == path]
        for chain in chains(source, here, inserted.get(path, ())):
            everybody = frozenset[str]().union(*(owners[removal] for removal in chain))
            own = [removal for removal in chain if removal not in dropped]
            spans = [(removal.start, removal.end, owners[removal]) for removal in own]
            extra += [
                Edit(path, start, end, source.raw[start:end], b"", ids, "all")
                for start, end, ids in spans
            ]
            behind = chain[-1].end in inserted.get(path, ())
            if not behind or _parts(fixes, path, chain[-1].end):
                extra += [
                    Edit(path, start, end, source.raw[start:end], b"", everybody, "all")
                    for start, end in blanks(source, chain, above_only=behind)
                ]
    extra = _without_crossing_blanks(extra)
    fixes = [_without_lead(suite, fix, extra) for fix in fixes]
    return [
        replace(
            fix,
            edits=tuple(
                sorted(
                    (*fix.edits, *(edit for edit in extra if fix.id in edit.owners)),
                    key=lambda edit: (edit.path, edit.order),
                )
            ),
        )
        for fix in fixes
    ]


def _without_crossing_blanks(edits: Sequence[Edit]) -> list[Edit]:
    """The edits but for blank lines that go with something else."""
    return [
        edit
        for edit in edits
        if edit.before.strip()
        or not any(
            other is not edit
            and other.path == edit.path
            and other.start < edit.end
            and edit.start < other.end
            for other in edits
        )
    ]


def _parts(fixes: Sequence[Fix], path: str, at: int) -> bool:
    """Whether what is written at a place begins with a blank line of its own."""
    here = [e for f in fixes for e in f.edits if e.path == path and e.start == e.end == at]
    return bool(here) and all(edit.after.startswith((b"\n", b"\r\n")) for edit in here)


def _dropped(suite: Suite, fixes: Sequence[Fix]) -> dict[Removal, frozenset[str]]:
    """The statements of modules that fixes take out themselves, line by line."""
    found: dict[Removal, frozenset[str]] = {}
    for fix in fixes:
        for edit in fix.edits:
            module = suite.modules.get(edit.path)
            if edit.after or edit.start == edit.end or module is None:
                continue
            source = module.source
            first, last = source.line_of(edit.start), source.line_of(edit.end - 1)
            whole = source.line_start(first), source.line_start(last + 1)
            if (edit.start, edit.end) == whole and any(
                first <= node.lineno and (node.end_lineno or 0) <= last for node in source.tree.body
            ):
                removal = Removal(edit.path, edit.start, edit.end)
                found[removal] = found.get(removal, frozenset()) | edit.owners
    return found


def _without_lead(suite: Suite, fix: Fix, removed: Sequence[Edit]) -> Fix:
    """The fix with no blank line in front of an import above which nothing will be left."""
    edits: list[Edit] = []
    for edit in fix.edits:
        raw = suite.raw(edit.path)
        blank = not edit.after.strip() and edit.rank != LEADING
        leads = edit.after.startswith((b"\n", b"\r\n")) and not blank
        if raw and edit.start == edit.end and leads:
            above = bytearray(raw[: edit.start])
            for other in removed:
                if other.path == edit.path and other.end <= edit.start:
                    above[other.start : other.end] = b" " * (other.end - other.start)
            written = any(
                other.path == edit.path and other.order < edit.order and other.after.strip()
                for other in fix.edits
            )
            if not (above.strip() or written):
                edit = replace(edit, after=edit.after.lstrip(b"\r\n"))
        edits.append(edit)
    return replace(fix, edits=tuple(edits))


def _hollowed(suite: Suite, fixes: Sequence[Fix]) -> Iterator[Edit]:
    """What is left of functions that several fixes empty together."""
    deleted: dict[str, list[Edit]] = {}
    for fix in fixes:
        for edit in fix.edits:
            if not edit.after and edit.end > edit.start:
                deleted.setdefault(edit.path, []).append(edit)
    gone = {path: [(e.start, e.end) for e in edits] for path, edits in deleted.items()}
    for path, (first, last), spans in hollow(suite, gone):
        raw = suite.modules[path].source.raw
        ids = frozenset[str]().union(
            *(e.owners for e in deleted[path] if first <= e.start and e.end <= last)
        )
        yield from (Edit(path, s, e, raw[s:e], b"", ids, "all") for s, e in spans)


def _owners(removals: Sequence[Removal], fixes: Sequence[Fix]) -> dict[Removal, frozenset[str]]:
    owners: dict[Removal, frozenset[str]] = {}
    for removal in removals:
        found: frozenset[str] = frozenset()
        for path, start, end in removal.causes:
            for fix in fixes:
                if any(
                    edit.path == path and edit.start <= start and end <= edit.end
                    for edit in fix.edits
                ):
                    found |= {fix.id}
            for other, ids in owners.items():
                if other.path == path and other.start <= start and end <= other.end:
                    found |= ids
        owners[removal] = found
    return owners


def _broken(suite: Suite, fixes: Sequence[Fix]) -> Iterator[tuple[str, str]]:
    """The fixes without which a file would parse, and know all its names."""
    for path in sorted({edit.path for fix in fixes for edit in fix.edits}):
        here = [fix for fix in fixes if any(edit.path == path for edit in fix.edits)]
        if reason := _damage(suite, path, here):
            culprits = [fix for fix in here if _damage(suite, path, [fix])]
            for fix in culprits or [_last_straw(suite, path, here)]:
                yield fix.id, f"{path} {reason}"


def _last_straw(suite: Suite, path: str, fixes: Sequence[Fix]) -> Fix:
    """The first fix that does not go together with those before it."""
    count = next(n for n in range(1, len(fixes) + 1) if _damage(suite, path, fixes[:n]))
    return fixes[count - 1]


def _damage(suite: Suite, path: str, fixes: Sequence[Fix]) -> str | None:
    raw = suite.raw(path) or b""
    edits = [edit for fix in fixes for edit in fix.edits if edit.path == path]
    try:
        after = render(raw, edits, frozenset(fix.id for fix in fixes))
    except ValueError:
        return "would need two edits at one place"
    if not path.endswith(".py"):
        reason = why_unreadable(path, after)
        return f"would not parse afterwards ({reason})" if reason else None
    try:
        twice = defined_twice(parse(path, after).tree)
    except Unreadable as error:
        return f"would not parse afterwards ({error})"
    twice -= defined_twice(parse(path, raw).tree)
    if twice:
        return f"would define {', '.join(sorted(twice))} twice"
    missing = unbound_names(after) - unbound_names(raw)
    if missing:
        return f"would use {', '.join(sorted(missing))} without binding it"
    return None


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
