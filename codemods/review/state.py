"""Where a review stands: the fixes in order, what was said of each, what that comes to."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from codemods.edits.model import Edit, Fix
from codemods.errors import Refusal
from codemods.plan import Finding, Plan
from codemods.review.changes import CONTEXT, Change, change_of
from codemods.review.decisions import Decision, Event, Log, Step, Subject, Verdict, stepped
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
        """The fixes that were accepted, as the reviewer left them, in order."""
        return tuple(self.fix_of(item) for item in self.those("accepted"))

    def fix_of(self, item: Item) -> Fix:
        """The fix as it stands: as the reviewer wrote it, where that was done."""
        decision = self.decisions.get(item.id)
        if decision is None or decision.edits is None:
            return item.fix
        return replace(item.fix, edits=decision.edits)

    def change(self, item: Item, context: int = CONTEXT) -> Change:
        """What accepting it changes, given what else is accepted."""
        return change_of(self.plan.suite, self.fix_of(item), self.accepted, context=context)

    def after(self, event: Event) -> "Review":
        """The review with one more event."""
        return Review(self.plan, self.items, self.left, self.log.after(event))

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
        raise Refusal(
            f"{name!r} is no id of a fix, no transform and no hazard that was found here; "
            "xdistify review --list shows what there is"
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
        edits: of the one fix, as the reviewer wrote them; they are kept when only the verdict
            changes.
    """
    made = []
    for item in items:
        own = edits
        if own is None and verdict == "accepted" and item.id in review.decisions:
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


def meant(review: Review, word: str) -> tuple[Item, ...]:
    """The fixes that a word on the command line means.

    Args:
        word: ``proven`` for all that are safe, ``all``, the name of a transform or of a hazard,
            or an id.

    Raises:
        Refusal: it means nothing here.
    """
    if word == "all":
        return review.items
    if word == "proven":
        return tuple(item for item in review.items if item.proven)
    if is_rule(review, word):
        return tuple(item for item in review.items if word in _names(item))
    found = review.find(word)
    if not found.finding.fix:
        raise Refusal(f"{found.id} has no fix: {found.finding.why}")
    return (found,)


def is_rule(review: Review, word: str) -> bool:
    """Whether a word means fixes by what they are, and not one by its id."""
    return word in ("all", "proven") or any(word in _names(item) for item in review.items)


def _names(item: Item) -> tuple[str, str]:
    return item.finding.transform, item.finding.hazard.name


def with_hazards(review: Review, items: Iterable[Item]) -> tuple[Item, ...]:
    """The fixes, with the others for the same hazards: a comment in the code silences them all."""
    hazards = {item.finding.hazard.id for item in items}
    everything = (*review.items, *review.left)
    return tuple(item for item in everything if item.finding.hazard.id in hazards)
