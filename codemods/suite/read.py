"""From a root on disk to a `Suite`: the only module of this room that reads files."""

import ast
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from codemods.errors import Refusal
from codemods.limits import TooMuchError, UnusableError, read_regular, seconds_for, within
from codemods.suite.config import SuiteConfig, read_config
from codemods.suite.discover import Found, discover, small_texts
from codemods.suite.imports import loads_unnamed
from codemods.suite.model import Facts, Function, Module, ModuleKind, Skipped, Suite, Test
from codemods.suite.module import read_module
from codemods.suite.modules import Modules, Read, Tests
from codemods.suite.names import (
    asks_for_plugins,
    class_chain,
    collected_classes,
    computes_plugins,
    import_base,
    imported_functions,
    path_below,
    plugin_names,
    string_names,
)
from codemods.suite.source import Source, Unreadable, parse

_SMALL = 2 << 20
"""Up to so many bytes all tests are parsed, also where that is in vain, to tell which cannot be."""

_SUFFIX = re.compile(rb"\.py\b")
_STEM = re.compile(rb"[\w-]+\Z")


Look: TypeAlias = Callable[[Sequence[tuple[str, bytes]]], Iterable[Facts]]
"""Gives the facts of files, each by its path in the suite and its bytes."""


def read_suite(root: Path, paths: Sequence[Path] = (), look: Look | None = None) -> Suite:
    """Read the suite below ``root``, or the part of it that ``paths`` name.

    Args:
        root: absolute and resolved.
        paths: files and folders; empty for what pytest's configuration says, else the root.
        look: how the facts of files are found; ``None`` for here and now, with nothing kept.

    Raises:
        Refusal: bad configuration, a path that does not exist, or a file asked for by name that
            cannot be read or parsed.
    """
    look = look or _look
    config = read_config(root)
    found = discover(root, paths, config)
    reader = _Reader(root, config, {path.resolve() for path in paths})
    for skipped in found.skipped:
        reader.skip(skipped)
    kinds: dict[str, ModuleKind] = dict.fromkeys(found.conftests, "conftest")
    kinds |= dict.fromkeys(found.tests, "test")
    files = reader.files(found, kinds, look)
    modules = Modules(files, lambda path, raw: reader.module(path, raw, kinds.get(path, "other")))
    small = sum(len(files[path].raw) for path in found.tests if path in files) <= _SMALL
    for path in files:
        if path in found.conftests or root / path in reader.named or (small and path in kinds):
            modules[path]
    loose = reader.loose(found, files)
    scripts = loose or _scripts(found, files)
    return Suite(
        root=root.as_posix(),
        config=config,
        modules=modules,
        tests=Tests(
            (path for path in files if kinds.get(path) == "test"),
            lambda path: reader.tests(path, modules),
        ),
        conftests=tuple(path for path in found.conftests if path in files),
        skipped=reader.skipped,
        texts=small_texts(root, [*found.texts, *scripts]) if files else {},
        loose=loose,
    )


def _scripts(found: Found, files: Mapping[str, Read]) -> Iterator[str]:
    """Python files that nobody imports and that tests name: children run them."""
    others = [path for path in found.python if path not in files]
    named = {
        name.group()
        for file in files.values()
        if others and file.kind != "other" and b".py" in file.raw
        for match in _SUFFIX.finditer(file.raw)
        if (name := _STEM.search(file.raw, max(0, match.start() - 255), match.start()))
    }
    for path in others if named else ():
        if path.rpartition("/")[2].removesuffix(".py").encode() in named:
            yield path


def _look(files: Sequence[tuple[str, bytes]]) -> Iterable[Facts]:
    from codemods.facts import facts_of_all  # later rooms say what is looked for

    return facts_of_all(files)


class _Places:
    """Where what is imported lies below the root."""

    def __init__(self, config: SuiteConfig, known: frozenset[str]) -> None:
        self._config = config
        self.known = known
        self._stems = {part.removesuffix(".py") for path in known for part in path.split("/")}
        self._bases: dict[str, str] = {}
        self._found: dict[tuple[str, str], str | None] = {}

    def of(self, path: str, names: Iterable[str]) -> frozenset[str]:
        """Paths of the files that a file imports by these names."""
        folder = path.rpartition("/")[0]
        if folder not in self._bases:
            self._bases[folder] = import_base(folder, self.known)
        base = self._bases[folder]
        wanted = {name for name in names if _top(name) in self._stems}
        for name in wanted:
            if (base, name) not in self._found:
                place = path_below(name, base, self.known, self._config)
                self._found[base, name] = place
        found = {self._found[base, name] for name in wanted}
        return frozenset(place for place in found if place is not None and place != path)


def _top(dotted: str) -> str:
    return dotted.lstrip("./").replace("/", ".").partition(".")[0]


def _leaf(dotted: str) -> bytes:
    return dotted.replace("/", ".").rpartition(".")[2].encode()


class _Reader:
    def __init__(self, root: Path, config: SuiteConfig, named: set[Path]) -> None:
        self.root = root
        self.config = config
        self.named = named
        self.skipped: list[Skipped] = []
        self.seconds = seconds_for(config.tool)
        self.computing: set[str] = set()
        """Files that compute which plugins there are, and what they import to do so."""
        self.calling: dict[str, bool] = {}

    def files(self, found: Found, kinds: Mapping[str, ModuleKind], look: Look) -> dict[str, Read]:
        """The conftest files, the tests, and all that they import from the root."""
        places = _Places(self.config, frozenset((*found.python, *found.tests, *found.conftests)))
        files: dict[str, Read] = {}
        wave = [*found.conftests, *found.tests]
        wave += sorted(places.of("", self.config.plugins) - {*wave})
        while wave:
            read = [(path, raw) for path in wave if (raw := self.bytes_of(path)) is not None]
            further: dict[str, None] = {}
            for (path, raw), facts in zip(read, look(read), strict=True):
                names = (*facts.imports, *self._plugins(path, raw))
                needs = places.of(path, names) | self.packages(path, places.known)
                if path in self.computing:
                    self.computing |= needs
                tops = frozenset(map(_top, names))
                leaves = frozenset(map(_leaf, names))
                kind = kinds.get(path, "other")
                files[path] = Read(kind, raw, tops, leaves, needs, facts.shows)
                further |= dict.fromkeys(sorted(needs))
            wave = [path for path in further if path not in files]
        return files

    def loose(self, found: Found, files: Mapping[str, Read]) -> frozenset[str]:
        """Python files that nobody imports by name, and that the run may load all the same."""
        others = frozenset(found.python) - files.keys()
        if others and (self.computing or any(loads_unnamed(file.raw) for file in files.values())):
            return others
        return frozenset()

    def packages(self, path: str, known: frozenset[str]) -> frozenset[str]:
        """The files that make packages of the folders of a file, and call something as they do."""
        found: set[str] = set()
        folder = path.rpartition("/")[0]
        while folder and (init := f"{folder}/__init__.py") in known and init != path:
            if init not in self.calling:
                self.calling[init] = b"(" in (self.bytes_of(init) or b"")
            found |= {init} if self.calling[init] else set()
            folder = folder.rpartition("/")[0]
        return frozenset(found)

    def _plugins(self, path: str, raw: bytes) -> list[str]:
        """What a file names as plugins of pytest; any name in it where it computes them."""
        computed = path in self.computing
        if not computed and not asks_for_plugins(raw):
            return []
        try:
            tree = parse(path, raw).tree
        except Unreadable:
            return []
        if computes_plugins(tree):
            self.computing.add(path)
            computed = True
        return list(string_names(tree) if computed else plugin_names(raw, tree))

    def bytes_of(self, path: str) -> bytes | None:
        try:
            return read_regular(self.root / path)
        except OSError as error:
            self.skip(Skipped(path, f"it cannot be read ({error.strerror})"))
        except UnusableError as error:
            self.skip(Skipped(path, str(error)))
        return None

    def module(self, path: str, raw: bytes, kind: ModuleKind) -> Module:
        """The module of a file; an empty one where it cannot be parsed."""
        try:
            with within(self.seconds):
                return read_module(parse(path, raw), kind, self.config)
        except (Unreadable, TooMuchError) as error:
            self.skip(Skipped(path, str(error)))
        return read_module(Source(path, raw, "utf-8", ast.Module([], [])), kind, self.config)

    def tests(self, path: str, modules: Modules) -> list[Test]:
        """What is collected from a file, nothing where that cannot be told in time."""
        try:
            with within(self.seconds):
                return list(_tests(modules[path], modules, self.config))
        except TooMuchError as error:
            modules.leave(path)
            self.skip(Skipped(path, str(error)))
        return []

    def skip(self, skipped: Skipped) -> None:
        if self.root / skipped.path in self.named:
            raise Refusal(f"{skipped.path} was not read: {skipped.reason}")
        self.skipped.append(skipped)


def _switched_off(module: Module) -> set[str]:
    """Functions with ``name.__test__ = False`` behind them."""
    return {
        target.value.id
        for node in module.source.tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name)
        if target.attr == "__test__" and not node.value.value
    }


def _is_method(function: Function) -> bool:
    decorators = {ast.unparse(decorator) for decorator in function.node.decorator_list}
    return not function.fixture and not decorators & {"property", "cached_property"}


def _tests(module: Module, modules: Modules, config: SuiteConfig) -> Iterator[Test]:
    off = _switched_off(module)
    for function in module.functions.values():
        if function.kind == "test" and function.owner is None and function.name not in off:
            yield Test(f"{module.path}::{function.name}", function, None)
    for name, function in imported_functions(module, modules, config):
        if config.is_test_function(name) and not function.fixture and name not in off:
            yield Test(f"{module.path}::{name}", function, None)
    for cls in collected_classes(module, modules, config):
        seen: set[str] = set()
        prefix = f"{module.path}::{cls.qualname.replace('.', '::')}"
        for base in class_chain(cls, modules, config):
            home = modules[base.module]
            for function in home.functions.values():
                name = function.name
                if function.owner != base.qualname or name in seen:
                    continue
                seen.add(name)
                if config.is_test_function(name) and _is_method(function):
                    yield Test(f"{prefix}::{name}", function, cls)
