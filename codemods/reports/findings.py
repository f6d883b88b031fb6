"""What every format says of a finding: where it is, whom it concerns, how serious, what to do."""

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from codemods.evidence.model import Place
from codemods.hazards.model import Hazard, Involved
from codemods.plan import Finding, Plan
from codemods.suite.source import Source

Level = Literal["error", "warning", "note"]

_DOUBTS = {"run-once": "the tests may change in it what they now share"}


def level(finding: Finding) -> Level:
    """How serious a finding is.

    ``error`` if a traced run showed the tests at the resource, ``warning`` if reading shows them
    and there is a fix, ``note`` if reading shows them and a person has to decide.
    """
    if finding.hazard.evidence == "observed":
        return "error"
    return "warning" if finding.fix else "note"


def answer(finding: Finding) -> str:
    """What is done about it, as a clause."""
    if finding.safety == "safe":
        return f"fix: {finding.transform}"
    if finding.safety == "unsafe":
        return f"fix: {finding.transform}, only with --unsafe: {doubt(finding)}"
    if finding.transform and not finding.available:
        return f"manual: {finding.transform} would be the remedy; this version does not have it"
    return "manual: a person has to decide"


def doubt(finding: Finding) -> str:
    """Why a fix is not safe unseen, as a clause; empty where it is."""
    if finding.safety != "unsafe":
        return ""
    return _DOUBTS.get(finding.transform, "a bare name is compared or handed on")


def sentences(finding: Finding) -> str:
    """The resource, why it is a hazard, and what is done about it."""
    done = answer(finding)
    return f"{finding.hazard.resource}: {finding.why}. {done[0].upper()}{done[1:]}."


def concerned(finding: Finding) -> list[Involved]:
    """The tests of its hazard that the finding is about."""
    ids = frozenset(finding.tests)
    return [one for one in finding.hazard.tests if one.id in ids]


def locations(hazard: Hazard, involved: Sequence[Involved], plan: Plan) -> Iterator[dict[str, Any]]:
    """The places that spell the resource, else the lines at which a run showed it.

    Each as in the contract: ``path``, ``line``, ``column``, ``end_line``, ``end_column``, from 1,
    in characters, the end exclusive. The path of an observed place may be absolute.
    """
    seen: set[tuple[str, int, int]] = set()
    for one in involved:
        for touch in one.touches:
            if touch.origin is None:
                continue
            node = touch.origin.node
            place = (touch.origin.module, node.lineno, node.col_offset)
            if place in seen:
                continue
            seen.add(place)
            source = plan.suite.modules[touch.origin.module].source
            yield {
                "path": touch.origin.module,
                "line": node.lineno,
                "column": _column(source, node.lineno, node.col_offset),
                "end_line": node.end_lineno,
                "end_column": _column(
                    source, node.end_lineno or node.lineno, node.end_col_offset or 0
                ),
            }
    if not seen:
        yield from (_observed(place, plan) for place in hazard.places)


def _observed(place: Place, plan: Plan) -> dict[str, Any]:
    """The line that a run showed, without its indentation."""
    module = plan.suite.modules.get(place.path)
    text = ""
    if module is not None and place.line:
        text = module.source.line(place.line).decode(module.source.encoding, "replace").rstrip()
    return {
        "path": place.path,
        "line": place.line,
        "column": len(text) - len(text.lstrip()) + 1,
        "end_line": place.line,
        "end_column": len(text) + 1,
    }


def _column(source: Source, line: int, offset: int) -> int:
    """A column from 1, in characters; ``offset`` is in UTF-8 bytes, as ``ast`` counts."""
    return len(source.text(source.line_start(line), source.offset(line, offset))) + 1
