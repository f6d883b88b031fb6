"""Which tests make what others find ready-made of a resource."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import takewhile

from codemods.hazards.dependence import leaves, provides
from codemods.hazards.model import Involved
from codemods.hazards.paths import overlap
from codemods.hazards.resources import CLEARS, makes
from codemods.touches.model import Role, Touch


def feeders_of(
    tests: Sequence[Involved], checked_in: frozenset[str]
) -> Mapping[str, Sequence[str]]:
    """By the id of a test that finds, or may find, something ready-made: those that make it.

    What the tests make and leave is held against what is needed by path, and not by test: on a
    resource of thousands of tests most name the same few.

    Args:
        tests: of one resource, in the order of collection.
        checked_in: paths that were there before any test ran.
    """
    made = _made(tests)
    left = {itself: _left(tests, itself=itself) for itself in (False, True)}

    @cache
    def makers(path: str) -> list[int]:
        return _together(numbers for touch, numbers in made if provides(touch, path))

    @cache
    def leavers(path: str, itself: bool) -> list[int]:
        return _together(numbers for other, numbers in left[itself].items() if overlap(other, path))

    fed: dict[str, list[str]] = {}
    for position, one in enumerate(tests):
        found: dict[int, None] = {}
        for touch in one.all_needs:
            if touch.path not in checked_in and not _is_cleared(one, touch):
                found |= dict.fromkeys(n for n in makers(touch.path) if n != position)
        for touch in one.all_hopes:
            if touch.path not in checked_in and not _is_cleared(one, touch):
                before = leavers(touch.path, touch.role is Role.LIST)
                found |= dict.fromkeys(n for n in before if n < position)
        if found:
            fed[one.id] = [tests[number].id for number in found]
    return fed


def _made(tests: Sequence[Involved]) -> list[tuple[Touch, list[int]]]:
    """What is made, each thing once, with the numbers of the tests that make it."""
    found: dict[tuple[str, Role], tuple[Touch, dict[int, None]]] = {}
    for number, one in enumerate(tests):
        for touch in one.touches:
            if makes(touch):
                found.setdefault((touch.path, touch.role), (touch, {}))[1][number] = None
    return [(touch, list(numbers)) for touch, numbers in found.values()]


def _left(tests: Sequence[Involved], *, itself: bool) -> dict[str, list[int]]:
    """By path, the numbers of the tests that leave it behind; see `leaves`."""
    found: dict[str, list[int]] = {}
    for number, one in enumerate(tests):
        for path in dict.fromkeys(leaves(one, itself=itself)):
            found.setdefault(path, []).append(number)
    return found


def _together(groups: Iterable[Iterable[int]]) -> list[int]:
    return sorted({number for group in groups for number in group})


def _is_cleared(one: Involved, found: Touch) -> bool:
    """Whether a test itself takes away what is there before it uses it."""
    before = takewhile(lambda touch: touch is not found, one.touches)
    return any(
        touch.role in CLEARS
        and not touch.teardown
        and touch.actor not in one.trace.lasting
        and overlap(touch.path, found.path)
        for touch in before
    )
