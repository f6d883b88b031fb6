"""Why a fix is proposed, as rows: tests, lines, schedulers, safety, and what was seen to happen."""

from collections.abc import Iterator

from codemods.plan import Plan
from codemods.review.schedules import schedules
from codemods.review.screen.cells import Cell, Row, harmless
from codemods.review.state import Item
from codemods.review.words import doubt, parts

_MOST = 100
_LABEL = 11


def evidence_rows(plan: Plan, item: Item) -> list[Row]:
    """The rows of the panel for one finding."""
    return [
        (Cell(f"{label:<{_LABEL}}", harmless(text), "plain"),) for label, text in _lines(plan, item)
    ]


def _lines(plan: Plan, item: Item) -> Iterator[tuple[str, str]]:
    finding = item.finding
    hazard = finding.hazard
    yield "Why", finding.why
    involved = parts(finding)
    label = "Tests"
    for part in involved[:_MOST]:
        role = f"  {part.role}" if part.role else ""
        lines = f"  {', '.join(part.lines)}" if part.lines else ""
        yield label, f"{part.test}{role}{lines}"
        label = ""
    if len(involved) > _MOST:
        yield label, f"and {len(involved) - _MOST} more"
    if not involved:
        yield label, "none by name"
    label = "Schedulers"
    for one in schedules(plan.suite, hazard):
        meets = "can meet" if one.meets else "cannot meet"
        yield label, f"{one.name:<10} {meets}: {one.why}"
        label = ""
    yield "Safety", _safety(item)
    if hazard.evidence == "observed":
        where = ", ".join(dict.fromkeys(f"{it.path}:{it.line}" for it in hazard.places))
        yield "Known from", f"a run showed it{': ' if where else ''}{where}"
    else:
        yield "Known from", "reading the code; no run has shown it"
    yield "Names", f"{item.id}  {hazard.name}  {finding.transform}"


def _safety(item: Item) -> str:
    if not item.finding.fix:
        return "there is no fix; i ignores the hazard for good"
    if item.proven:
        return "safe: it may be accepted together with others, unseen"
    return f"unsafe, look before you accept it: {doubt(item)}"
