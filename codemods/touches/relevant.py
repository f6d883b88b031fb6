"""Which tests are worth reading: those whose code, or what it leads to, holds a sign of a change.

Reading a test as an interpreter would is dear, and most tests of a large suite share nothing. A
hazard needs a change, so only code that holds the sign of one is read first, and what names such
code; once it is known what is changed, a second search finds the code that only looks at it.
Names are not resolved here: a test that happens to use the same name is read in vain.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from codemods.suite.model import Class, Function, Suite, Test
from codemods.suite.names import class_chain, plugins
from codemods.suite.signatures import keyword_only, positional
from codemods.touches.resources import Table, resource_table
from codemods.touches.table import FAKERS
from codemods.touches.units import Unit, units_in
from codemods.touches.words import (
    CHANGES,
    Sign,
    Signs,
    saves,
    shows_any,
    sign,
    touches_files,
)

_lists = shows_any(
    [
        *(sign(word, word.encode()) for word in ("listdir", "scandir", "iterdir", "glob")),
        *(sign("fnmatch", b"fnmatch"), sign("walk"), sign("*.", rb"\*\.\w")),
    ]
)
_HERE = re.compile(rb"getcwd|curdir|cwd\(|listdir\(\s*\)|[\"']\.?/?(?:\*[^\"'/\n]*)?[\"']")


@dataclass(frozen=True, eq=False)
class Search:
    """What makes a piece of code worth reading.

    Attributes:
        in_file: whether the file of a path may hold what is searched for.
        signs: what a piece of such a file has to show.
        names: by path, those that are a sign in that file.
        by_import: whether the import of the file of a path changes anything; ``None`` where what
            stands outside of functions is judged by its signs.
        by_fixture: the same of a fixture that is set up for tests that do not ask for it.
    """

    in_file: Callable[[str], bool]
    signs: Signs
    names: Mapping[str, frozenset[bytes]] = field(default_factory=dict)
    by_import: Callable[[str], bool] | None = None
    by_fixture: Callable[[Function], bool] | None = None


def for_changes(
    suite: Suite,
    by_import: Callable[[str], bool] | None = None,
    by_fixture: Callable[[Function], bool] | None = None,
) -> Search:
    """Code that may change files, or use things on servers.

    Args:
        by_import: whether the import of the file of a path does; ``None`` where that is not known.
        by_fixture: whether the set-up of a fixture does.
    """
    tops = _heads(resource_table(suite.config.tool))
    names: dict[str, frozenset[bytes]] = {}
    for path in suite.modules:
        if suite.modules.tops(path) & tops:
            bound = suite.modules[path].imports.items()
            names[path] = frozenset(
                name.encode() for name, found in bound if _top(found.dotted) in tops
            )
    return Search(
        lambda path: path in names or suite.modules.shows(path, CHANGES),
        Signs(
            lambda code: touches_files(code) or saves(code),
            at_import=by_import is None,
            hooks=False,
        ),
        names,
        by_import,
        by_fixture,
    )


def for_paths(suite: Suite, paths: Iterable[str]) -> Search:
    """Code that may name one of these paths, or list a folder that holds one.

    Args:
        paths: relative to the root, or absolute; also other texts that name a thing.
    """
    split = [path.rstrip("/").rpartition("/") for path in paths]
    names = _spelled({last for _, _, last in split})
    folders = _spelled({folder.rpartition("/")[2] for folder, _, _ in split if folder})
    flat = any(not folder for folder, _, _ in split)

    def shown(code: bytes) -> bool:
        if names(code):
            return True
        if not _lists(code):
            return False
        return folders(code) or (flat and _HERE.search(code) is not None)

    signs = Signs(shown, at_import=False, hooks=False)
    return Search(lambda path: shown(suite.modules.raw(path) or b""), signs)


def _spelled(names: Iterable[str]) -> Callable[[bytes], bool]:
    """Finds any of these names where they can be a part of a path that is written out."""
    found: dict[bytes, Sign] = {}
    for name in sorted(names):
        parts = [part for part in re.split(r"[*?\ufdd0]", name) if part]
        for part in [part for part in parts if len(part) > 2] or parts:
            text = part.encode("utf-8", "surrogateescape")
            before = rb"(?<=[\"'/])" if name.startswith(part) else b""
            after = rb"(?=[\"'/\\])" if name.endswith(part) else b""
            if not part.isidentifier():
                before = rb"(?<![\w.-])" if before else b""
                after = rb"(?![\w-]|\.\w)" if after else b""
            found[text] = Sign(text, re.compile(before + re.escape(text) + after))
    return shows_any(list(found.values()))


def for_signs(suite: Suite, name: str, signs: Signs) -> Search:
    """Code that shows what the transform of a name looks for."""
    return Search(lambda path: suite.modules.shows(path, name), signs)


def _heads(table: Table) -> frozenset[str]:
    return frozenset(_top(dotted) for dotted in table if not dotted.startswith("<"))


def _top(dotted: str) -> str:
    return dotted.lstrip("./").replace("/", ".").partition(".")[0]


def relevant_tests(suite: Suite, search: Search) -> list[Test]:
    """The tests whose code, fixtures, set-up or helpers hold what is searched for."""
    finder = _Finder(suite, search)
    finder.search_all()
    return list(finder.tests())


class _Finder:
    def __init__(self, suite: Suite, search: Search) -> None:
        self.search = search
        self.suite = suite
        self.modules = suite.modules
        self.reach: dict[tuple[bytes, bool], set[str]] = {}
        self.reaches: dict[str, frozenset[str]] = {}
        self.hot: dict[str, set[bytes]] = {}
        self.found: dict[str, set[Unit]] = {}
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
            module = self.modules[path]
            self.rest[path] = list(units_in(module, self.search.signs.heads))
            shown, lines = self.search.signs.shown, module.source.lines
            self.found[path] = set()
            if self.search.in_file(path) or shown(module.source.raw):
                self.showing[path] = {u for u in self.rest[path] if shown(lines(*u.span))}
        meant = self.hot.get(path, set()) | self.search.names.get(path, frozenset())
        aliases = self._aliases(path)
        renamed = {alias for name in meant & aliases.keys() for alias in aliases.pop(name)}
        names = dict.fromkeys(sorted(renamed), False)
        self.hot.setdefault(path, set()).update(renamed)
        hot = meant | renamed
        while True:
            showing = self.showing.pop(path, set())
            new = showing | {u for u in self.rest[path] if not u.uses.isdisjoint(hot)}
            if not new:
                return names
            self.found[path] |= new
            self.rest[path] = [unit for unit in self.rest[path] if unit not in new]
            hot = {name for unit in new for name in unit.binds} - names.keys()
            names |= dict.fromkeys(sorted(hot), False)
            fixtures = (unit for unit in new if unit.function and unit.function.fixture)
            names |= {name: True for unit in fixtures for name in unit.binds}

    def _aliases(self, path: str) -> dict[bytes, frozenset[bytes]]:
        """By a name that may be imported and was not meant so far, what a file calls it instead."""
        if path not in self.aliases:
            self.aliases[path] = dict(self.modules.renamed(path))
        return self.aliases[path]

    def _reach(self, path: str) -> frozenset[str]:
        """The files in which a name of this file can be meant."""
        if path not in self.reaches:
            reach = {path, *self.modules.importers(path)}
            for conftest in self.suite.conftests:
                if conftest in reach:
                    reach |= {other for other in self.modules if _is_below(other, conftest)}
            self.reaches[path] = frozenset(reach)
        return self.reaches[path]

    def tests(self) -> Iterator[Test]:
        for path in self.suite.tests.paths:
            if not self.rest.keys() & {path} and not self._from_above(path):
                continue
            everyone = self._from_above(path) or self._for_all(path, "")
            for test in self.suite.tests.of(path):
                if not _is_faked(test.function) and (everyone or self._is_found(test)):
                    yield test

    def _is_found(self, test: Test) -> bool:
        function = test.function
        if any(unit.function is function for unit in self.found.get(function.module, ())):
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
            unit.owner == base.qualname and unit.function and unit.function.kind != "test"
            for unit in self.found.get(base.module, ())
        )

    def _for_all(self, path: str, owner: str) -> bool:
        return any(
            unit.owner == owner and self._is_for_all(unit, path)
            for unit in self.found.get(path, ())
        )

    def _is_for_all(self, unit: Unit, path: str) -> bool:
        function = unit.function
        if function is None:
            return unit.always and self._is_run(unit, path)
        if info := function.fixture:
            everyones = unit.always or info.name in self.suite.config.usefixtures
            return everyones and (not self.search.by_fixture or self.search.by_fixture(function))
        is_hook = function.name.startswith("pytest_")
        return unit.always and (self.search.signs.hooks or not is_hook)

    def _is_run(self, unit: Unit, path: str) -> bool:
        """Whether a statement outside of functions concerns all tests of its file or class."""
        if self.search.signs.heads:
            return b"pytestmark" in unit.binds
        if unit.owner or self.search.by_import is None:
            return self.search.signs.at_import or not unit.assigned
        return self.search.by_import(path)

    def _from_above(self, path: str) -> bool:
        above = [it for it in self.suite.conftests if _is_below(path, it)]
        above += [plugin.path for plugin in plugins(self.suite)]
        return any(self._for_all(it, "") for it in above)


def _is_below(path: str, conftest: str) -> bool:
    folder = conftest.rpartition("/")[0]
    return not folder or path.startswith(f"{folder}/")


def _is_faked(function: Function) -> bool:
    """Whether a test asks for a fixture under which the file system is not the real one."""
    requested = (*positional(function.node), *keyword_only(function.node))
    return any(FAKERS.match(name) for name in requested)
