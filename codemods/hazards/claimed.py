"""Hazards that are seen twice: by what tests touch, and by a transform that knows them better."""

from collections.abc import Sequence

from codemods.hazards.model import Hazard
from codemods.hazards.resources import counts
from codemods.touches.model import Role

_HARMLESS = frozenset({Role.ENSURE, Role.PROBE, Role.GUARD})


def without_claimed(found: Sequence[Hazard], brought: Sequence[Hazard]) -> list[Hazard]:
    """The hazards of ``found``, but for those that are wholly one of ``brought``.

    Such a one touches its resource only on lines that the other names; that a folder is made
    unless it is there does not matter.
    """
    lines = {(place.path, place.line) for hazard in brought for place in hazard.places}
    return [hazard for hazard in found if not _is_claimed(hazard, lines)]


def _is_claimed(hazard: Hazard, lines: set[tuple[str, int]]) -> bool:
    touches = [
        touch
        for one in hazard.tests
        for touch in one.touches
        if counts(touch) and touch.role not in _HARMLESS
    ]
    return bool(touches) and all(
        (touch.function.partition("::")[0], touch.line) in lines for touch in touches
    )
