"""Which findings a reviewer wants to see: words, and keys with values."""

from collections.abc import Callable
from dataclasses import dataclass

from codemods.errors import Refusal
from codemods.review.state import Item, Review

_FLAGS = ("safe", "unsafe", "manual", "observed", "static", "edited")
_STATUS = ("undecided", "accepted", "rejected", "ignored", "later")
_KEYS: dict[str, Callable[[Item], tuple[str, ...]]] = {
    "transform": lambda item: (item.finding.transform,),
    "hazard": lambda item: (item.finding.hazard.name,),
    "resource": lambda item: (item.finding.hazard.resource,),
    "file": lambda item: paths_of(item),
    "test": lambda item: item.finding.tests,
    "id": lambda item: (item.id,),
}
HELP = (
    "words, "
    + " ".join(f"{key}:…" for key in (*_KEYS, "status"))
    + ", and "
    + " ".join(_FLAGS)
    + "; two values of one key mean either"
)


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked for; everything has to hold, of the values of one key one.

    Attributes:
        words: parts of anything that names the finding, in lower case.
        values: by key, parts of what that key means.
        flags: of ``safe``, ``unsafe``, ``manual`` (no fix), ``observed``, ``static``, ``edited``.
        status: how the finding stands.
    """

    words: tuple[str, ...] = ()
    values: tuple[tuple[str, tuple[str, ...]], ...] = ()
    flags: frozenset[str] = frozenset()
    status: frozenset[str] = frozenset()


def read_filter(text: str) -> Filter:
    """The filter that a line of text means.

    Raises:
        Refusal: a key or a status is unknown.
    """
    words: list[str] = []
    values: dict[str, list[str]] = {}
    for part in text.lower().split():
        key, colon, value = part.partition(":")
        if colon and (key in _KEYS or key == "status"):
            if value:
                values.setdefault(key, []).append(value)
        elif colon and key.isalpha() and value and not value.startswith((":", "/")):
            known = ", ".join((*_KEYS, "status"))
            raise Refusal(f"there is no filter {key!r}: there are {known}")
        else:
            words.append(part)
    status = frozenset(values.pop("status", ()))
    for name in status - set(_STATUS):
        raise Refusal(f"there is no status {name!r}: there are {', '.join(_STATUS)}")
    return Filter(
        tuple(word for word in words if word not in _FLAGS),
        tuple((key, tuple(found)) for key, found in values.items()),
        frozenset(words) & frozenset(_FLAGS),
        status,
    )


def passes(review: Review, item: Item, wanted: Filter) -> bool:
    """Whether a finding is among those asked for."""
    return (
        (not wanted.status or review.verdict(item.id) in wanted.status)
        and (not wanted.flags or wanted.flags <= _flags(review, item))
        and all(
            any(part in value.lower() for part in parts for value in _KEYS[key](item))
            for key, parts in wanted.values
        )
        and (not wanted.words or all(word in _names(item) for word in wanted.words))
    )


def paths_of(item: Item) -> tuple[str, ...]:
    """The files that a finding is about: those that its fix edits, else those of its tests."""
    if item.finding.fix:
        return tuple(sorted({edit.path for edit in item.fix.edits}))
    return tuple(dict.fromkeys(test.partition("::")[0] for test in item.finding.tests))


def _flags(review: Review, item: Item) -> frozenset[str]:
    decision = review.decisions.get(item.id)
    edited = {"edited"} if decision and decision.edits is not None else set()
    return frozenset({item.finding.safety, item.finding.hazard.evidence, *edited})


def _names(item: Item) -> str:
    finding = item.finding
    return "\n".join(
        (
            item.id,
            finding.transform,
            finding.hazard.name,
            finding.hazard.resource,
            *finding.tests,
            *paths_of(item),
        )
    ).lower()
