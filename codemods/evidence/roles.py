"""Which part each test plays in a cause."""

from typing import Literal

from codemods.evidence.causes import Cause
from codemods.evidence.model import CHANGES, MAKES

Role = Literal["producer", "consumer", "both", "cleaner"]


def roles(cause: Cause) -> dict[str, Role]:
    """The role of each test: who makes what others need, who needs it, who only clears away.

    A test that works on what it made itself, and one that meets the others only through a
    fixture, is ``both``.
    """
    producers: set[str] = set()
    consumers: set[str] = set()
    for _, pair in cause.pairs:
        if pair.kind == "write→read":
            producers |= {test.key for test in pair.first.tests}
            consumers |= {test.key for test in pair.second.tests}
    hows: dict[str, set[str]] = {}
    for encounter in cause.encounters:
        for part in encounter.parts:
            for test in part.tests:
                hows.setdefault(test.key, set()).update(part.hows)
    found: dict[str, Role] = {}
    for test in cause.tests:
        key = test.key
        if key in producers and key not in consumers:
            found[key] = "producer"
        elif key in consumers and key not in producers:
            found[key] = "consumer"
        elif hows[key] & CHANGES and not hows[key] & MAKES:
            found[key] = "cleaner"
        else:
            found[key] = "both"
    return found
