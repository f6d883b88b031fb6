"""Who meets on what: each shared thing with its tests and what they do to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from codemods.hazards.model import Hazard, Involved
from codemods.hazards.paths import shown
from codemods.plan import Finding
from codemods.review.words import role_of
from codemods.safe_text import visible

Use = Literal["makes", "needs", "both", "clears", "shares"]

_USES: dict[str, Use] = {"producer": "makes", "consumer": "needs", "cleaner": "clears"}
WORDS: dict[Use, str] = {
    "makes": "makes it",
    "needs": "needs it",
    "both": "makes and needs it",
    "clears": "clears it away",
    "shares": "has a part in it",
}
"""What a test does to a thing, as the legend says it."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """One shared thing.

    Attributes:
        resource: as people read it.
        tests: node ids in the order of collection, each with what the test does.
        findings: ids of the findings that are about it.
    """

    resource: str
    tests: tuple[tuple[str, Use], ...]
    findings: tuple[str, ...]


def meetings(findings: Iterable[Finding]) -> tuple[Meeting, ...]:
    """The shared things, in the order in which they were found."""
    tests: dict[str, dict[str, Use]] = {}
    ids: dict[str, list[str]] = {}
    for finding in findings:
        hazard = finding.hazard
        resource = visible(shown(hazard.resource), keep="")
        ids.setdefault(resource, []).append(finding.id)
        known = tests.setdefault(resource, {})
        for one in hazard.tests:
            use = _use(one, hazard)
            test = visible(one.id, keep="")
            known[test] = together([known.get(test, use), use])
    return tuple(
        Meeting(resource, tuple(known.items()), tuple(dict.fromkeys(ids[resource])))
        for resource, known in tests.items()
    )


def _use(one: Involved, hazard: Hazard) -> Use:
    return _USES.get(one.role, "both") if role_of(one, hazard) else "shares"


def together(uses: Sequence[Use]) -> Use:
    """What several uses come to."""
    found = set(uses) - {"shares"} or {"shares"}
    if len(found) == 1:
        return next(iter(found))
    return "makes" if found == {"makes", "clears"} else "both"
