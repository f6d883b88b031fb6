"""Decisions that were made on the page, held against the fixes that are found now.

The file is described in ``docs/page.md``. It comes from outside: everything in it is checked, and
what no longer fits is left out with a sentence.
"""

import json
from collections import Counter
from typing import Any

from codemods.errors import Refusal
from codemods.review.decisions import VERDICTS, Decision, Step, stepped
from codemods.review.state import Item, Review
from codemods.safe_text import visible

VERSION = 1

_LONGEST_ID = 16
_NO_FILE = "this is no file of decisions from the page of xdistify scan --format html"


def read_decisions(text: str, review: Review) -> tuple[Step, tuple[str, ...]]:
    """The step that takes the decisions of a file into a review.

    Returns:
        The step, and a sentence for each decision that is not in it. A fix that was accepted
        before and is accepted in the file stays as the reviewer edited it.

    Raises:
        Refusal: it is no such file, or none of it is about anything that is found here.
    """
    entries = _entries(text)
    here = {item.id: item for item in (*review.items, *review.left)}
    taken: list[Decision] = []
    notes: list[str] = []
    for entry in entries:
        name = entry["id"]
        why_not = _why_not(entry, here.get(name))
        if why_not:
            notes.append(f"{_said(name)} is not taken over: {why_not}")
        else:
            taken.append(_decision(entry, review, here[name]))
    if entries and not any(entry["id"] in here for entry in entries):
        raise Refusal(
            f"none of the {len(entries)} decisions in the file is about anything found here: "
            "was the page made of another suite, or with other options?"
        )
    return stepped(taken), tuple(notes)


def _why_not(entry: dict[str, str], item: Item | None) -> str:
    """Why a decision cannot hold, as a clause; empty if it can."""
    if item is None:
        return "nothing with this id is found here any more"
    if entry["digest"] != item.subject.digest:
        return "its code has changed since the page was made"
    if item.finding.fix is None and entry["verdict"] != "ignored":
        return f"it has no fix, so it can only be ignored, not {entry['verdict']}"
    return ""


def _decision(entry: dict[str, str], review: Review, item: Item) -> Decision:
    before = review.decisions.get(item.id)
    verdict = next(known for known in VERDICTS if known == entry["verdict"])
    if before and before.edits is not None and verdict == "accepted":
        return Decision(item.subject, verdict, entry["reason"], before.edits, before.base)
    return Decision(item.subject, verdict, entry["reason"])


def _entries(text: str) -> list[dict[str, str]]:
    """The decisions of the file, each with texts for id, digest, verdict and reason."""
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
    name, number = next(iter(Counter(entry["id"] for entry in entries).most_common(1)), ("", 0))
    if number > 1:
        raise Refusal(f"the file decides twice on {_said(name)}: export it from the page again")
    return entries


def _entry(number: int, entry: Any) -> dict[str, str]:
    if not isinstance(entry, dict):
        raise Refusal(f"{_NO_FILE}: decision {number} is no object")
    read = {"reason": "", **entry}
    for name in ("id", "digest", "verdict", "reason"):
        if not isinstance(read.get(name), str):
            raise Refusal(f"{_NO_FILE}: decision {number} has no text for {name!r}")
    if read["verdict"] not in VERDICTS:
        known = ", ".join(VERDICTS)
        raise Refusal(
            f"{_NO_FILE}: decision {number} says {_said(read['verdict'])}, which is none of {known}"
        )
    return read


def _said(name: str) -> str:
    """A text of the file, made fit for a sentence."""
    short = name if len(name) <= _LONGEST_ID else f"{name[:_LONGEST_ID]}…"
    return visible(short, keep="")
