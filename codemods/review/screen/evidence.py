"""Why a fix is proposed, as rows: tests, lines, schedulers, safety, and what was seen to happen."""

from collections.abc import Iterable, Iterator

from codemods.hazards.model import Hazard
from codemods.plan import Finding, Plan
from codemods.reports.findings import doubt
from codemods.review.schedules import schedules
from codemods.review.screen.cells import Cell, Row, harmless
from codemods.review.state import Item
from codemods.review.words import parts
from codemods.suite.model import Suite

_MOST = 100
_LABEL = 12


def evidence_rows(plan: Plan, item: Item) -> list[Row]:
    """The rows of the panel for one finding."""
    found: list[Row] = []
    for label, lines in _sections(plan, item):
        for number, line in enumerate(lines):
            gutter = f" {'' if number else label:<{_LABEL}}"
            indent = " " * (len(line) - len(line.lstrip(" ")))
            found.append((Cell(gutter + indent, harmless(line.lstrip(" ")), "plain"),))
    return found


def _sections(plan: Plan, item: Item) -> Iterator[tuple[str, list[str]]]:
    finding = item.finding
    hazard = finding.hazard
    yield "Why", [finding.why]
    yield "Safety", [_safety(item)]
    yield "Known from", [_known_from(hazard)]
    yield "Schedulers", list(_schedulers(plan.suite, hazard))
    yield "Names", [f"{item.id}  {hazard.name}  {finding.transform}"]
    yield "Tests", list(_tests(finding))


def _safety(item: Item) -> str:
    if not item.finding.fix:
        return "there is no fix; i ignores the hazard for good"
    if item.proven:
        return "safe: it may be accepted together with others, unseen"
    return f"unsafe, look before you accept it: {doubt(item.finding)}"


def _known_from(hazard: Hazard) -> str:
    if hazard.evidence == "static":
        return "reading the code; no run has shown it"
    places = _by_file(f"{place.path}:{place.line}" for place in hazard.places)
    return f"a run, which showed it{f' at {places}' if places else ''}"


def _schedulers(suite: Suite, hazard: Hazard) -> Iterator[str]:
    alike: dict[tuple[bool, str], list[str]] = {}
    for one in schedules(suite, hazard):
        alike.setdefault((one.meets, one.why), []).append(one.name)
    for (meets, why), names in alike.items():
        yield f"{', '.join(names)}: they {'can' if meets else 'cannot'} meet, {why}"


def _tests(finding: Finding) -> Iterator[str]:
    involved = parts(finding)
    for part in involved[:_MOST]:
        yield part.test
        told = "  ".join(text for text in (part.role, _by_file(part.lines)) if text)
        if told:
            yield f"  {told}"
    if len(involved) > _MOST:
        yield f"and {len(involved) - _MOST} more"
    if not involved:
        yield "none by name"


def _by_file(lines: Iterable[str]) -> str:
    """``a.py:3, 9; b.py:4``."""
    found: dict[str, list[int]] = {}
    for line in lines:
        path, _, number = line.rpartition(":")
        found.setdefault(path, []).append(int(number))
    return "; ".join(
        f"{path}:{', '.join(str(number) for number in sorted(set(numbers)))}"
        for path, numbers in found.items()
    )
