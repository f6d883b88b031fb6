"""Decisions that were made on the page, held against the fixes that are found now.

The file is described in ``docs/page.md``. It comes from outside: everything in it is checked, and
what no longer fits is left out with a sentence.
"""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from codemods.errors import Refusal
from codemods.review.decisions import VERDICTS, Step, Verdict
from codemods.review.outcome import accepting, leaving
from codemods.review.state import Item, Review, decided
from codemods.safe_text import visible

VERSION = 1

_LONGEST_ID = 16
_NO_FILE = "this is no file of decisions from the page of xdistify scan --format html"


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision of the file; ``digest`` is of what was seen when it was made."""

    id: str
    digest: str
    verdict: Verdict
    reason: str


def read_decisions(text: str, review: Review) -> tuple[Step, tuple[str, ...]]:
    """The step that takes the decisions of a file into a review.

    Returns:
        The step, and a sentence for each decision that is not in it. A fix that a reviewer edited
        here, and that the file accepts, stays as it was edited.

    Raises:
        Refusal: it is no such file, none of it is about anything that is found here, or what it
            accepts does not go with what a reviewer edited.
    """
    entries = _entries(text)
    here = {item.id: item for item in (*review.items, *review.left)}
    if entries and not any(entry.id in here for entry in entries):
        raise Refusal(
            f"none of the {len(entries)} decisions in the file is about anything found here: "
            "was the page made of another suite, or with other options?"
        )
    wanted: list[tuple[Entry, Item]] = []
    notes: list[str] = []
    for entry in entries:
        item = here.get(entry.id)
        if item is None:
            notes.append(_note(entry, "nothing with this id is found here any more"))
        elif why_not := _why_not(entry, item):
            notes.append(_note(entry, why_not))
        else:
            wanted.append((entry, item))
    step, more = _step(review, wanted)
    return step, (*notes, *more)


def _why_not(entry: Entry, item: Item) -> str:
    """Why a decision cannot hold, as a clause; empty if it can."""
    if entry.digest != item.subject.digest:
        return "its code has changed since the page was made"
    if item.finding.fix is None and entry.verdict != "ignored":
        return f"it has no fix, so it cannot be {entry.verdict}"
    return ""


def _step(review: Review, wanted: Iterable[tuple[Entry, Item]]) -> tuple[Step, list[str]]:
    """The decisions as one step, and what cannot be ignored."""
    chosen = list(wanted)
    accepted = [item for entry, item in chosen if entry.verdict == "accepted"]
    found = dict(accepting(review, accepted).decisions)
    for entry, item in chosen:
        if entry.verdict in ("rejected", "later"):
            found |= decided(review, [item], entry.verdict, reason=entry.reason).decisions
    notes: list[str] = []
    silent: set[str] = set()
    for entry, item in chosen:
        hazard = item.finding.hazard.id
        if entry.verdict != "ignored" or hazard in silent:
            continue
        silent.add(hazard)
        try:
            found |= leaving(review.after(Step(found)), item, entry.reason).decisions
        except Refusal as refusal:
            notes.append(_note(entry, str(refusal)))
    notes += [
        f"{name} is {found[name].verdict} now, and was {held.verdict}"
        for name, held in review.decisions.items()
        if name in found and found[name].verdict != held.verdict
    ]
    return Step(found), notes


def _note(entry: Entry, why: str) -> str:
    return f"{_said(entry.id)} is not taken over: {why}"


def _entries(text: str) -> list[Entry]:
    """The decisions of the file."""
    try:
        data = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise Refusal(f"{_NO_FILE}: it is not JSON") from error
    if not isinstance(data, dict) or type(data.get("version")) is not int:
        raise Refusal(f"{_NO_FILE}: it has no version")
    if data["version"] > VERSION:
        raise Refusal("the decisions were exported by a newer xdistify: upgrade this one")
    found = data.get("decisions")
    if data["version"] < 1 or not isinstance(found, list):
        raise Refusal(f"{_NO_FILE}: it has no list of decisions")
    entries = [_entry(number, entry) for number, entry in enumerate(found, 1)]
    name, number = next(iter(Counter(entry.id for entry in entries).most_common(1)), ("", 0))
    if number > 1:
        raise Refusal(f"the file decides twice on {_said(name)}: export it from the page again")
    return entries


def _entry(number: int, entry: Any) -> Entry:
    if not isinstance(entry, dict):
        raise Refusal(f"{_NO_FILE}: decision {number} is no object")
    read = {"reason": "", **entry}
    for name in ("id", "digest", "verdict", "reason"):
        if not isinstance(read.get(name), str):
            raise Refusal(f"{_NO_FILE}: decision {number} has no text for {name!r}")
    verdict = next((known for known in VERDICTS if known == read["verdict"]), None)
    if verdict is None:
        raise Refusal(
            f"{_NO_FILE}: decision {number} says {_said(read['verdict'])}, which is none of "
            f"{', '.join(VERDICTS)}"
        )
    return Entry(read["id"], read["digest"], verdict, read["reason"])


def _said(name: str) -> str:
    """A text of the file, made fit for a sentence."""
    short = name if len(name) <= _LONGEST_ID else f"{name[:_LONGEST_ID]}…"
    return visible(short, keep="")
