"""Where a review stands: the fixes in order, what was said of each, what that comes to."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from codemods.edits.model import Edit, Fix
from codemods.errors import Refusal
from codemods.plan import Finding, Plan
from codemods.review.changes import CONTEXT, Change, between, change_of
from codemods.review.decisions import Decision, Event, Log, Step, Subject, Verdict, stepped
from codemods.review.edited import reached, settled
from codemods.review.subjects import base_of, standing, subject_of

Standing = Literal["undecided", "accepted", "rejected", "ignored", "later"]

_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Item:
    """One finding to be judged.

    Attributes:
        finding: what was found, with its fix or the reason why there is none.
        subject: what a decision on it is about.
    """

    finding: Finding
    subject: Subject

    @property
    def id(self) -> str:
        return self.finding.id

    @property
    def fix(self) -> Fix:
        """The fix as the tool made it."""
        assert self.finding.fix
        return self.finding.fix

    @property
    def proven(self) -> bool:
        """Whether it may be accepted together with others, unseen."""
        return self.finding.safety == "safe"


@dataclass(frozen=True)
class Review:
    """A review as it stands.

    Attributes:
        plan: what was found.
        items: the fixes, those of one transform together, in these those of one resource.
        left: the findings without a fix, which can only be ignored.
        log: what was decided, now and before.
    """

    plan: Plan
    items: tuple[Item, ...]
    left: tuple[Item, ...] = ()
    log: Log = field(default_factory=Log)

    @cached_property
    def _standing(self) -> tuple[dict[str, Decision], tuple[str, ...]]:
        subjects = [item.subject for item in (*self.items, *self.left)]
        return standing(self.plan.suite, subjects, self.log)

    @property
    def decisions(self) -> dict[str, Decision]:
        """What holds of these fixes, by id."""
        return self._standing[0]

    @property
    def stale(self) -> tuple[str, ...]:
        """Ids of the fixes that are asked again because what was decided on has changed."""
        return self._standing[1]

    def verdict(self, name: str) -> Standing:
        """How a fix stands."""
        decision = self.decisions.get(name)
        return decision.verdict if decision else "undecided"

    def those(self, *verdicts: Standing) -> tuple[Item, ...]:
        """The fixes that stand so, in order."""
        if len(verdicts) == 1:
            return self._by_verdict.get(verdicts[0], ())
        return tuple(item for item in self.items if self.verdict(item.id) in verdicts)

    def count(self, *verdicts: Standing) -> int:
        """How many fixes stand so."""
        return sum(len(self._by_verdict.get(verdict, ())) for verdict in verdicts)

    @cached_property
    def _by_verdict(self) -> dict[Standing, tuple[Item, ...]]:
        found: dict[Standing, list[Item]] = {}
        for item in self.items:
            found.setdefault(self.verdict(item.id), []).append(item)
        return {verdict: tuple(items) for verdict, items in found.items()}

    @cached_property
    def accepted(self) -> tuple[Fix, ...]:
        """The fixes that were accepted, as they go into the files, in order.

        Raises:
            Refusal: what a reviewer wrote does not go with the others.
        """
        return self._whole(self.those("accepted"))

    def proposal(self, item: Item) -> Fix:
        """The fix as it was proposed, or as the reviewer wrote it, by itself."""
        decision = self.decisions.get(item.id)
        if decision is None or decision.edits is None:
            return self.plan.proposed[item.id]
        return replace(item.fix, edits=decision.edits)

    @property
    def proposals(self) -> tuple[Fix, ...]:
        """The fixes that were accepted, each by itself."""
        return tuple(self.proposal(item) for item in self.those("accepted"))

    def change(self, item: Item, context: int = CONTEXT) -> Change:
        """What accepting it changes, given what else is accepted."""
        suite = self.plan.suite
        known, whole = self.around(item)
        paths = {edit.path for edit in self.proposal(item).edits}
        if not self._is_edited((*self.those("accepted"), item)):
            return change_of(suite, item.fix, known, context=context)
        paths |= {edit.path for fix in whole if fix.id == item.id for edit in fix.edits}
        return Change(between(suite, known, whole, paths, context))

    def around(self, item: Item) -> tuple[tuple[Fix, ...], tuple[Fix, ...]]:
        """The fixes that are accepted without a fix, and with it, as they go into the files."""
        others = tuple(it for it in self.those("accepted") if it.id != item.id)
        return self._whole(others), self._whole((*others, item))

    def _whole(self, items: Iterable[Item]) -> tuple[Fix, ...]:
        """Fixes with what they own jointly: anew where a reviewer wrote one that they meet."""
        chosen = tuple(items)
        if not self._is_edited(chosen):
            return tuple(item.fix for item in chosen)
        proposals = [self.proposal(item) for item in chosen]
        start = [item.id for item in chosen if self._is_edited((item,))]
        near = reached(proposals, start)
        anew = {
            fix.id: fix for fix in settled(self.plan, [it for it in proposals if it.id in near])
        }
        return tuple(anew.get(item.id, item.fix) for item in chosen)

    def _is_edited(self, items: Iterable[Item]) -> bool:
        if not any(decision.edits is not None for decision in self.decisions.values()):
            return False
        found = (self.decisions.get(item.id) for item in items)
        return any(decision and decision.edits is not None for decision in found)

    def after(self, event: Event) -> "Review":
        """The review with one more event."""
        return Review(self.plan, self.items, self.left, self.log.after(event))

    def back(self, which: Literal["undo", "redo"]) -> Event:
        """The event that takes the last answer back, or gives it again.

        Raises:
            Refusal: there is none, or it is about what this review does not show.
        """
        steps = self.log.done if which == "undo" else self.log.undone
        if not steps:
            raise Refusal(f"there is nothing to {which}")
        names = {*steps[-1].decisions, *steps[-1].cleared}
        if not any(item.id in names for item in (*self.items, *self.left)):
            raise Refusal(
                f"the last answer to {which} is about fixes that are not shown here: review them "
                "with the same paths and options, or without any"
            )
        return which

    def find(self, name: str) -> Item:
        """The finding with this id, or with the only id that begins so.

        Raises:
            Refusal: there is none, or there are several.
        """
        found = [item for item in (*self.items, *self.left) if item.id.startswith(name)]
        if len(found) == 1 and len(name) >= _SHORTEST:
            return found[0]
        if len(found) > 1 and len(name) >= _SHORTEST:
            ids = ", ".join(item.id for item in found[:5])
            raise Refusal(f"{name!r} begins several ids: {ids}")
        short = f", of which at least {_SHORTEST} digits are needed" if found else ""
        raise Refusal(
            f"{name!r} is no id of what was found here{short}; xdistify review --list shows them"
        )


def begin(plan: Plan, log: Log) -> Review:
    """A review of the fixes of ``plan``, after what ``log`` says of an earlier one."""
    found = [Item(it, subject_of(plan.suite, it)) for it in plan.findings]
    items = [item for item in found if item.finding.fix]
    transforms = _ranks(item.finding.transform for item in items)
    resources = _ranks(item.finding.hazard.resource for item in items)
    items.sort(
        key=lambda item: (
            transforms[item.finding.transform],
            resources[item.finding.hazard.resource],
        )
    )
    return Review(plan, tuple(items), tuple(it for it in found if not it.finding.fix), log)


def _ranks(names: Iterable[str]) -> dict[str, int]:
    return {name: at for at, name in enumerate(dict.fromkeys(names))}


def decided(
    review: Review,
    items: Iterable[Item],
    verdict: Verdict,
    *,
    reason: str = "",
    edits: tuple[Edit, ...] | None = None,
) -> Step:
    """The step that says this of these fixes.

    Args:
        edits: of the one fix, as the reviewer wrote them; those written before are kept.
    """
    made = []
    for item in items:
        own = edits
        if own is None and item.id in review.decisions:
            own = review.decisions[item.id].edits
        base = base_of(review.plan.suite, own) if own is not None else ""
        made.append(Decision(item.subject, verdict, reason, own, base))
    return stepped(made)


def alike(review: Review, item: Item) -> tuple[Item, ...]:
    """The fixes of the same transform of which nothing was said yet."""
    return tuple(
        it for it in review.those("undecided") if it.finding.transform == item.finding.transform
    )


def neighbours(review: Review, item: Item) -> tuple[Item, ...]:
    """The fixes for the same resource of which nothing was said yet."""
    return tuple(
        it
        for it in review.those("undecided")
        if it.finding.hazard.resource == item.finding.hazard.resource
    )


def by_rule(review: Review, word: str) -> tuple[Item, ...]:
    """The fixes that ``all``, ``proven`` or the name of a transform or of a hazard means."""
    if word in ("all", "proven"):
        return tuple(item for item in review.items if item.proven or word == "all")
    return tuple(item for item in review.items if word in _names(item))


def by_id(review: Review, word: str) -> Item:
    """The fix with this id.

    Raises:
        Refusal: there is none, or there are several.
    """
    found = review.find(word)
    if not found.finding.fix:
        raise Refusal(f"{found.id} has no fix: {found.finding.why}")
    return found


def said_of(review: Review, items: Iterable[Item]) -> frozenset[str]:
    """The ids under which something was said of these fixes, or of what they were before."""
    places = {item.subject.place for item in items}
    said = review.log.decisions().items()
    return frozenset(name for name, it in said if it.subject.place in places)


def _names(item: Item) -> tuple[str, str]:
    return item.finding.transform, item.finding.hazard.name


def with_hazards(review: Review, items: Iterable[Item]) -> tuple[Item, ...]:
    """The fixes, with the others for the same hazards: a comment in the code silences them all."""
    hazards = {item.finding.hazard.id for item in items}
    everything = (*review.items, *review.left)
    return tuple(item for item in everything if item.finding.hazard.id in hazards)
