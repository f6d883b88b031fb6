"""The list of what there is to judge: transforms, in them resources, in these the findings."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from codemods.review.screen.cells import harmless, padded, shortened, width_of
from codemods.review.state import Item, Review, Standing

Tally = tuple[Counter[str], Counter[str]]

LEFT = "no fix"
"""Heads the findings that can only be ignored."""

MARKS: Mapping[Standing, str] = {
    "undecided": "?",
    "accepted": "ok",
    "rejected": "x",
    "ignored": "ig",
    "later": "..",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list.

    Attributes:
        text: what it says.
        item: the finding; ``None`` for the head of a group.
        depth: 0 for a transform, 1 for a resource, 2 for one of several findings on a resource.
        group: the transform that it belongs to.
        note: what stands at its end: how many tests, or where they are.
    """

    text: str
    item: Item | None
    depth: int
    group: str
    note: str = ""


def entries_of(items: Sequence[Item]) -> list[Entry]:
    """The lines of the list, for findings in the order of a review."""
    found: list[Entry] = []
    for group, members in groupby(items, _group):
        found.append(Entry(group, None, 0, group))
        for resource, several in groupby(members, lambda item: item.finding.hazard.resource):
            same = list(several)
            shown = harmless(resource)
            if len(same) == 1:
                found.append(Entry(shown, same[0], 1, group, _tests(same[0])))
                continue
            found.append(Entry(shown, None, 1, group, f"{len(same)} parts"))
            found += [Entry(_label(item), item, 2, group, _tests(item)) for item in same]
    return found


def groups_of(review: Review) -> dict[str, str]:
    """The group of each finding, by id."""
    return {item.id: _group(item) for item in (*review.items, *review.left)}


def tally(groups: Mapping[str, str], review: Review) -> Tally:
    """How many findings each group has, and of how many of them something was said."""
    said = (name for name, one in review.decisions.items() if one.verdict != "later")
    return Counter(groups.values()), Counter(groups[name] for name in said)


def mark_of(review: Review, item: Item) -> str:
    """How a finding stands, in two letters."""
    if not item.finding.fix and review.verdict(item.id) == "undecided":
        return "--"
    return "ed" if is_edited(review, item) else MARKS[review.verdict(item.id)]


def stands(review: Review, item: Item) -> str:
    """How a finding stands, in words."""
    verdict = review.verdict(item.id)
    if is_edited(review, item):
        return "accepted as edited"
    if verdict == "ignored":
        reason = review.decisions[item.id].reason
        return f"ignored for good{': ' if reason else ''}{harmless(reason)}"
    if not item.finding.fix:
        return "no fix"
    return "left for later" if verdict == "later" else verdict


def is_edited(review: Review, item: Item) -> bool:
    """Whether it is accepted as the reviewer wrote it."""
    decision = review.decisions.get(item.id)
    return bool(decision and decision.verdict == "accepted" and decision.edits is not None)


def line_of(
    entry: Entry,
    review: Review,
    counted: Tally,
    current: bool,
    width: int,
) -> Iterator[tuple[str, str]]:
    """The line of an entry in pieces, each with the name of its style.

    Args:
        counted: what `tally` gives.
    """
    if entry.item is None and entry.depth == 0:
        every, said = counted
        yield _spread(f"{entry.text}", f"{said[entry.group]}/{every[entry.group]}", width), "group"
        return
    if entry.item is None:
        yield _spread(f"  {entry.text}", entry.note, width), "resource"
        return
    mark = mark_of(review, entry.item)
    style = "cursor" if current else ""
    yield f"{'>' if current else ' '} {'  ' * (entry.depth - 1)}", style
    yield f"{mark:<3}", f"{style} {_style(review, entry.item)}".strip()
    doubt = "!" if entry.item.finding.safety == "unsafe" else ""
    rest = width - 5 - 2 * (entry.depth - 1)
    yield _spread(doubt + entry.text, entry.note, rest), style


def _style(review: Review, item: Item) -> str:
    verdict = review.verdict(item.id)
    return "manual" if verdict == "undecided" and not item.finding.fix else verdict


def _spread(text: str, note: str, width: int) -> str:
    """The text at the left, the note at the right, where there is room for it."""
    if width < 1:
        return ""
    if note and width_of(note) + 9 < width:
        room = width - width_of(note) - 2
        return padded(shortened(text, room), room) + f" {note} "
    return padded(shortened(text, width - 1), width)


def _group(item: Item) -> str:
    return item.finding.transform if item.finding.fix else LEFT


def _tests(item: Item) -> str:
    count = len(item.finding.tests)
    return "1 test" if count == 1 else f"{count} tests"


def _label(item: Item) -> str:
    """The first test, without its file."""
    tests = item.finding.tests
    return harmless(tests[0].partition("::")[2] or tests[0]) if tests else item.id
