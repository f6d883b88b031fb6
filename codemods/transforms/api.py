"""What a transform is, and how the transforms of this package and of others are found."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from codemods.edits.model import Edit, Safety
from codemods.hazards.model import Hazard
from codemods.suite.model import Suite

ENTRY_POINTS = "xdistify.transforms"


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
        names: the new local names, each with the key of its function.
    """

    tests: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    safety: Safety = "safe"
    refused: tuple[Refused, ...] = ()
    names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Transform:
    """One transform.

    Attributes:
        name: as in the contract and in the name of its module.
        propose: a pure function from a hazard, the suite that it was found in, and the names that
            earlier fixes have given in each function, to a proposal.
        document: the docstring of its module, under the headings of the contributing page.
        subject: makes the first line of a commit message from the number of tests.
    """

    name: str
    propose: Callable[[Hazard, Suite, Mapping[str, frozenset[str]]], Proposal]
    document: str
    subject: Callable[[int], str]


def load_transforms() -> Iterator[Transform]:
    """Every installed transform, ours and third parties', sorted by name."""
    from importlib.metadata import entry_points

    for entry in sorted(entry_points(group=ENTRY_POINTS), key=lambda entry: entry.name):
        transform = entry.load()
        if isinstance(transform, Transform):
            yield transform
