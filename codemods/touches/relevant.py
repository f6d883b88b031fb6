"""Which tests are worth reading: those whose code, or what it leads to, holds a sign of a change.

Reading a test as an interpreter would is dear, and most tests of a large suite share nothing. A
hazard needs a change, so only code that holds the sign of one is read first, and what names such
code; once it is known what is changed, a second search finds the code that only looks at it.
Names are not resolved here: a test that happens to use the same name is read in vain.
"""

import ast
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from codemods.suite.model import Class, Function, Module, Suite, Test
from codemods.suite.names import class_chain
from codemods.suite.signatures import keyword_only, positional
from codemods.suite.source import Source
from codemods.touches.resources import Table, resource_table
from codemods.touches.table import FAKERS
from codemods.touches.words import Signs, saves, spells_a_path, touches_files

_IDENTIFIER = re.compile(rb"[A-Za-z_\x80-\xff][\w\x80-\xff]*")
_LISTING = re.compile(rb"listdir|scandir|iterdir|glob|\bwalk\b|fnmatch|\*\.\w")
_HERE = re.compile(rb"getcwd|curdir|cwd\(|listdir\(\s*\)|[\"']\.?/?(?:\*[^\"'/\n]*)?[\"']")
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_IMPORTS = (ast.Import, ast.ImportFrom)


@dataclass(frozen=True, eq=False)
class Search:
    """What makes a piece of code worth reading.

    Attributes:
        in_file: whether the file of a path, by its bytes, may hold what is searched for.
        signs: what a piece of such a file has to show.
        names: by path, those that are a sign in that file.
    """

    in_file: Callable[[str, bytes], bool]
    signs: Signs
    names: Mapping[str, frozenset[bytes]] = field(default_factory=dict)


def for_changes(suite: Suite) -> Search:
    """Code that may change files, or use things on servers."""
    tops = _heads(resource_table(suite.config.tool))
    names: dict[str, frozenset[bytes]] = {}
    for path in suite.modules:
        if suite.modules.tops(path) & tops:
            bound = suite.modules[path].imports.items()
            names[path] = frozenset(
                name.encode() for name, found in bound if _top(found.dotted) in tops
            )
    return Search(
        lambda path, raw: (
            path in names or touches_files(raw) or (saves(raw) and spells_a_path(raw))
        ),
        Signs(lambda code: touches_files(code) or saves(code)),
        names,
    )


def for_paths(paths: Iterable[str]) -> Search:
    """Code that may name one of these paths, or list a folder that holds one.

    Args:
        paths: relative to the root, or absolute; also other texts that name a thing.
    """
    split = [path.rstrip("/").rpartition("/") for path in paths]
    names = _spelled({last for _, _, last in split})
    folders = _spelled({folder.rpartition("/")[2] for folder, _, _ in split if folder})
    flat = any(not folder for folder, _, _ in split)

    def shown(code: bytes) -> bool:
        if names.search(code):
            return True
        if not _LISTING.search(code):
            return False
        return folders.search(code) is not None or (flat and _HERE.search(code) is not None)

    return Search(lambda _, raw: shown(raw), Signs(shown, at_import=False))


def _spelled(names: Iterable[str]) -> re.Pattern[bytes]:
    """Finds any of these names where they can be a part of a path that is written out."""
    found: set[bytes] = set()
    for name in names:
        parts = [part for part in re.split(r"[*?\ufdd0]", name) if len(part) > 2]
        for part in parts:
            text = re.escape(part.encode("utf-8", "surrogateescape"))
            before = rb"[\"'/]" if name.startswith(part) else b""
            after = rb"[\"'/\\]" if name.endswith(part) else b""
            if not part.isidentifier():
                before = rb"(?<![\w.-])" if before else b""
                after = rb"(?![\w-]|\.\w)" if after else b""
            found.add(before + text + after)
    return re.compile(b"|".join(sorted(found)) if found else rb"(?!)")


def for_signs(signs: Signs) -> Search:
    """Code that shows what one transform looks for."""
    return Search(lambda _, raw: (signs.in_file or signs.shown)(raw), signs)


def _heads(table: Table) -> frozenset[str]:
    return frozenset(_top(dotted) for dotted in table if not dotted.startswith("<"))


def _top(dotted: str) -> str:
    return dotted.lstrip("./").replace("/", ".").partition(".")[0]


def relevant_tests(suite: Suite, search: Search) -> list[Test]:
    """The tests whose code, fixtures, set-up or helpers hold what is searched for."""
    finder = _Finder(suite, search)
    finder.search_all()
    return list(finder.tests())


@dataclass(frozen=True, eq=False)
class _Unit:
    """A function, or a statement of a module or class outside of functions.

    Attributes:
        owner: qualname of the class that holds it, empty in a module.
        binds: the names by which others use it.
        uses: every word in it.
        shows: whether it holds a sign itself.
        everywhere: whether it is run for all tests of its file, or of its class.
    """

    function: Function | None
    owner: str
    binds: frozenset[bytes]
    uses: frozenset[bytes]
    shows: bool
    everywhere: bool


class _Finder:
    def __init__(self, suite: Suite, search: Search) -> None:
        self.search = search
        self.suite = suite
        self.modules = suite.modules
        self.hot: dict[bytes, set[str]] = {}
        self.found: dict[str, set[_Unit]] = {}
        self.rest: dict[str, list[_Unit]] = {}

    def search_all(self) -> None:
        """Follow the names of what holds a sign until nothing new is found."""
        raw = self.modules.raw
        pending = {path for path in self.modules if self.search.in_file(path, raw(path) or b"")}
        while pending:
            new = {name for path in sorted(pending) for name in self._examine(path)}
            pending = {
                path for name in new for path in self.hot[name] if name in (raw(path) or b"")
            }

    def _examine(self, path: str) -> Iterator[bytes]:
        """Find more units of a file; the names by which other code may use them."""
        if path not in self.rest:
            self.rest[path] = list(
                _units(self.modules[path], self.search.signs, self.suite.config.usefixtures)
            )
            self.found[path] = set()
        own = self.search.names.get(path, frozenset())
        while True:
            hot = {name for name, paths in self.hot.items() if path in paths} | own
            new = [unit for unit in self.rest[path] if unit.shows or unit.uses & hot]
            if not new:
                return
            self.found[path].update(new)
            self.rest[path] = [unit for unit in self.rest[path] if unit not in self.found[path]]
            reach = self._reach(path)
            for name in {name for unit in new for name in unit.binds}:
                paths = self.hot.setdefault(name, set())
                if not reach <= paths:
                    paths |= reach
                    yield name

    def _reach(self, path: str) -> set[str]:
        """The files in which a name of this file can be meant."""
        reach = {path, *self.modules.importers(path)}
        for conftest in self.suite.conftests:
            if conftest in reach:
                reach |= {other for other in self.modules if _is_below(other, conftest)}
        return reach

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
        return test.cls is not None and self._for_class(test.cls)

    def _for_class(self, cls: Class) -> bool:
        chain = class_chain(cls, self.modules, self.suite.config)
        return any(self._for_all(base.module, base.qualname) for base in chain)

    def _for_all(self, path: str, owner: str) -> bool:
        return any(unit.everywhere and unit.owner == owner for unit in self.found.get(path, ()))

    def _from_above(self, path: str) -> bool:
        return any(
            self._for_all(conftest, "")
            for conftest in self.suite.conftests
            if _is_below(path, conftest)
        )


def _is_below(path: str, conftest: str) -> bool:
    folder = conftest.rpartition("/")[0]
    return not folder or path.startswith(f"{folder}/")


def _is_faked(function: Function) -> bool:
    """Whether a test asks for a fixture under which the file system is not the real one."""
    requested = (*positional(function.node), *keyword_only(function.node))
    return any(FAKERS.match(name) for name in requested)


def _units(module: Module, signs: Signs, requested: Collection[str]) -> Iterator[_Unit]:
    for function in module.functions.values():
        info = function.fixture
        head = signs.heads and function.kind in ("test", "fixture", "xunit")
        code = _code(module.source, function.node, head=head)
        binds = {function.name}
        if info:
            binds.add(info.name)
        if function.owner and not info and function.kind != "test":
            binds.add(function.owner.rpartition(".")[2])
        always = (
            function.kind == "xunit"
            or bool(info and (info.autouse or info.name in requested))
            or function.name.startswith("pytest_")
        )
        yield _unit(code, signs, function.owner or "", binds, always, function)
    yield from _statements(module.source, module.source.tree.body, "", signs)
    for cls in module.classes.values():
        yield from _statements(module.source, cls.node.body, cls.qualname, signs)
        header = _code(module.source, cls.node, head=True)
        yield _unit(header, signs, cls.qualname, {cls.node.name}, False, None)
        for decorator in cls.node.decorator_list:
            code = module.source.segment(decorator).encode("utf-8", "replace")
            yield _unit(code, signs, cls.qualname, set(), True, None)


def _statements(
    source: Source, body: Iterable[ast.stmt], owner: str, signs: Signs
) -> Iterator[_Unit]:
    """The statements that are run when the file is imported, and what they bind."""
    for node in body:
        if isinstance(node, _DEFINITIONS + _IMPORTS) or _is_text(node):
            continue
        binds: set[str] = set()
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            binds = {
                inner.id
                for target in targets
                for inner in ast.walk(target)
                if isinstance(inner, ast.Name)
            }
        for_users = bool(binds) and not signs.at_import and "pytestmark" not in binds
        yield _unit(_code(source, node), signs, owner, binds, not for_users, None)


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _unit(
    code: bytes,
    signs: Signs,
    owner: str,
    binds: Iterable[str],
    everywhere: bool,
    function: Function | None,
) -> _Unit:
    return _Unit(
        function,
        owner,
        frozenset(name.encode() for name in binds),
        frozenset(_IDENTIFIER.findall(code)),
        signs.shown(code),
        everywhere,
    )


def _code(source: Source, node: ast.stmt, *, head: bool = False) -> bytes:
    """The bytes of a statement with its decorators, by whole lines; with or without its body."""
    first = min((d.lineno for d in getattr(node, "decorator_list", ())), default=node.lineno)
    assert node.end_lineno is not None
    last = node.end_lineno + 1
    if head and isinstance(node, _DEFINITIONS):
        last = max(node.body[0].lineno, node.lineno + 1)
    return source.raw[source.line_start(first) : source.line_start(last)]
