"""What a suite is made of."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeAlias

from codemods.suite.config import SuiteConfig
from codemods.suite.source import Source

if TYPE_CHECKING:
    from codemods.suite.modules import Modules, Tests

FunctionNode: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef
ModuleKind = Literal["test", "conftest", "other"]
FunctionKind = Literal["test", "fixture", "xunit", "helper"]

SCOPES = ("function", "class", "module", "package", "session")
"""Of fixtures, the narrowest first."""
XUNIT_NAMES = (
    frozenset(
        f"{verb}_{scope}"
        for verb in ("setup", "teardown")
        for scope in ("module", "class", "method", "function")
    )
    | {"setup", "teardown", "setUp", "tearDown", "setUpClass", "tearDownClass"}
    | {"asyncSetUp", "asyncTearDown", "setUpModule", "tearDownModule"}
)


@dataclass(frozen=True, slots=True)
class Import:
    """What a name imported at module level stands for: ``from module import attribute``."""

    module: str
    attribute: str | None = None

    @property
    def dotted(self) -> str:
        if not self.attribute:
            return self.module
        return f"{self.module}{'/' if self.module.startswith('.') else '.'}{self.attribute}"


@dataclass(frozen=True, slots=True)
class FixtureInfo:
    """What the decorator of a fixture says; ``scope`` is ``None`` where it is computed."""

    name: str
    scope: str | None
    autouse: bool
    parametrised: bool


@dataclass(frozen=True, eq=False)
class Class:
    """A class at module level or inside another; ``qualname`` joins the names with dots."""

    module: str
    qualname: str
    node: ast.ClassDef
    constants: Mapping[str, ast.expr]
    is_testcase: bool = False


@dataclass(frozen=True, eq=False)
class Function:
    """A function or method that is not nested in another function.

    Attributes:
        module: path of its module.
        qualname: as in a node id, with dots for ``::``.
        kind: what pytest takes it for.
        owner: qualname of its class, or ``None``.
        in_testcase: whether that class is a ``unittest.TestCase``.
        fixture: set where ``kind`` is ``fixture``.
    """

    module: str
    qualname: str
    node: FunctionNode
    kind: FunctionKind
    owner: str | None = None
    in_testcase: bool = False
    fixture: FixtureInfo | None = None

    @property
    def name(self) -> str:
        return self.node.name

    @cached_property
    def key(self) -> str:
        """Unique in the suite."""
        return f"{self.module}::{self.qualname}"


@dataclass(frozen=True, eq=False)
class Module:
    """One file of the suite, or of the code that it imports from the same root.

    Attributes:
        own: names of the project's packages and modules, as tools that sort imports see them.
    """

    source: Source
    kind: ModuleKind
    functions: Mapping[str, Function]
    classes: Mapping[str, Class]
    constants: Mapping[str, ast.expr]
    imports: Mapping[str, Import]
    stars: tuple[str, ...]
    bound: frozenset[str]
    own: frozenset[str] = frozenset()

    @property
    def path(self) -> str:
        return self.source.path


@dataclass(frozen=True, slots=True)
class Test:
    """One collected test, all its parametrised instances together."""

    id: str
    function: Function
    cls: Class | None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was not analysed, and why, as a clause."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What the bytes of one file show.

    Attributes:
        imports: dotted names that it may import, as `imported_names` gives them.
        shows: names of the searches that have to look at it: ``changes``, or of a transform.
    """

    imports: tuple[str, ...]
    shows: frozenset[str]


@dataclass(frozen=True, eq=False)
class Suite:
    """Everything that was read.

    Attributes:
        root: absolute path of the root, POSIX.
        modules: by path; test modules, conftest files, and what they import from the root.
        tests: in the order of collection.
        skipped: what could not be read, as far as it was looked at.
        conftests: paths of conftest files, nearest the root first.
        texts: further text files of the root in which a path may be named, by path.
        loose: of these, Python files that the run may load by names that do not stand there.
        checked_in: paths that belong to the repository, relative to the root.
    """

    root: str
    config: SuiteConfig
    modules: "Modules"
    tests: "Tests"
    conftests: tuple[str, ...]
    skipped: list[Skipped] = field(default_factory=list)
    texts: Mapping[str, bytes] = field(default_factory=dict)
    loose: frozenset[str] = frozenset()
    checked_in: frozenset[str] = frozenset()

    @property
    def files(self) -> int:
        """How many files were read, apart from those that were left out."""
        return len(self.modules) - sum(left.path in self.modules for left in self.skipped)

    def without(self, reasons: Mapping[str, str]) -> "Suite":
        """The suite without these files, each with the clause that says why."""
        for path, reason in reasons.items():
            self.modules.leave(path)
            self.skipped.append(Skipped(path, reason))
        return replace(self, tests=self.tests.anew())

    def raw(self, path: str) -> bytes | None:
        """The bytes of a file that was read, ``None`` for one that is not there."""
        raw = self.modules.raw(path)
        return self.texts.get(path) if raw is None else raw

    def encoding(self, path: str) -> str:
        """How the text of a file is written as bytes."""
        return self.modules[path].source.encoding if path in self.modules else "utf-8"

    def mentioning(self, *names: str) -> "list[Module]":
        """The modules that hold any of these names as a word."""
        from codemods.suite.modules import words

        texts = [name.encode() for name in names]
        pattern = words(*names)
        return self.modules.holding(
            lambda raw: any(text in raw for text in texts) and pattern.search(raw)
        )

    def is_test(self, function: Function) -> bool:
        """Whether pytest collects a function, from its own module or where it is imported."""
        homes = {function.module, *self.modules.importers(function.module)}
        return any(self.tests.runs(function, path) for path in homes)

    def tests_of(self, path: str) -> "Iterator[Test]":
        """The tests of a file, and of those that import it: what may run its functions as tests."""
        for module in sorted({path, *self.modules.importers(path)}):
            yield from self.tests.of(module)

    def around(self, path: str) -> "Iterator[Module]":
        """A module, and those that import it: where its names and classes can be used."""
        for other in (path, *sorted(self.modules.importers(path) - {path})):
            yield self.modules[other]
