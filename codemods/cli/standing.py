"""``review --list`` and ``review --show``: how things stand, for people and for programs."""

import json
from collections.abc import Sequence
from typing import Any

from codemods.cli.report import unified_diff
from codemods.cli.style import terminal_diff
from codemods.reports.findings import doubt
from codemods.review.changes import contents
from codemods.review.state import Item, Review
from codemods.review.words import parts
from codemods.safe_text import visible, visible_json


def listing(review: Review, format: str) -> bytes:
    """All fixes and how they stand, then what has none; as lines or as one JSON object."""
    if format == "json":
        return _json(
            {
                "version": 1,
                "root": review.plan.suite.root,
                "fixes": [_entry(review, item) for item in review.items],
                "left": [_entry(review, item) for item in review.left],
            }
        )
    return _text([_line(review, item) for item in (*review.items, *review.left)])


def shown(review: Review, names: Sequence[str], format: str, *, no_color: bool) -> bytes:
    """Findings, each with its diff, as it would come into the files now.

    Raises:
        Refusal: there is none of a name.
    """
    items = [review.find(name) for name in names]
    if format == "json":
        found = [
            {
                "version": 1,
                **_entry(review, item),
                "diff": _patch(review, item).decode("utf-8", "backslashreplace"),
            }
            for item in items
        ]
        return _json(found[0] if len(found) == 1 else found)
    return b"".join(_shown(review, item, no_color) for item in items)


def _shown(review: Review, item: Item, no_color: bool) -> bytes:
    lines = [_line(review, item), f"why: {visible(item.finding.why, keep='')}"]
    if reason := doubt(item.finding):
        lines.append(f"look before you accept it: {reason}")
    for part in parts(item.finding):
        lines.append(f"test: {visible(part.test, keep='')}  {part.role}".rstrip())
        lines += [f"    {visible(place, keep='')}" for place in part.lines]
    return _text(lines) + terminal_diff(_patch(review, item), no_color)


def _line(review: Review, item: Item) -> str:
    finding = item.finding
    number = len(finding.tests)
    state: str = review.verdict(item.id)
    if not finding.fix and state != "ignored":
        state = "left alone"
    notes = " (edited)" if _is_edited(review, item) else ""
    notes += " (asked again: its code has changed)" if item.id in review.stale else ""
    return (
        f"{item.id}  {state:<10}  {finding.safety:<6}  {finding.transform:<12}  "
        f"{visible(finding.hazard.resource, keep='')}  "
        f"{number} test{'' if number == 1 else 's'}{notes}"
    )


def _entry(review: Review, item: Item) -> dict[str, Any]:
    finding = item.finding
    decision = review.decisions.get(item.id)
    return {
        "id": item.id,
        "verdict": review.verdict(item.id),
        "reason": decision.reason if decision else "",
        "edited": _is_edited(review, item),
        "stale": item.id in review.stale,
        "transform": finding.transform,
        "hazard": finding.hazard.name,
        "resource": finding.hazard.resource,
        "safety": finding.safety,
        "tests": [part.test for part in parts(finding)],
        "files": sorted({it.path for it in finding.fix.edits}) if finding.fix else [],
        "why": finding.why,
    }


def _is_edited(review: Review, item: Item) -> bool:
    decision = review.decisions.get(item.id)
    return decision is not None and decision.edits is not None


def _patch(review: Review, item: Item) -> bytes:
    """What accepting it adds to what is accepted, as a unified diff."""
    if not item.finding.fix:
        return b""
    suite = review.plan.suite
    before, after = review.around(item)
    files: dict[str, tuple[bytes | None, bytes]] = {}
    for path in sorted({it.path for fix in after if fix.id == item.id for it in fix.edits}):
        old, new = (contents(suite, path, fixes) for fixes in (before, after))
        if old != new:
            files[path] = (old, new or b"")
    return unified_diff(files)


def _text(lines: list[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")


def _json(content: object) -> bytes:
    text = visible_json(json.dumps(content, indent=2, ensure_ascii=False)) + "\n"
    return text.encode("utf-8", "backslashreplace")
