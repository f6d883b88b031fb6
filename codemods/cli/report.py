"""How findings are shown: as text for people, as JSON for programs, as a diff for both."""

import difflib
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from codemods.edits.model import Edit, Fix
from codemods.hazards.paths import shown
from codemods.plan import Finding, Plan
from codemods.reports.findings import answer, concerned, locations
from codemods.review.words import role_of
from codemods.safe_text import visible

_MOST_TESTS = 8
_ESCAPES = {b"\t": b"\\t", b"\n": b"\\n", b"\r": b"\\r", b'"': b'\\"', b"\\": b"\\\\"}
"""Source: quote.c of git, which writes all else in octal."""


def as_json(plan: Plan) -> dict[str, Any]:
    """The object of the contract; ``owners``, ``when`` and ``rank`` are additions to it."""
    suite = plan.suite
    return {
        "version": 1,
        "root": suite.root,
        "files": suite.files,
        "skipped": [{"path": item.path, "reason": item.reason} for item in suite.skipped],
        "hazards": [_hazard(finding, plan) for finding in plan.findings],
    }


def _hazard(finding: Finding, plan: Plan) -> dict[str, Any]:
    return {
        "id": finding.id,
        "hazard": finding.hazard.name,
        "transform": finding.transform,
        "resource": finding.hazard.resource,
        "safety": finding.safety,
        "evidence": finding.hazard.evidence,
        "tests": [{"id": one.id, "role": one.role} for one in concerned(finding)],
        "locations": list(locations(finding.hazard, concerned(finding), plan)),
        "why": finding.why,
        "edits": [_edit(edit, plan) for edit in finding.fix.edits] if finding.fix else [],
    }


def _edit(edit: Edit, plan: Plan) -> dict[str, Any]:
    encoding = plan.suite.encoding(edit.path).removesuffix("-sig")
    return {
        "path": edit.path,
        "start": edit.start,
        "end": edit.end,
        "before": edit.before.decode(encoding),
        "after": edit.after.decode(encoding),
        "owners": sorted(edit.owners),
        "when": edit.when,
        "rank": edit.rank,
    }


def as_text(plan: Plan) -> Iterator[str]:
    """Lines for people: each hazard with its place, its tests, what is done and why.

    Whatever names and paths hold, it stays on its line and moves no cursor.
    """
    return (visible(line, keep="") for line in _text(plan))


def _text(plan: Plan) -> Iterator[str]:
    for finding in plan.findings:
        hazard = finding.hazard
        involved = concerned(finding)
        place = next(locations(hazard, involved, plan), None)
        where = f"{place['path']}:{place['line']}" if place else hazard.tests[0].id
        yield f"{where}  {hazard.name}  {hazard.resource}  [{finding.id}]"
        for one in involved[:_MOST_TESTS]:
            part = role_of(one, hazard)
            yield f"    {one.id}  ({part})" if part else f"    {one.id}"
        if len(involved) > _MOST_TESTS:
            yield f"    … and {len(involved) - _MOST_TESTS} more tests"
        others = len(hazard.tests) - len(involved)
        if others:
            yield f"    {others} more tests meet on it, with another answer"
        yield f"    why: {finding.why}"
        yield f"    {answer(finding)}"
        yield ""
    for hazard in plan.untouched:
        yield f"never touched in the traced run: {hazard.resource}"
    for hazard in plan.ignored:
        yield f"ignored by a comment: {hazard.name}  {hazard.resource}"
    for item in plan.suite.skipped:
        yield f"skipped {item.path}: {item.reason}"


def summary(plan: Plan) -> str:
    """One line: how many files, hazards and fixes."""
    suite, findings = plan.suite, plan.findings
    safe = sum(finding.safety == "safe" for finding in findings)
    unsafe = sum(finding.safety == "unsafe" for finding in findings)
    manual = len(findings) - safe - unsafe
    head = f"{_count(suite.files, 'file')} read"
    if not findings:
        return f"{head}: no hazards found"
    parts = [f"{safe} with a fix", f"{unsafe} unsafe" if unsafe else "", f"{manual} left alone"]
    shown_parts = ", ".join(part for part in parts if part)
    return f"{head}: {_count(len(findings), 'hazard')} ({shown_parts})"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def unified_diff(files: Mapping[str, tuple[bytes | None, bytes]]) -> bytes:
    """What ``git apply`` takes: bytes as they are in the files, line ends included."""
    return b"".join(
        piece for path, (before, after) in files.items() for piece in _diff(path, before, after)
    )


def _diff(path: str, before: bytes | None, after: bytes) -> Iterator[bytes]:
    """One file's hunks; unlike difflib's own, blank lines count as lines like any other."""
    old, new = _lines(before or b""), _lines(after)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    origin = b"/dev/null" if before is None else _named(f"a/{path}")
    yield b"--- %s\n+++ %s\n" % (origin, _named(f"b/{path}"))
    for group in matcher.get_grouped_opcodes(3):
        ranges = _range(group[0][1], group[-1][2]), _range(group[0][3], group[-1][4])
        yield "@@ -{} +{} @@\n".format(*ranges).encode()
        for tag, i, j, k, m in group:
            if tag == "equal":
                yield from (_line(b" ", line) for line in old[i:j])
                continue
            yield from (_line(b"-", line) for line in old[i:j])
            yield from (_line(b"+", line) for line in new[k:m])


def _named(path: str) -> bytes:
    """A path as git writes it in a diff: in quotes if it could be taken for something else."""
    name = path.encode("utf-8", "surrogateescape")
    if not re.search(rb'[\x00-\x1f\x7f"\\]', name):
        return name
    quoted = re.sub(
        rb'[\x00-\x1f\x7f-\xff"\\]',
        lambda found: _ESCAPES.get(found[0], b"\\%03o" % found[0][0]),
        name,
    )
    return b'"%s"' % quoted


def _range(start: int, stop: int) -> str:
    length = stop - start
    first = start + 1 if length else start
    return str(first) if length == 1 else f"{first},{length}"


def _line(sign: bytes, line: bytes) -> bytes:
    end = b"" if line.endswith(b"\n") else b"\n\\ No newline at end of file\n"
    return sign + line + end


def _lines(data: bytes) -> list[bytes]:
    parts = data.split(b"\n")
    lines = [part + b"\n" for part in parts[:-1]]
    return [*lines, parts[-1]] if parts[-1] else lines


def commit_message(fixes: Iterable[Fix], subject: str, because: str) -> str:
    """The message of a commit that holds these fixes, with trailers that programs can read.

    Args:
        because: what was wrong, and what is right now; empty if the subject says it all.
    """
    chosen = list(fixes)
    lines = [subject, ""]
    lines += [*textwrap.wrap(because, 72), ""] if because else []
    lines += [
        f"  {visible(shown(fix.resource), keep='')}: {_count(len(fix.tests), 'test')}"
        for fix in chosen
    ]
    lines.append("")
    lines += [f"Xdistify-Transform: {name}" for name in sorted({fix.transform for fix in chosen})]
    lines += [f"Xdistify-Fix: {fix.id}" for fix in chosen]
    return "\n".join(lines) + "\n"
