"""An edit is one replacement of bytes; a fix is the edits that are right together, wrong apart."""

from dataclasses import dataclass
from typing import Literal

When = Literal["any", "all"]
Safety = Literal["safe", "unsafe", "manual"]

LEADING = -9
"""Rank of a blank line that only parts what comes from what stands above it, if anything does."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace ``before`` by ``after`` in one file.

    Attributes:
        path: POSIX path of the file, relative to the root.
        start: first byte of the span in the original bytes of the file.
        end: one past the last byte of the span; equal to ``start`` for an insertion.
        before: the bytes of the span.
        after: the bytes that take their place.
        owners: ids of the fixes that need this edit. Several fixes may need one parameter, and
            only together do they make an import unused.
        when: ``any`` if the edit is there as soon as one owner is applied (a parameter),
            ``all`` if it is there only while every owner is (the removal of an import).
        rank: order among the insertions at one place, before that of their bytes.
    """

    path: str
    start: int
    end: int
    before: bytes
    after: bytes
    owners: frozenset[str]
    when: When = "any"
    rank: int = 0

    @property
    def order(self) -> tuple[int, int, int, bytes]:
        """By what the edits of one file are sorted."""
        return self.start, self.end, self.rank, self.after

    def is_active(self, applied: frozenset[str]) -> bool:
        """Whether the edit is there while exactly the fixes ``applied`` are."""
        return self.owners <= applied if self.when == "all" else bool(self.owners & applied)


@dataclass(frozen=True, slots=True)
class Fix:
    """The unit of review, of refusal and of undo.

    Attributes:
        id: eight hexadecimal digits, stable while the code that it concerns is.
        transform: name of the transform that made it, such as ``tmp-path``.
        hazard: name of the kind of hazard that it removes, such as ``hardcoded-path``.
        resource: what was shared, as users write it: a path, a name, a port.
        why: one sentence for the reviewer.
        safety: ``safe``, or ``unsafe`` where a person should look before it is applied.
        tests: node ids of the tests that it concerns, sorted.
        edits: sorted by path and start; each names this fix among its owners.
    """

    id: str
    transform: str
    hazard: str
    resource: str
    why: str
    safety: Safety
    tests: tuple[str, ...]
    edits: tuple[Edit, ...]
