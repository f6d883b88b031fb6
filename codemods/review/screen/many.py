"""Decisions on many fixes at once: which, and the question that is asked before."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from codemods.review.decisions import Verdict
from codemods.review.filters import paths_of
from codemods.review.state import Item, Review, alike, neighbours


@dataclass(frozen=True, slots=True)
class Many:
    """Fixes of which the same is to be said.

    Attributes:
        question: what is asked; says how many there are, and how many are left out.
    """

    items: tuple[Item, ...]
    verdict: Verdict
    question: str


def all_alike(review: Review, item: Item, verdict: Verdict) -> Many:
    """All that are left of its transform."""
    return _many(alike(review, item), verdict, f"left of {item.finding.transform}")


def all_neighbours(review: Review, item: Item, verdict: Verdict) -> Many:
    """All that are left for its resource."""
    return _many(neighbours(review, item), verdict, f"left for {item.finding.hazard.resource}")


def all_in_file(review: Review, item: Item, verdict: Verdict) -> Many:
    """All that are left in the file of its first test, or else the first that it changes."""
    paths = paths_of(item)
    tests = [name.partition("::")[0] for name in item.finding.tests]
    path = next((name for name in tests if name in paths), paths[0])
    here = (it for it in review.those("undecided") if path in paths_of(it))
    return _many(here, verdict, f"left in {path}")


def _many(items: Iterable[Item], verdict: Verdict, where: str) -> Many:
    found = tuple(items)
    taken = tuple(item for item in found if item.proven) if verdict == "accepted" else found
    does = "Accept" if verdict == "accepted" else "Reject"
    kind = "safe fix" if verdict == "accepted" else "fix"
    number = f"the only {kind}" if len(taken) == 1 else f"all {len(taken)} {kind}es"
    question = f"{does} {number} {where}?"
    if unsafe := len(found) - len(taken):
        question += f" ({unsafe} unsafe {'one stays' if unsafe == 1 else 'ones stay'} undecided)"
    return Many(taken, verdict, question)


CHOICES: Mapping[str, Callable[[Review, Item, Verdict], Many]] = {
    "alike": all_alike,
    "resource": all_neighbours,
    "file": all_in_file,
}
