"""Which tests are worth reading: those whose code, or what it leads to, holds what is searched for.

Reading a test as an interpreter would is dear, and most tests of a large suite share nothing.
Names are not resolved here: a test that happens to use the same name is read in vain.
"""

from collections.abc import Iterable, Iterator, Set
from functools import cached_property

from codemods.suite.model import Class, Function, Suite, Test
from codemods.suite.names import class_chain, plugins
from codemods.suite.signatures import keyword_only, positional
from codemods.touches.searches import Search
from codemods.touches.table import FAKERS
from codemods.touches.units import Unit, units_in


def relevant_tests(suite: Suite, search: Search) -> list[Test]:
    """The tests whose code, fixtures, set-up or helpers hold what is searched for."""
    finder = _searched(suite, search)
    if search.then is None:
        return list(finder.tests(suite.tests.paths))
    further = _searched(suite, search.then(finder.found))
    near = [path for path in suite.tests.paths if finder.may_share(further, path)]
    known = {test.id for test in finder.tests(near)}
    return [test for test in further.tests(near) if test.id in known]


def _searched(suite: Suite, search: Search) -> "_Finder":
    finder = _Finder(suite, search)
    finder.search_all()
    return finder


class _Finder:
    def __init__(self, suite: Suite, search: Search) -> None:
        self.search = search
        self.suite = suite
        self.modules = suite.modules
        self.reach: dict[tuple[bytes, bool], set[str]] = {}
        self.reaches: dict[str, frozenset[str]] = {}
        self.below: dict[str, Set[str]] = {}
        self.hot: dict[str, set[bytes]] = {}
        self.found: dict[str, Set[Unit]] = {}
        self.rest: dict[str, list[Unit]] = {}
        self.showing: dict[str, set[Unit]] = {}
        self.aliases: dict[str, dict[bytes, frozenset[bytes]]] = {}

    def search_all(self) -> None:
        """Follow the names of what holds a sign until nothing new is found."""
        pending = {path for path in self.modules if self.search.in_file(path)}
        while pending:
            further: set[str] = set()
            for path in sorted(pending):
                for name, is_requested in self._examine(path).items():
                    further |= self._spread(name, path, is_requested)
            pending = further

    def _spread(self, name: bytes, path: str, is_requested: bool) -> set[str]:
        """Make a name known where it can be meant; the other files that hold it.

        Args:
            is_requested: whether tests may take it as a parameter, without any import.
        """
        known = self.reach.setdefault((name, is_requested), set())
        new = self._reach(path) - known
        known |= new
        others = new - {path}
        if others:
            holders = self.modules.holders if is_requested else self.modules.reaching
            others = others & holders(name)
        for other in {path, *others}:
            self.hot.setdefault(other, set()).add(name)
        return set(others)

    def _examine(self, path: str) -> dict[bytes, bool]:
        """Find more units of a file.

        Returns:
            The names by which other code may use them, and whether those of fixtures.
        """
        if path not in self.rest:
            raw = self.modules.raw(path) or b""
            self.rest[path] = self._units(path, raw)
            shown, named = self.search.signs.shown, self.search.names.get(path, frozenset())
            self.found[path] = set()
            if self.search.in_file(path) or shown(raw):
                self.showing[path] = {
                    unit
                    for unit in self.rest[path]
                    if shown(raw[slice(*unit.span)]) or (unit.name and unit.name.encode() in named)
                }
        meant = self.hot.get(path, set()) | self.search.names.get(path, frozenset())
        aliases = self._aliases(path)
        renamed = {alias for name in meant & aliases.keys() for alias in aliases.pop(name)}
        names = dict.fromkeys(sorted(renamed), False)
        self.hot.setdefault(path, set()).update(renamed)
        hot = meant | renamed
        while True:
            showing = self.showing.pop(path, set())
            new = showing | {u for u in self.rest[path] if not hot.isdisjoint(u.uses)}
            if not new:
                return names
            self.found[path] = self.found[path] | new
            self.rest[path] = [unit for unit in self.rest[path] if unit not in new]
            hot = {name for unit in new for name in unit.binds} - names.keys()
            names |= dict.fromkeys(sorted(hot), False)
            fixtures = (unit for unit in new if unit.fixture)
            names |= {name: True for unit in fixtures for name in unit.binds}

    def _units(self, path: str, raw: bytes) -> list[Unit]:
        config = self.suite.config
        tests = (config.python_functions, config.python_classes)
        if self.modules.kind(path) != "test":
            tests = ((), ())
        signs = self.search.signs
        units = units_in(raw, tests, heads=signs.heads, bodies=signs.bodies)
        counts = self.search.counts
        return [unit for unit in units if counts is None or counts(path, unit)]

    def _aliases(self, path: str) -> dict[bytes, frozenset[bytes]]:
        """By a name that may be imported and was not meant so far, what a file calls it instead."""
        if path not in self.aliases:
            self.aliases[path] = dict(self.modules.renamed(path))
        return self.aliases[path]

    def _reach(self, path: str) -> frozenset[str]:
        """The files in which a name of this file can be meant."""
        if path not in self.reaches:
            reach = {path, *self.modules.importers(path)}
            for folder in {_folder(it) for it in self.suite.conftests if it in reach}:
                reach |= self._below(folder)
            self.reaches[path] = frozenset(reach)
        return self.reaches[path]

    def _below(self, folder: str) -> Set[str]:
        if folder not in self.below:
            self.below[folder] = {path for path in self.modules if path.startswith(folder)}
        return self.below[folder]

    def may_share(self, other: "_Finder", path: str) -> bool:
        """Whether there may be tests in a file that both have found."""
        if not (self.concerns(path) and other.concerns(path)):
            return False
        one, two = self._alone(path), other._alone(path)
        return one is None or two is None or not one.isdisjoint(two)

    def _alone(self, path: str) -> Set[Unit] | None:
        """What was found in a file, ``None`` if other tests may be concerned than those in it."""
        found = self.found.get(path, frozenset())
        if path in self._heirs or self._from_above(path):
            return None
        is_for_others = any(unit.owner or unit.always for unit in found if not self._is_test(unit))
        return None if is_for_others else found

    def concerns(self, path: str) -> bool:
        """Whether tests may be found in a file."""
        if path in self._heirs or self._from_above(path):
            return True
        return any(map(self._may_concern_tests, self.found.get(path, ())))

    def _may_concern_tests(self, unit: Unit) -> bool:
        """Whether a piece is a test, is run for tests, or is the class of some."""
        if not unit.name:
            heads = self.search.signs.heads
            return _marks(unit) if heads else unit.always or bool(unit.owner)
        return unit.always or self._is_test(unit) or (unit.fixture and self._is_everyones(unit))

    def _is_everyones(self, fixture: Unit) -> bool:
        named = {name.encode() for name in self.suite.config.usefixtures}
        return fixture.always or not named.isdisjoint(fixture.binds)

    @cached_property
    def _heirs(self) -> frozenset[str]:
        """The files that may inherit tests from those in which something was found."""
        kind = self.modules.kind
        found = [path for path, units in self.found.items() if units and kind(path) == "test"]
        return frozenset(heir for path in found for heir in self.modules.importers(path))

    def tests(self, paths: Iterable[str]) -> Iterator[Test]:
        """The tests of these files that were found."""
        for path in filter(self.concerns, paths):
            everyone = self._from_above(path) or self._for_all(path, "")
            for test in self.suite.tests.of(path):
                if not _is_faked(test.function) and (everyone or self._is_found(test)):
                    yield test

    def _is_found(self, test: Test) -> bool:
        function = test.function
        if any(_is_of(unit, function) for unit in self.found.get(function.module, ())):
            return True
        if test.cls is None:
            return False
        chain = class_chain(test.cls, self.modules, self.suite.config)
        return any(
            self._for_all(base.module, base.qualname) or self._hands_down(base, function.module)
            for base in chain
        )

    def _hands_down(self, base: Class, path: str) -> bool:
        """Whether a class has what a test of another file that it inherits may call."""
        return base.module != path and any(
            unit.owner == base.qualname and unit.name and not self._is_test(unit)
            for unit in self.found.get(base.module, ())
        )

    def _is_test(self, unit: Unit) -> bool:
        return not unit.fixture and self.suite.config.is_test_function(unit.name)

    def _for_all(self, path: str, owner: str) -> bool:
        return any(
            unit.owner == owner and self._is_for_all(unit, path)
            for unit in self.found.get(path, ())
        )

    def _is_for_all(self, unit: Unit, path: str) -> bool:
        if not unit.name:
            return unit.always and self._is_run(unit, path)
        if unit.fixture:
            return self._is_everyones(unit) and self._is_changing(unit, path)
        is_hook = unit.name.startswith("pytest_")
        return unit.always and (self.search.signs.hooks or not is_hook)

    def _is_changing(self, unit: Unit, path: str) -> bool:
        qualname = f"{unit.owner}.{unit.name}" if unit.owner else unit.name
        function = self.modules[path].functions.get(qualname)
        if function is None or self.search.by_fixture is None:
            return True
        return self.search.by_fixture(function)

    def _is_run(self, unit: Unit, path: str) -> bool:
        """Whether a statement outside of functions concerns all tests of its file or class."""
        if self.search.signs.heads or b"pytestmark" in unit.binds:
            return _marks(unit)
        if unit.owner or self.search.by_import is None:
            return self.search.signs.at_import or not unit.assigned
        return self.search.by_import(path)

    def _from_above(self, path: str) -> bool:
        return any(not folder or path.startswith(folder) for folder in self._everyones)

    @cached_property
    def _everyones(self) -> frozenset[str]:
        """The folders below which something that was found concerns all tests, with a slash."""
        conftests = filter(lambda path: self._for_all(path, ""), self.suite.conftests)
        folders = {_folder(path) for path in conftests}
        if any(self._for_all(plugin.path, "") for plugin in plugins(self.suite)):
            folders.add("")
        return frozenset(folders)


def _is_of(unit: Unit, function: Function) -> bool:
    return unit.name == function.name and unit.owner == (function.owner or "")


def _marks(unit: Unit) -> bool:
    """Whether a statement marks tests: ``pytestmark``, or the decorators of a class."""
    return b"pytestmark" in unit.binds or (bool(unit.owner) and not unit.binds)


def _folder(path: str) -> str:
    """The folder of a file, with a slash behind it; empty for the root."""
    return path[: path.rfind("/") + 1]


def _is_faked(function: Function) -> bool:
    """Whether a test asks for a fixture under which the file system is not the real one."""
    requested = (*positional(function.node), *keyword_only(function.node))
    return any(FAKERS.match(name) for name in requested)
