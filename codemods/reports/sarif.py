"""``scan --format sarif``: SARIF 2.1.0, with the fixes, for code scanning and for editors.

Decisions that the format leaves open: a hazard's name is the rule; columns and offsets are counted
in Unicode code points; the places of a result are those that have to change together, and its
tests are related locations; a file that a fix makes is an insertion at its line 1, column 1; edits
that touch are one replacement, so that their order says nothing. Paragraph signs in comments are
those of https://docs.oasis-open.org/sarif/sarif/v2.1.0/.
"""

import codecs
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from codemods import __version__
from codemods.edits.model import Edit, Fix
from codemods.edits.spans import active
from codemods.hazards.model import Hazard, Involved
from codemods.plan import Finding, Plan
from codemods.reports.findings import concerned, level, locations, sentences
from codemods.reports.measures import Measure
from codemods.reports.rules import rules_of
from codemods.safe_text import visible, visible_json

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
TOP = "SRCROOT"
SKIPPED = "skipped-file"


def as_sarif(plan: Plan, top: str) -> str:
    """One run, as JSON.

    Args:
        top: absolute POSIX path of the folder from which paths are given: that of the repository,
            which holds the root of the suite, or is it.
    """
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(plan, top)]}
    return visible_json(json.dumps(log, indent=2, ensure_ascii=False)) + "\n"


def _run(plan: Plan, top: str) -> dict[str, Any]:
    files = _Files(plan, top)
    rules = rules_of(plan)
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    results = [_result(finding, plan, files, index) for finding in plan.findings]
    results += [_suppressed(hazard, plan, files, index) for hazard in plan.ignored]
    skipped = [_notification(item.path, item.reason, files) for item in plan.suite.skipped]
    return {
        "tool": {
            "driver": {
                "name": "xdistify",
                "version": __version__,
                "rules": rules,
                "notifications": [
                    {"id": SKIPPED, "shortDescription": {"text": "A file was not analysed."}}
                ],
            }
        },
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": skipped}],
        "originalUriBaseIds": {TOP: {"uri": PurePath(top).as_uri().rstrip("/") + "/"}},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "defaultEncoding": "UTF-8",
        "artifacts": files.artifacts,
        "results": results,
    }


@dataclass(frozen=True, eq=False)
class _Files:
    """The files that results name, in the order in which they are first named."""

    plan: Plan
    top: str
    artifacts: list[dict[str, Any]] = field(default_factory=list)
    _known: dict[str, int] = field(default_factory=dict)
    _measures: dict[str, Measure] = field(default_factory=dict)

    def location(self, path: str) -> dict[str, Any]:
        if path not in self._known:
            self._known[path] = len(self.artifacts)
            self.artifacts.append(self._artifact(path))
        return {**self._uri(path), "index": self._known[path]}

    def measure(self, path: str) -> Measure:
        if path not in self._measures:
            suite = self.plan.suite
            self._measures[path] = Measure(suite.raw(path) or b"", suite.encoding(path))
        return self._measures[path]

    def _uri(self, path: str) -> dict[str, Any]:
        whole = PurePath(self.plan.suite.root, path)
        if not whole.is_relative_to(self.top):
            return {"uri": whole.as_uri()}
        relative = whole.relative_to(self.top).as_posix()
        return {"uri": quote(relative.encode("utf-8", "surrogateescape")), "uriBaseId": TOP}

    def _artifact(self, path: str) -> dict[str, Any]:
        artifact: dict[str, Any] = {"location": self._uri(path)}
        if path.endswith(".py"):
            artifact["sourceLanguage"] = "python"
        if path in self.plan.suite.modules:
            artifact["encoding"] = _iana(self.plan.suite.encoding(path))
        return artifact


def _iana(encoding: str) -> str:
    """The name under which IANA knows an encoding of Python."""
    name = codecs.lookup(encoding.removesuffix("-sig")).name
    name = re.sub(r"^iso8859", "iso-8859", name)
    return re.sub(r"^cp(125\d)$", r"windows-\1", name).replace("_", "-").upper()


def _result(
    finding: Finding, plan: Plan, files: _Files, index: Mapping[str, int]
) -> dict[str, Any]:
    hazard, involved = finding.hazard, concerned(finding)
    result = {
        "ruleId": hazard.name,
        "ruleIndex": index[hazard.name],
        "level": level(finding),
        "message": _message(sentences(finding)),
        **_places(hazard, involved, plan, files),
        "partialFingerprints": {"xdistifyId/v1": finding.id},
        "suppressions": [],  # for all or for none, §3.27.23
        "properties": {
            "resource": visible(hazard.resource),
            "transform": finding.transform,
            "safety": finding.safety,
            "evidence": hazard.evidence,
        },
    }
    return {**result, "fixes": [_fix(finding.fix, files)]} if finding.fix else result


def _suppressed(
    hazard: Hazard, plan: Plan, files: _Files, index: Mapping[str, int]
) -> dict[str, Any]:
    return {
        "ruleId": hazard.name,
        "ruleIndex": index[hazard.name],
        "level": "note",
        "message": _message(f"{hazard.resource}: {hazard.why}. Ignored by a comment."),
        **_places(hazard, hazard.tests, plan, files),
        "partialFingerprints": {"xdistifyId/v1": hazard.id},
        "suppressions": [{"kind": "inSource"}],
        "properties": {"resource": visible(hazard.resource), "evidence": hazard.evidence},
    }


def _message(text: str) -> dict[str, Any]:
    """A plain text message, of which nothing is taken for a placeholder or for a link, §3.11."""
    text = visible(text).replace("{", "{{").replace("}", "}}")
    if re.search(r"\]\s*\(", text):
        text = re.sub(r"([\\\[\]])", r"\\\1", text)
    return {"text": text}


def _places(
    hazard: Hazard, involved: Sequence[Involved], plan: Plan, files: _Files
) -> dict[str, Any]:
    """Where the resource is spelled, and the tests; the tests alone where it is spelled nowhere."""
    tests = list(_tests(involved, plan, files))
    spelled = [_spelled(place, files) for place in locations(hazard, involved, plan)]
    if not spelled:
        own = tests[0] if tests else _test_file(hazard, files)
        spelled = [{"physicalLocation": own["physicalLocation"]}]
    return {"locations": spelled, "relatedLocations": tests}


def _spelled(place: dict[str, Any], files: _Files) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": files.location(place["path"])}
    if place["line"]:
        physical["region"] = {
            "startLine": place["line"],
            "startColumn": place["column"],
            "endLine": place["end_line"],
            "endColumn": place["end_column"],
        }
    return {"physicalLocation": physical}


def _test_file(hazard: Hazard, files: _Files) -> dict[str, Any]:
    path = hazard.tests[0].id.partition("::")[0] if hazard.tests else "."
    return {"physicalLocation": {"artifactLocation": files.location(path)}}


def _tests(involved: Sequence[Involved], plan: Plan, files: _Files) -> Iterator[dict[str, Any]]:
    for number, one in enumerate(involved):
        test = plan.suite.tests.named(one.id)
        function = test.function if test else None
        path = function.module if function else one.id.partition("::")[0]
        physical: dict[str, Any] = {"artifactLocation": files.location(path)}
        if function:
            physical["region"] = {"startLine": function.node.lineno}
        yield {
            "id": number,
            "message": _message(f"{one.id} ({one.role})"),
            "physicalLocation": physical,
            "logicalLocations": [{"fullyQualifiedName": visible(one.id), "kind": "function"}],
        }


def _fix(fix: Fix, files: _Files) -> dict[str, Any]:
    """The edits that are there when this fix, and no other, is applied."""
    by_path = {
        path: active((edit for edit in fix.edits if edit.path == path), frozenset({fix.id}))
        for path in sorted({edit.path for edit in fix.edits})
    }
    paths = [path for path, edits in by_path.items() if edits]
    made = [path for path in paths if files.plan.suite.raw(path) is None]
    doubt = "" if fix.safety == "safe" else " A person should look at it first."
    news = f" It makes {', '.join(made)}." if made else ""
    return {
        "description": _message(f"Apply {fix.transform} to {fix.resource}.{doubt}{news}"),
        "artifactChanges": [
            {
                "artifactLocation": files.location(path),
                "replacements": [_replacement(edits, files) for edits in _joined(by_path[path])],
            }
            for path in paths
        ],
    }


def _joined(edits: Sequence[Edit]) -> list[tuple[Edit, ...]]:
    """Edits in order, those that touch each other together."""
    groups: list[tuple[Edit, ...]] = []
    for edit in edits:
        if groups and groups[-1][-1].end == edit.start:
            groups[-1] = (*groups[-1], edit)
        else:
            groups.append((edit,))
    return groups


def _replacement(edits: tuple[Edit, ...], files: _Files) -> dict[str, Any]:
    measure = files.measure(edits[0].path)
    start, end = measure.point(edits[0].start), measure.point(edits[-1].end)
    encoding = measure.encoding.removesuffix("-sig")
    return {
        "deletedRegion": {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
            "charOffset": start.offset,
            "charLength": end.offset - start.offset,
        },
        "insertedContent": {"text": b"".join(edit.after for edit in edits).decode(encoding)},
    }


def _notification(path: str, reason: str, files: _Files) -> dict[str, Any]:
    return {
        "descriptor": {"id": SKIPPED, "index": 0},
        "level": "warning",
        "message": _message(f"{path} was not analysed: {reason}."),
        "locations": [{"physicalLocation": {"artifactLocation": files.location(path)}}],
    }
