"""What a review comes to: the fixes to apply, comments for what is ignored among them."""

from collections.abc import Iterable

from codemods.edits.model import Edit, Fix
from codemods.plan import Plan
from codemods.review.decisions import Applied, Step
from codemods.review.edited import settled
from codemods.review.ignoring import ignoring
from codemods.review.state import Item, Review, decided, with_hazards
from codemods.review.subjects import digest_of_file


def outcome(review: Review) -> tuple[Fix, ...]:
    """The fixes to apply for what was decided.

    Raises:
        Refusal: what a reviewer wrote does not go with the rest, or a comment has no place.
    """
    suite = review.plan.suite
    accepted: list[Fix] = list(review.accepted)
    if any(review.decisions[fix.id].edits is not None for fix in accepted):
        accepted = settled(review.plan, accepted)
    comments: list[Fix] = []
    for item in _ignored(review):
        hazard = item.finding.hazard
        others = [it.hazard for it in review.plan.findings if it.hazard.id != hazard.id]
        reason = review.decisions[item.id].reason
        comments.append(ignoring(suite, hazard, reason, others, (*accepted, *comments)))
    return (*accepted, *comments)


def _ignored(review: Review) -> list[Item]:
    """One finding for each hazard that is to be left."""
    found: dict[str, Item] = {}
    for item in (*review.items, *review.left):
        if review.verdict(item.id) == "ignored":
            found.setdefault(item.finding.hazard.id, item)
    return list(found.values())


def spent(review: Review, files: dict[str, bytes | None]) -> Applied:
    """The event that the outcome of a review is in the files.

    Args:
        files: the bytes of the files that were written, by path.
    """
    done = {
        item.id
        for item in (*review.items, *review.left)
        if review.verdict(item.id) in ("accepted", "ignored")
    }
    return Applied(
        frozenset(done), {path: digest_of_file(content) for path, content in files.items()}
    )


def accepting(review: Review, items: Iterable[Item], edits: tuple[Edit, ...] | None = None) -> Step:
    """The step that accepts these fixes.

    Args:
        edits: of the one fix, as the reviewer wrote them.

    Raises:
        Refusal: they do not go with what a reviewer wrote elsewhere.
    """
    step = decided(review, items, "accepted", edits=edits)
    rewritten = any(
        it.edits is not None for it in (*review.decisions.values(), *step.decisions.values())
    )
    if rewritten:
        settled(review.plan, review.after(step).accepted)
    return step


def leaving(review: Review, item: Item, reason: str) -> Step:
    """The step that ignores a hazard for good, with all its findings.

    Raises:
        Refusal: no line can take the comment.
    """
    step = decided(review, with_hazards(review, [item]), "ignored", reason=reason)
    outcome(review.after(step))
    return step


def checked(plan: Plan, fix: Fix, accepted: tuple[Fix, ...]) -> None:
    """See that a fix that a reviewer wrote stands alone and goes with those accepted.

    Raises:
        Refusal: it does not.
    """
    settled(plan, [fix])
    settled(plan, [*(other for other in accepted if other.id != fix.id), fix])
