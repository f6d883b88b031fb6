"""What the probe saw, in the words of the suite."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["test", "fixture", "collection", "session"]

CHANGES = frozenset(
    {"write", "append", "update", "mkdir", "delete", "rmdir", "rmtree", "change", "bind"}
)
"""Ways to touch a thing after which it is not as it was. ``ensure``, making a folder unless it is
there, is none: everybody may do it at any time."""
MAKES = frozenset({"write", "append", "update", "mkdir", "ensure", "bind"})
REMOVES = frozenset({"delete", "rmdir", "rmtree"})


@dataclass(frozen=True, slots=True)
class Place:
    """A line of code; ``path`` is relative to the root, or absolute outside it."""

    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who touches something.

    Attributes:
        key: node id of a test; else as the probe names it.
        name: of a fixture, as the suite spells it; else the node id.
        scope: of a fixture.
        place: where it is defined; None for a session.
        fixtures: of a test, the keys of the fixtures wider than a test that it requests.
        group: of a test, its ``xdist_group``; empty if it has none.
    """

    key: str
    kind: Kind
    name: str
    scope: str = ""
    place: Place | None = None
    fixtures: tuple[str, ...] = ()
    group: str = ""


@dataclass(frozen=True, slots=True)
class Use:
    """One touch of one resource.

    Attributes:
        actor: key.
        resource: path relative to the root, ``$TMPDIR/…``, ``~/…`` or absolute; ``tcp:8000``.
        how: as the probe says it.
        phase: ``collect``, ``setup``, ``call`` or ``teardown``.
        order: when, in nanoseconds of a clock that all processes share.
        place: the nearest line in a test file or conftest.
        fixture: name of the fixture of the test by which it came, or None.
        found: whether the thing was there before; None if nobody looked.
        glob: for a listing, the pattern below the resource, or None.
        watched: whether a child or C code did it.
        private: whether only this process would come upon it.
        locked: whether a file lock was held.
        spelled: the resource as the code names it, where links lead elsewhere; else None.
        spot: the line, of a helper or a library, that asks whether it is there, where that is
            not ``place``.
    """

    actor: str
    resource: str
    how: str
    phase: str
    order: int
    place: Place | None
    fixture: str | None = None
    found: bool | None = None
    glob: str | None = None
    watched: bool = False
    private: bool = False
    locked: bool = False
    spelled: str | None = None
    spot: Place | None = None


@dataclass(frozen=True, slots=True)
class Leftover:
    """What a test left behind in its own process: that is about order, not about workers.

    Attributes:
        test: its node id.
        kind: ``env``, ``cwd`` or ``module``.
        name: of the variable; the dotted name of the global; empty for the current folder.
        place: where it was changed, if that is known.
        readers: node ids of the tests that read the variable later.
    """

    test: str
    kind: Literal["env", "cwd", "module"]
    name: str
    place: Place | None = None
    readers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """One traced run.

    Attributes:
        actors: by key; tests in the order in which they ran.
        uses: in order, process by process.
        leftovers: in the order of the tests.
        outcomes: by node id, as the run's report has them.
        commands: the words of children that were started.
        notes: sentences about what was not seen.
        created: absolute paths outside the root that the run made and that were not there before.
    """

    actors: Mapping[str, Actor]
    uses: tuple[Use, ...]
    leftovers: tuple[Leftover, ...] = ()
    outcomes: Mapping[str, str] = field(default_factory=dict)
    commands: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    created: tuple[str, ...] = ()

    @property
    def tests(self) -> tuple[Actor, ...]:
        """The tests, in the order in which they ran."""
        return tuple(actor for actor in self.actors.values() if actor.kind == "test")
