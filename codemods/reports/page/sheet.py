"""What stands on the page, in the order of the page."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from codemods.edits.model import Safety
from codemods.hazards.paths import shown
from codemods.plan import Plan
from codemods.reports.findings import doubt
from codemods.reports.page.diffs import ShownFile, shown_file
from codemods.reports.page.meetings import Meeting, meetings
from codemods.reports.page.picture import Picture, draw
from codemods.review.changes import change_of
from codemods.review.decisions import Log
from codemods.review.schedules import Schedule, schedules
from codemods.review.state import Item, begin
from codemods.review.words import Part, parts

MOST_OPEN = 60
"""Fixes up to which the page shows all diffs at once; if there are more, they are folded."""

_NOTE = re.compile(r"; (?=left alone, because |not [a-z-]+: |as a last resort, )")
_SAFETY = {"safe": "safe", "unsafe": "look first", "manual": "by hand"}


@dataclass(frozen=True, slots=True)
class ShownPart:
    """The part that one test plays; ``lines`` says where, in words."""

    test: str
    role: str
    lines: str


@dataclass(frozen=True, slots=True)
class Card:
    """One finding.

    Attributes:
        digest: of what a decision on it is about.
        verdict_of_tool: its safety in words.
        why: why it is a hazard.
        notes: why remedies do not help, and what a person can do.
        doubt: why the fix is not safe unseen; empty where it is.
        places: lines at which a run showed it.
        meet: why tests can be at it at the same time, each reason with the schedulers.
        apart: why they cannot.
        files: what the fix changes; empty where there is none.
        later: what goes as well once the fixes ``others`` are accepted too.
    """

    id: str
    digest: str
    hazard_id: str
    transform: str
    hazard: str
    resource: str
    safety: Safety
    verdict_of_tool: str
    observed: bool
    why: str
    notes: tuple[str, ...]
    doubt: str
    parts: tuple[ShownPart, ...]
    places: tuple[str, ...]
    meet: tuple[tuple[str, tuple[str, ...]], ...]
    apart: tuple[tuple[str, tuple[str, ...]], ...]
    files: tuple[ShownFile, ...] = ()
    later: tuple[ShownFile, ...] = ()
    others: tuple[str, ...] = ()
    has_fix: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """How many findings of a transform there are of each safety."""

    transform: str
    safe: int
    unsafe: int
    manual: int

    @property
    def all(self) -> int:
        return self.safe + self.unsafe + self.manual


@dataclass(frozen=True)
class Sheet:
    """The whole page.

    Attributes:
        name: of the folder that was read.
        key: of this root and these very findings.
        groups: the findings with a fix, by transform.
        left: those without.
        ignored: kind of hazard and resource, of what a comment tells us to leave.
        untouched: what a traced run did not confirm.
        skipped: path and reason.
    """

    name: str
    key: str
    files: int
    counts: tuple[Count, ...]
    meetings: tuple[Meeting, ...]
    picture: Picture
    groups: tuple[tuple[str, tuple[Card, ...]], ...]
    left: tuple[Card, ...]
    ignored: tuple[tuple[str, str], ...]
    untouched: tuple[str, ...]
    skipped: tuple[tuple[str, str], ...]

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """All findings, in the order of the page."""
        return (*(card for _, cards in self.groups for card in cards), *self.left)

    @property
    def is_folded(self) -> bool:
        """Whether the diffs are folded at first."""
        return sum(card.has_fix for card in self.cards) > MOST_OPEN

    @property
    def total(self) -> Count:
        """The sum of all rows."""
        return _count("", self.cards)


def sheet_of(plan: Plan) -> Sheet:
    """What stands on the page of a plan."""
    review = begin(plan, Log())
    fixes = [_card(plan, item) for item in review.items]
    left = tuple(_card(plan, item) for item in review.left)
    groups = [(name, tuple(it)) for name, it in groupby(fixes, key=lambda card: card.transform)]
    everything = (*fixes, *left)
    names = dict.fromkeys(card.transform for card in everything)
    found = meetings(item.finding for item in (*review.items, *review.left))
    return Sheet(
        name=plan.suite.root.rpartition("/")[2] or plan.suite.root,
        key=_key(plan, everything),
        files=len(plan.suite.modules),
        counts=tuple(
            _count(name, [card for card in everything if card.transform == name]) for name in names
        ),
        meetings=found,
        picture=draw(found),
        groups=tuple(groups),
        left=left,
        ignored=tuple((hazard.name, shown(hazard.resource)) for hazard in plan.ignored),
        untouched=tuple(shown(hazard.resource) for hazard in plan.untouched),
        skipped=tuple((item.path, item.reason) for item in plan.suite.skipped),
    )


def _card(plan: Plan, item: Item) -> Card:
    finding = item.finding
    hazard = finding.hazard
    known = schedules(plan.suite, hazard)
    change = change_of(plan.suite, finding.fix) if finding.fix else None
    own = parts(finding)
    return Card(
        id=item.id,
        digest=item.subject.digest,
        hazard_id=hazard.id,
        transform=finding.transform,
        hazard=hazard.name,
        resource=shown(hazard.resource),
        safety=finding.safety,
        verdict_of_tool=_SAFETY[finding.safety],
        observed=hazard.evidence == "observed",
        why=hazard.why,
        notes=tuple(_notes(finding.why.removeprefix(hazard.why))),
        doubt=doubt(item.finding),
        parts=tuple(ShownPart(part.test, part.role, _lines(part)) for part in own),
        places=() if any(part.lines for part in own) else tuple(map(str, hazard.places)),
        meet=_by_reason(it for it in known if it.meets),
        apart=_by_reason(it for it in known if not it.meets),
        files=tuple(shown_file(plan.suite, it) for it in change.files) if change else (),
        later=tuple(shown_file(plan.suite, it) for it in change.later) if change else (),
        others=change.others if change else (),
        has_fix=finding.fix is not None,
    )


def _notes(more: str) -> Iterator[str]:
    """What the reason of a finding says beyond that of its hazard, clause by clause."""
    yield from (note for note in _NOTE.split(more) if note)


def _lines(part: Part) -> str:
    """``line 5``, ``lines 5, 9``, in another file ``conftest.py:5, 9``."""
    found: dict[str, list[int]] = {}
    for place in part.lines:
        path, _, line = place.rpartition(":")
        found.setdefault(path, []).append(int(line))
    own = part.test.partition("::")[0]
    said = []
    for path, lines in found.items():
        numbers = ", ".join(map(str, sorted(set(lines))))
        where = f"{path}:" if path != own else "line " if len(set(lines)) == 1 else "lines "
        said.append(f"{where}{numbers}")
    return "; ".join(said)


def _by_reason(plans: Iterable[Schedule]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: dict[str, tuple[str, ...]] = {}
    for plan in plans:
        found[plan.why] = (*found.get(plan.why, ()), plan.name)
    return tuple(found.items())


def _count(name: str, cards: Iterable[Card]) -> Count:
    found = [card.safety for card in cards]
    return Count(name, found.count("safe"), found.count("unsafe"), found.count("manual"))


def _key(plan: Plan, cards: Iterable[Card]) -> str:
    said = [plan.suite.root, *(f"{card.id} {card.digest}" for card in cards)]
    return hashlib.sha256("\0".join(said).encode("utf-8", "surrogatepass")).hexdigest()[:16]
