"""A hazard, and the part that each test plays in it."""

from dataclasses import dataclass
from typing import Literal

from codemods.evidence.model import Place
from codemods.touches.model import Touch, Trace

Basis = Literal["static", "observed"]
TestRole = Literal["producer", "consumer", "both", "cleaner"]


@dataclass(frozen=True, slots=True)
class Involved:
    """One test and the resource.

    Attributes:
        id: node id of the test, without its parameters.
        reading: its trace as reading tells it; None where only a run showed the test.
        role: ``both`` if the test makes what it reads, or makes it and reads nothing while
            others do not need it either.
        touches: all its uses of the resource, mentions included, in order.
        all_needs: the touches that find ready-made what the test did not make.
        all_hopes: those that may find something, or do as well without (appending to a log,
            opening a database, handing the path to code that was not read).
    """

    id: str
    reading: Trace | None
    role: TestRole
    touches: tuple[Touch, ...]
    all_needs: tuple[Touch, ...] = ()
    all_hopes: tuple[Touch, ...] = ()

    @property
    def needs(self) -> Touch | None:
        """The first touch that finds something ready-made."""
        return self.all_needs[0] if self.all_needs else None

    @property
    def hopes(self) -> Touch | None:
        """The first touch that may find something."""
        return self.all_hopes[0] if self.all_hopes else None

    @property
    def trace(self) -> Trace:
        """The trace; only a hazard that was read has remedies, and those have one."""
        assert self.reading is not None
        return self.reading


@dataclass(frozen=True, slots=True)
class Hazard:
    """A resource and the tests that would meet on it under some schedule.

    Attributes:
        id: eight hexadecimal digits, the same as long as resource and tests are.
        name: as in the contract: ``hardcoded-path``, ``cwd-write``, ``shared-path``.
        resource: absolute path, or relative to the root; ``*`` for a part that is not known.
        tests: in the order of collection.
        remedies: names of transforms to try, in this order.
        why: one sentence, for ``scan``.
        evidence: ``observed`` if a run showed its tests at it, ``static`` if only reading did.
        places: the lines at which a run showed them.
        everyone: ids of all tests that touch the resource, those of its other hazards too.
        words: texts by which more code than that of its tests may name the resource.
    """

    id: str
    name: str
    resource: str
    tests: tuple[Involved, ...]
    remedies: tuple[str, ...]
    why: str
    evidence: Basis = "static"
    places: tuple[Place, ...] = ()
    everyone: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
