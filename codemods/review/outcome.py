"""What a review comes to: the fixes to apply, comments for what is ignored among them."""

from collections import Counter
from collections.abc import Iterable, Mapping

from codemods.edits.model import Edit, Fix
from codemods.errors import Refusal
from codemods.plan import Plan
from codemods.review.changes import contents
from codemods.review.decisions import Applied, Step
from codemods.review.edited import reached, settled
from codemods.review.ignoring import ignoring
from codemods.review.state import Item, Review, decided, with_hazards
from codemods.safe_text import visible


def outcome(review: Review) -> tuple[Fix, ...]:
    """The fixes to apply for what was decided.

    Raises:
        Refusal: what a reviewer wrote does not go with the rest, or a comment has no place.
    """
    comments: list[Fix] = []
    for item in _ignored(review):
        reason = review.decisions[item.id].reason
        comments.append(comment_on(review, item, reason, comments))
    return (*review.accepted, *comments)


def comment_on(review: Review, item: Item, reason: str, beside: Iterable[Fix] = ()) -> Fix:
    """The comment that leaves a hazard for good.

    Args:
        beside: further comments that go into the files with it.

    Raises:
        Refusal: no line can take it, or not all hazards that it could silence are known.
    """
    plan, hazard = review.plan, item.finding.hazard
    if not plan.whole:
        raise Refusal(
            "a comment could silence what other tests share, and only a part of the suite was "
            "read: review without PATHS to leave a hazard for good"
        )
    others = [it for it in plan.hazards if it.id != hazard.id and it.name == hazard.name]
    return ignoring(plan.suite, hazard, reason, others, (*review.accepted, *beside))


def _ignored(review: Review) -> list[Item]:
    """One finding for each hazard that is to be left."""
    found: dict[str, Item] = {}
    for item in (*review.items, *review.left):
        if review.verdict(item.id) == "ignored":
            found.setdefault(item.finding.hazard.id, item)
    return list(found.values())


def spent(review: Review) -> Applied:
    """The event that the outcome of a review is in the files."""
    done = (
        item.id
        for item in (*review.items, *review.left)
        if review.verdict(item.id) in ("accepted", "ignored")
    )
    return Applied(frozenset(done))


def accepting(review: Review, items: Iterable[Item], edits: tuple[Edit, ...] | None = None) -> Step:
    """The step that accepts these fixes.

    Args:
        edits: of the one fix, as the reviewer wrote them.

    Raises:
        Refusal: they do not go with what a reviewer wrote elsewhere.
    """
    step = decided(review, items, "accepted", edits=edits)
    _ = review.after(step).accepted
    return step


def leaving(review: Review, item: Item, reason: str) -> Step:
    """The step that ignores a hazard for good, with all its findings.

    Raises:
        Refusal: no line can take the comment.
    """
    step = decided(review, with_hazards(review, [item]), "ignored", reason=reason)
    outcome(review.after(step))
    return step


def checked(
    plan: Plan, fix: Fix, others: Iterable[Fix], wanted: Mapping[str, bytes] | None = None
) -> None:
    """See that a fix that a reviewer wrote stands alone and goes with others.

    Args:
        fix: as the reviewer wrote it, by itself.
        others: those that are accepted, as they were proposed or written.
        wanted: by path, the files that the reviewer has seen it lead to.

    Raises:
        Refusal: it does not, or what nobody uses any more would be taken out of it again.
    """
    alone = settled(plan, [fix])
    for path, content in (wanted or {}).items():
        made = contents(plan.suite, path, alone) or b""
        if line := _missing(content, made):
            raise Refusal(
                f"{path}: {visible(line.strip(), keep='')!r} would go again, because nothing that "
                "the fix leaves uses it; take it out, or use it"
            )
    everything = [*(other for other in others if other.id != fix.id), fix]
    near = reached(everything, [fix.id])
    settled(plan, [other for other in everything if other.id in near])


def _missing(wanted: bytes, made: bytes) -> str:
    """The first line with something on it of which there is more in ``wanted``."""
    counts = Counter(made.splitlines())
    for line in wanted.splitlines():
        if line.strip() and not counts[line]:
            return line.decode("utf-8", "backslashreplace")
        counts[line] -= 1
    return ""
