"""The words that a review shows: the same in the prompt, on the full screen and on the page."""

from collections.abc import Iterator
from dataclasses import dataclass

from codemods.hazards.model import Hazard, Involved
from codemods.plan import Finding
from codemods.review.state import Item, Review

_ROLES = {"producer": "makes it", "consumer": "needs it", "cleaner": "clears it away"}


@dataclass(frozen=True, slots=True)
class Part:
    """The part that one test plays.

    Attributes:
        test: its node id.
        role: a clause, such as ``makes it``; empty where nothing is known.
        lines: ``path:line`` of where it names or touches the resource, in order.
    """

    test: str
    role: str
    lines: tuple[str, ...]


def parts(finding: Finding) -> tuple[Part, ...]:
    """The tests that a finding is about, each with its part."""
    own = set(finding.tests)
    hazard = finding.hazard
    return tuple(
        Part(one.id, role_of(one, hazard), tuple(dict.fromkeys(_lines(one))))
        for one in hazard.tests
        if one.id in own
    )


def role_of(one: Involved, hazard: Hazard) -> str:
    """What a test does to the resource, as a clause."""
    if not one.touches and hazard.evidence == "static":
        return ""
    own = "makes what it reads" if hazard.name != "shared-path" else "makes and needs it"
    return _ROLES.get(one.role, own)


def _lines(one: Involved) -> Iterator[str]:
    for touch in one.touches:
        if touch.origin:
            yield f"{touch.origin.module}:{touch.origin.node.lineno}"
        if touch.line:
            yield f"{touch.function.partition('::')[0]}:{touch.line}"


def title(item: Item) -> str:
    """What the fix does, in a few words: its transform and the resource."""
    return f"{item.finding.transform}  {item.finding.hazard.resource}"


def counts(review: Review) -> str:
    """``2 accepted, 1 rejected, 40 left``."""
    named = [
        f"{number} {verdict}"
        for verdict in ("accepted", "rejected", "ignored")
        if (number := review.count(verdict))
    ]
    left = review.count("undecided", "later")
    return ", ".join([*named, f"{left} left"])


def progress(review: Review, item: Item) -> tuple[int, int]:
    """The number of a fix among all those of the review, from 1, and how many there are."""
    return review.items.index(item) + 1, len(review.items)
