"""What a transform is, and how the transforms of this package and of others are found."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from codemods.edits.model import Edit, Safety
from codemods.hazards.model import Hazard
from codemods.suite.model import Suite, Test
from codemods.touches.model import Trace
from codemods.touches.trace import Traces
from codemods.touches.words import Signs

ENTRY_POINTS = "xdistify.transforms"

Grouping = Literal["unasked", "works", "hook", "broken", "absent"]
"""What a probe says of group marks; it runs only where a person asks for them by name."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a transform leaves some tests of a hazard alone: one sentence, without a full stop."""

    tests: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a transform makes of a hazard.

    Attributes:
        tests: ids of the tests that are safe once the edits are in.
        edits: without owners; the caller gives them to the fix.
        safety: of the edits.
        refused: the tests that are left alone, with the reasons.
        names: the new local names, each with the key of its function; those of new fixtures also
            with the folder, or the file, whose tests see them.
        idle: identities of the statements that go because these tests need them no more.
        away: ids of the tests that run in another folder as a whole.
        hint: what a person can do who wants this remedy all the same, as a clause.
        settled: whether the hazard is none, as what is known besides the code shows.
    """

    tests: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    safety: Safety = "safe"
    refused: tuple[Refused, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    idle: frozenset[int] = frozenset()
    away: frozenset[str] = frozenset()
    hint: str = ""
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What a transform has to know of the fixes for other hazards.

    Attributes:
        traces: of all tests that were read, by id.
        taken: the names that they have given, as in `Proposal.names`.
        kept: identities of the statements that must stay for tests that no fix moves.
        away: ids of the tests that run in another folder as a whole.
        grouping: whether ``--dist loadgroup`` keeps groups together with the pytest and the
            pytest-xdist of the suite: as they are, with a hook of ours, or not at all.
    """

    traces: Traces
    taken: Mapping[str, frozenset[str]] = field(default_factory=dict)
    kept: frozenset[int] = frozenset()
    away: frozenset[str] = frozenset()
    grouping: Grouping = "unasked"


@dataclass(frozen=True, slots=True)
class Transform:
    """One transform.

    Attributes:
        name: as in the contract and in the name of its module.
        propose: a pure function from a hazard, the suite that it was found in, and what is known
            of the fixes for other hazards, to a proposal.
        document: the docstring of its module, under the headings of the contributing page.
        subject: makes the first line of a commit message from the number of tests.
        because: one sentence for its body: what was wrong, and what is right now.
        find: gives the hazards that only this transform knows of, in the order of collection;
            ``None`` where the hazards of touched paths are enough.
        signs: what code shows that ``find`` has to see; ``None`` if that is any code. Tests that
            show none, and use nothing that does, are not among the traces that it is given.
        narrow: of such tests, those whose traces ``find`` has to see; ``None`` for all.
        brings: the names of the hazards that ``find`` gives, and of their remedies: it is not asked
            where none of them is. ``None`` if that cannot be said, so that it always is.
        claims: whether hazards of touched paths may be ones that ``find`` knows better.
    """

    name: str
    propose: Callable[[Hazard, Suite, Known], Proposal]
    document: str
    subject: Callable[[int], str]
    because: str = ""
    find: Callable[[Suite, Sequence[Trace]], Sequence[Hazard]] | None = None
    signs: Signs | None = None
    narrow: Callable[[Suite, Sequence[Test]], Sequence[Test]] | None = None
    brings: frozenset[str] | None = None
    claims: bool = True


@cache
def load_transforms() -> tuple[Transform, ...]:
    """Every installed transform, ours and third parties', sorted by name."""
    from importlib.metadata import entry_points

    entries = sorted(entry_points(group=ENTRY_POINTS), key=lambda entry: entry.name)
    loaded = (entry.load() for entry in entries)
    return tuple(each for each in loaded if isinstance(each, Transform))
