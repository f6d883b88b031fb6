"""Decisions as JSON: what stands in the file of a review."""

from typing import Any

from codemods.edits.records import decode_edit, encode_edit
from codemods.edits.shapes import check, check_path
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
        "edits": None if edits is None else [{"path": it.path, **encode_edit(it)} for it in edits],
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
    for it in edits or ():
        check_path(it["path"])
    decision = Decision(
        subject,
        data["verdict"],
        data["reason"],
        None if edits is None else tuple(decode_edit(it["path"], it) for it in edits),
        data["base"],
    )
    check(decision, Decision)
    return decision
