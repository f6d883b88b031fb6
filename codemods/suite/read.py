"""From a root on disk to a `Suite`: the only module of this room that reads files."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from codemods.errors import Refusal
from codemods.limits import TooMuchError, UnusableError, read_regular, seconds_for, within
from codemods.suite.config import SuiteConfig, read_config
from codemods.suite.discover import Found, discover, small_texts
from codemods.suite.model import Function, Module, ModuleKind, Skipped, Suite, Test
from codemods.suite.module import read_module
from codemods.suite.names import (
    class_chain,
    collected_classes,
    imported_functions,
    imported_paths,
)
from codemods.suite.source import Unreadable, parse


def read_suite(root: Path, paths: Sequence[Path] = ()) -> Suite:
    """Read the suite below ``root``, or the part of it that ``paths`` name.

    Args:
        root: absolute and resolved.
        paths: files and folders; empty for what pytest's configuration says, else the root.

    Raises:
        Refusal: bad configuration, a path that does not exist, or a file asked for by name that
            cannot be read or parsed.
    """
    config = read_config(root)
    found = discover(root, paths, config)
    named = {path.resolve() for path in paths}
    reader = _Reader(root, config, named)
    for path in found.conftests:
        reader.read(path, "conftest")
    for path in found.tests:
        reader.read(path, "test")
    if reader.modules:
        reader.follow_imports(found)
    for skipped in found.skipped:
        reader.skip(skipped)
    modules = reader.modules
    return Suite(
        root=root.as_posix(),
        config=config,
        modules=modules,
        tests=tuple(reader.tests()),
        conftests=tuple(path for path in found.conftests if path in modules),
        skipped=tuple(reader.skipped),
        texts=small_texts(root, found.texts) if modules else {},
    )


class _Reader:
    def __init__(self, root: Path, config: SuiteConfig, named: set[Path]) -> None:
        self.root = root
        self.config = config
        self.named = named
        self.modules: dict[str, Module] = {}
        self.skipped: list[Skipped] = []
        self.seconds = seconds_for(config.tool)

    def read(self, path: str, kind: ModuleKind) -> None:
        try:
            with within(self.seconds):
                source = parse(path, read_regular(self.root / path))
                self.modules[path] = read_module(source, kind, self.config)
        except OSError as error:
            self.skip(Skipped(path, f"it cannot be read ({error.strerror})"))
        except (Unreadable, UnusableError, TooMuchError) as error:
            self.skip(Skipped(path, str(error)))

    def skip(self, skipped: Skipped) -> None:
        if self.root / skipped.path in self.named:
            raise Refusal(f"{skipped.path} was not read: {skipped.reason}")
        self.skipped.append(skipped)

    def follow_imports(self, found: Found) -> None:
        known = frozenset((*found.python, *found.tests, *found.conftests))
        pending = list(self.modules.values())
        while pending:
            module = pending.pop()
            try:
                with within(self.seconds):
                    paths = list(imported_paths(module, known, self.config))
            except TooMuchError as error:
                self.leave(module.path, str(error))
                continue
            for path in paths:
                if path not in self.modules and not any(s.path == path for s in self.skipped):
                    self.read(path, "other")
                    if path in self.modules:
                        pending.append(self.modules[path])

    def leave(self, path: str, reason: str) -> None:
        """Go on without a file that was read."""
        del self.modules[path]
        self.skip(Skipped(path, reason))

    def tests(self) -> Iterator[Test]:
        """What is collected, in order, of files in which that can be told in time."""
        for path in [path for path, module in self.modules.items() if module.kind == "test"]:
            try:
                with within(self.seconds):
                    tests = list(_tests(self.modules[path], self.modules, self.config))
            except TooMuchError as error:
                self.leave(path, str(error))
            else:
                yield from tests


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


def _tests(module: Module, modules: Mapping[str, Module], config: SuiteConfig) -> Iterator[Test]:
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
