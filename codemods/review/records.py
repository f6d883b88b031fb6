"""Decisions as JSON: what stands in the file of a review."""

from typing import Any

from codemods.edits.model import Edit
from codemods.review.decisions import VERDICTS, Applied, Decision, Event, Step, Subject


def encode(event: Event) -> dict[str, Any]:
    """An event as JSON knows it. Bytes become text by Latin-1, one character for each byte."""
    if isinstance(event, Step):
        decisions = [_encode_decision(it) for it in event.decisions.values()]
        return {"decide": decisions, "clear": sorted(event.cleared)}
    if isinstance(event, Applied):
        return {"applied": sorted(event.fixes)}
    return {"back": event}


def decode(data: Any) -> Event:
    """The inverse of ``encode``.

    Raises:
        ValueError, KeyError, TypeError, AttributeError: it is no event.
    """
    if "decide" in data:
        decisions = [_decode_decision(it) for it in data["decide"]]
        return Step({it.subject.id: it for it in decisions}, frozenset(data["clear"]))
    if "applied" in data:
        return Applied(frozenset(data["applied"]))
    if data["back"] == "undo":
        return "undo"
    if data["back"] == "redo":
        return "redo"
    raise ValueError(data["back"])


def _encode_decision(decision: Decision) -> dict[str, Any]:
    subject = decision.subject
    edits = decision.edits
    return {
        "id": subject.id,
        "transform": subject.transform,
        "resource": subject.resource,
        "tests": list(subject.tests),
        "digest": subject.digest,
        "parts": sorted(subject.edits),
        "verdict": decision.verdict,
        "reason": decision.reason,
        "edits": None if edits is None else [_encode_edit(edit) for edit in edits],
        "base": decision.base,
    }


def _decode_decision(data: Any) -> Decision:
    subject = Subject(
        data["id"],
        data["transform"],
        data["resource"],
        tuple(data["tests"]),
        data["digest"],
        frozenset(data["parts"]),
    )
    if data["verdict"] not in VERDICTS:
        raise ValueError(data["verdict"])
    edits = data["edits"]
    return Decision(
        subject,
        data["verdict"],
        data["reason"],
        None if edits is None else tuple(_decode_edit(edit) for edit in edits),
        data["base"],
    )


def _encode_edit(edit: Edit) -> dict[str, Any]:
    return {
        "path": edit.path,
        "start": edit.start,
        "end": edit.end,
        "before": edit.before.decode("latin-1"),
        "after": edit.after.decode("latin-1"),
        "owners": sorted(edit.owners),
        "when": edit.when,
        "rank": edit.rank,
    }


def _decode_edit(data: Any) -> Edit:
    return Edit(
        data["path"],
        int(data["start"]),
        int(data["end"]),
        data["before"].encode("latin-1"),
        data["after"].encode("latin-1"),
        frozenset(data["owners"]),
        data["when"],
        int(data["rank"]),
    )
