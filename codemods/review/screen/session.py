"""What a reviewer does at the screen, without the screen: moves, decides, goes back.

Each deed gives back the sentence that says what was done.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from codemods.edits.model import Edit, Fix
from codemods.errors import Refusal
from codemods.plan import Plan
from codemods.review.decisions import Step, Verdict, back_to
from codemods.review.desk import Desk
from codemods.review.filters import Filter, passes, read_filter
from codemods.review.outcome import accepting, leaving
from codemods.review.screen.many import Many
from codemods.review.state import Item, Review, decided

Editor = Callable[[Plan, Fix, Sequence[Fix]], tuple[Edit, ...] | None]
"""Lets a reviewer rewrite a fix that has to go with others; ``None`` if nothing was changed."""

_NO_FIX = "There is no fix here to accept or reject; i ignores the hazard for good."
_DONE = {
    "accepted": "Accepted",
    "rejected": "Rejected",
    "ignored": "Ignored for good",
    "later": "Left for later",
}


class Session:
    """A reviewer at a desk.

    Attributes:
        desk: where decisions go.
        wanted: the filter, as it was typed.
        every: the findings in order, those without a fix last.
        items: those of them that pass the filter.
        current: the one that is shown; ``None`` if there is none.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.wanted = ""
        self.every = (*desk.review.items, *_by_resource(desk.review.left))
        self.items: tuple[Item, ...] = self.every
        self.current = next(self._open(self.items), self.items[0] if self.items else None)
        self._numbers = {item.id: at for at, item in enumerate(self.items)}
        self._then = desk.review.log

    @property
    def review(self) -> Review:
        return self.desk.review

    @property
    def number(self) -> tuple[int, int]:
        """The number of the current finding among all, from 1, and how many there are."""
        at = self._numbers[self.current.id] + 1 if self.current else 0
        return at, len(self._numbers)

    @property
    def is_finished(self) -> bool:
        """Whether something was said of every fix."""
        return not self.review.count("undecided")

    def filter(self, text: str) -> str:
        """Show only what passes.

        Raises:
            Refusal: the text means no filter.
        """
        wanted = read_filter(text)
        self.items = tuple(item for item in self.every if passes(self.review, item, wanted))
        self.wanted = "" if wanted == Filter() else text.strip()
        if self.current not in self.items:
            self.current = next(self._open(self.items), self.items[0] if self.items else None)
        return f"{len(self.items)} of {len(self.every)} pass the filter." if self.wanted else ""

    def go(self, steps: int, *, undecided: bool = False) -> str:
        """Go so many findings on, or back; to undecided fixes only if asked for."""
        at = self._at()
        if undecided:
            after, before = self.items[at + 1 :], self.items[: max(at, 0)]
            ways = (after, before) if steps > 0 else (before[::-1], after[::-1])
            found = next(self._open((*ways[0], *ways[1])), None)
            if found is None:
                return "No other fix is undecided here."
            self.current = found
        elif self.items:
            self.current = self.items[max(0, min(at + steps, len(self.items) - 1))]
        return ""

    def find(self, text: str) -> str:
        """Go to a number or an id.

        Raises:
            Refusal: there is no such finding, or the filter hides it.
        """
        every = self.every
        text = text.strip()
        if text.isdecimal() and 0 < int(text) <= len(every):
            item = every[int(text) - 1]
        elif text.isdecimal() and len(text) < 8:
            raise Refusal(f"there are the numbers 1 to {len(every)}")
        else:
            item = self.review.find(text)
        if item not in self.items:
            raise Refusal("the filter hides it; Esc clears the filter")
        self.current = item
        return ""

    def decide(self, verdict: Verdict) -> str:
        """Say this of the current fix, and go to the next undecided one.

        Raises:
            Refusal: it does not go with what the reviewer wrote elsewhere.
        """
        item = self.current
        if item is None:
            return ""
        if not item.finding.fix:
            return _NO_FIX
        self.desk.record(self._step([item], verdict))
        return self._onwards(f"{_DONE[verdict]}: {_name(item)}.")

    def toggle(self) -> str:
        """Accept the current fix, or take that back, and stay."""
        item = self.current
        if item is None:
            return ""
        if not item.finding.fix:
            return _NO_FIX
        if self.review.verdict(item.id) == "accepted":
            self.desk.record(Step(cleared=frozenset({item.id})))
            return f"Undecided again: {_name(item)}."
        self.desk.record(accepting(self.review, [item]))
        return f"Accepted: {_name(item)}."

    def ignore(self, reason: str) -> str:
        """Have the hazard of the current finding ignored from now on.

        Raises:
            Refusal: no line can take the comment.
        """
        item = self.current
        if item is None:
            return ""
        step = leaving(self.review, item, reason.strip())
        self.desk.record(step)
        more = f", in {len(step.decisions)} findings" if len(step.decisions) > 1 else ""
        return self._onwards(f"Ignored for good{more}: {item.finding.hazard.resource}.")

    def edit(self, editor: Editor) -> str:
        """Let the reviewer rewrite what the current fix leads to.

        Raises:
            Refusal: what came back cannot be taken.
        """
        item = self.current
        if item is None:
            return ""
        if not item.finding.fix:
            return _NO_FIX
        review = self.review
        edits = editor(review.plan, review.proposal(item), review.proposals)
        if edits is None:
            return "Nothing was taken over, so nothing was decided."
        self.desk.record(accepting(review, [item], edits))
        return self._onwards(f"Accepted as edited: {_name(item)}.")

    def decide_many(self, many: Many) -> str:
        """Say the same of many fixes.

        Raises:
            Refusal: they do not go with what the reviewer wrote elsewhere.
        """
        self.desk.record(self._step(many.items, many.verdict))
        fixes = "1 fix" if len(many.items) == 1 else f"{len(many.items)} fixes"
        return self._onwards(f"{_DONE[many.verdict]}: {fixes}. u takes it back.")

    def undo(self) -> str:
        """Take the last decision back.

        Raises:
            Refusal: there is none, or it is about what is not shown here.
        """
        event = self.review.back("undo")
        step = self.review.log.done[-1]
        self.desk.record(event)
        return self._shown("Taken back", step)

    def redo(self) -> str:
        """Decide again what was taken back last.

        Raises:
            Refusal: there is nothing, or it is about what is not shown here.
        """
        event = self.review.back("redo")
        step = self.review.log.undone[-1]
        self.desk.record(event)
        return self._shown("Decided again", step)

    def abandon(self) -> None:
        """Let everything be as it was when this session began."""
        for event in back_to(self._then, self.review.log):
            self.desk.record(event)

    def changed(self) -> int:
        """How many findings stand otherwise than when this session began."""
        then, now = self._then.decisions(), self.review.log.decisions()
        return sum(then.get(name) != now.get(name) for name in {*then, *now})

    def _step(self, items: Iterable[Item], verdict: Verdict) -> Step:
        if verdict == "accepted":
            return accepting(self.review, items)
        return decided(self.review, items, verdict)

    def _onwards(self, sentence: str) -> str:
        self.go(1, undecided=True)
        if self.is_finished:
            return f"{sentence} Everything is decided: q ends the review."
        return sentence

    def _shown(self, what: str, step: Step) -> str:
        """Go to the first finding of a step that is listed."""
        names = {*step.decisions, *step.cleared}
        found = next((item for item in self.items if item.id in names), None)
        self.current = found or self.current
        if len(names) > 1:
            return f"{what}: {len(names)} decisions."
        if found is None:
            return f"{what}: a decision on what is not listed now."
        return f"{what}: {_name(found)}."

    def _at(self) -> int:
        return next((at for at, item in enumerate(self.items) if item is self.current), -1)

    def _open(self, items: Sequence[Item]) -> Iterator[Item]:
        review = self.review
        return (it for it in items if it.finding.fix and review.verdict(it.id) == "undecided")


def _by_resource(items: Sequence[Item]) -> list[Item]:
    """Those for one resource together."""
    ranks: dict[str, int] = {}
    for item in items:
        ranks.setdefault(item.finding.hazard.resource, len(ranks))
    return sorted(items, key=lambda item: ranks[item.finding.hazard.resource])


def _name(item: Item) -> str:
    return f"{item.finding.transform} {item.finding.hazard.resource}"
