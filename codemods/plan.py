"""The way from a root to fixes: suite, touches, hazards, fixes, and what was left alone, and why.

The one place that composes the pure rooms; the command line calls it and owns all printing.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from codemods.edits.model import Edit, Fix, Safety
from codemods.edits.spans import render, share
from codemods.evidence.model import Evidence
from codemods.hazards.find import find_hazards
from codemods.hazards.ignored import is_ignored
from codemods.hazards.model import Hazard
from codemods.hazards.observe import observe
from codemods.suite.bindings import unbound_names
from codemods.suite.model import Suite
from codemods.suite.source import Unreadable, parse
from codemods.touches.trace import read_traces
from codemods.transforms.api import Proposal, Transform, load_transforms
from codemods.transforms.primitives.tidy import Removal, blanks, chains, unused


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


def make_plan(
    suite: Suite,
    *,
    select: frozenset[str],
    ignore: frozenset[str],
    checked_in: frozenset[str],
    evidence: Evidence | None = None,
) -> Plan:
    """Analyse a suite.

    Args:
        select: names of transforms and hazards to look for; empty for all.
        ignore: names to leave out.
        checked_in: paths that belong to the repository, relative to the root.
        evidence: of a traced run of this suite, to be held against what reading shows.
    """
    transforms = {transform.name: transform for transform in load_transforms()}
    found: Sequence[Hazard] = find_hazards(read_traces(suite), checked_in)
    untouched: tuple[Hazard, ...] = ()
    if evidence is not None:
        found, untouched = observe(found, evidence)
    ignored = tuple(hazard for hazard in found if is_ignored(suite, hazard))
    wanted = [
        hazard for hazard in found if hazard not in ignored and _is_wanted(hazard, select, ignore)
    ]
    taken: dict[str, frozenset[str]] = {}
    findings = [
        finding for hazard in wanted for finding in _findings(hazard, suite, transforms, taken)
    ]
    return Plan(suite, tuple(_settle(suite, findings)), ignored, untouched)


def _is_wanted(hazard: Hazard, select: frozenset[str], ignore: frozenset[str]) -> bool:
    names = {hazard.name, *hazard.remedies}
    return (not select or bool(names & select)) and not names & ignore


def _findings(
    hazard: Hazard,
    suite: Suite,
    transforms: Mapping[str, Transform],
    taken: dict[str, frozenset[str]],
) -> Iterator[Finding]:
    everyone = tuple(one.id for one in hazard.tests)
    remedy = hazard.remedies[0] if hazard.remedies else ""
    available = [transforms[name] for name in hazard.remedies if name in transforms]
    if not available:
        yield Finding(hazard.id, hazard, remedy, everyone, "manual", None, hazard.why, False)
        return
    transform = available[0]
    proposal = transform.propose(hazard, suite, taken)
    for function, name in proposal.names:
        taken[function] = taken.get(function, frozenset()) | {name}
    if proposal.edits:
        yield _fixed(hazard, transform, proposal)
    for refused in proposal.refused:
        why = f"{hazard.why}; left alone, because {refused.reason}"
        identity = _digest(hazard.id, *refused.tests)
        yield Finding(identity, hazard, transform.name, refused.tests, "manual", None, why)


def _fixed(hazard: Hazard, transform: Transform, proposal: Proposal) -> Finding:
    contents = sorted(
        f"{edit.path}\0{edit.before.hex()}\0{edit.after.hex()}" for edit in proposal.edits
    )
    identity = _digest(transform.name, hazard.resource, *sorted(proposal.tests), *contents)
    own = frozenset({identity})
    edits = sorted(
        (replace(edit, owners=own) for edit in proposal.edits),
        key=lambda edit: (edit.path, edit.start, edit.end, edit.after),
    )
    fix = Fix(
        identity,
        transform.name,
        hazard.name,
        hazard.resource,
        hazard.why,
        proposal.safety,
        tuple(sorted(proposal.tests)),
        tuple(edits),
    )
    return Finding(
        identity, hazard, transform.name, proposal.tests, proposal.safety, fix, hazard.why
    )


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
        whole = _with_removals(suite, shared)
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


def _with_removals(suite: Suite, fixes: Sequence[Fix]) -> list[Fix]:
    """Give each unused name's removal to all the fixes that together make it unused."""
    gone: dict[str, list[tuple[int, int]]] = {}
    for fix in fixes:
        for edit in fix.edits:
            gone.setdefault(edit.path, []).append((edit.start, edit.end))
    removals = unused(suite, gone)
    owners = _owners(removals, fixes)
    extra: list[Edit] = []
    for path in sorted({removal.path for removal in removals}):
        source = suite.modules[path].source
        for chain in chains(source, [removal for removal in removals if removal.path == path]):
            everybody = frozenset[str]().union(*(owners[removal] for removal in chain))
            spans = [(removal.start, removal.end, owners[removal]) for removal in chain]
            spans += [(start, end, everybody) for start, end in blanks(source, chain)]
            extra += [
                Edit(path, start, end, source.raw[start:end], b"", ids, "all")
                for start, end, ids in spans
            ]
    return [
        replace(
            fix,
            edits=tuple(
                sorted(
                    (*fix.edits, *(edit for edit in extra if fix.id in edit.owners)),
                    key=lambda edit: (edit.path, edit.start, edit.end, edit.after),
                )
            ),
        )
        for fix in fixes
    ]


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
            culprits = [fix for fix in here if _damage(suite, path, [fix])] or here
            for fix in culprits:
                yield fix.id, f"{path} {reason}"


def _damage(suite: Suite, path: str, fixes: Sequence[Fix]) -> str | None:
    raw = suite.modules[path].source.raw
    edits = [edit for fix in fixes for edit in fix.edits if edit.path == path]
    try:
        after = render(raw, edits, frozenset(fix.id for fix in fixes))
        parse(path, after)
    except ValueError:
        return "would need two edits at one place"
    except Unreadable as error:
        return f"would not parse afterwards ({error})"
    missing = unbound_names(after) - unbound_names(raw)
    if missing:
        return f"would use {', '.join(sorted(missing))} without binding it"
    return None


def changed_files(plan: Plan, fixes: Iterable[Fix]) -> dict[str, tuple[bytes, bytes]]:
    """The bytes before and after of every file that these fixes change."""
    chosen = list(fixes)
    applied = frozenset(fix.id for fix in chosen)
    result: dict[str, tuple[bytes, bytes]] = {}
    for path in sorted({edit.path for fix in chosen for edit in fix.edits}):
        raw = plan.suite.modules[path].source.raw
        edits = [edit for fix in chosen for edit in fix.edits if edit.path == path]
        result[path] = (raw, render(raw, edits, applied))
    return result
