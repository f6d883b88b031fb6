"""The code that runs once in a process: at import, in hooks of the whole run, in wide fixtures."""

import ast
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from codemods.suite.model import Function, Module, Suite
from codemods.suite.names import resolve
from codemods.suite.nodes import nodes_of
from codemods.suite.support import serves_tests
from codemods.touches.model import Trace

HOOKS = frozenset({"pytest_configure", "pytest_sessionstart"})
_WIDE = frozenset({"session", "package"})
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


@dataclass(frozen=True, eq=False)
class Scope:
    """A body of statements that runs once in a process, or as good as once.

    Attributes:
        function: whose body it is, ``None`` for that of the module.
        early: whether it runs before pytest has put handlers of its own on the root logger.
        run_by: gives the ids of the tests in whose process it runs, in the order of collection.
    """

    module: Module
    function: Function | None
    early: bool
    run_by: Callable[[], tuple[str, ...]]

    @cached_property
    def tests(self) -> tuple[str, ...]:
        """The ids of the tests in whose process it runs; dear, as all their files are parsed."""
        return self.run_by()

    @property
    def body(self) -> Sequence[ast.stmt]:
        return self.function.node.body if self.function else self.module.source.tree.body


def nobody() -> tuple[str, ...]:
    """For a scope that is only looked into: who runs it does not matter."""
    return ()


def once_scopes(
    suite: Suite, traces: Sequence[Trace], search: str, shown: Callable[[bytes], bool]
) -> list[Scope]:
    """Every such body of the suite's own code.

    Args:
        search: name of the search that finds the files.
        shown: whether the bytes of a part of one make it worth looking at.
    """
    modules = suite.modules.showing(search)
    modules = [m for m in modules if serves_tests(suite, m.path)]
    if not modules:
        return []
    finder = _Finder(suite, traces)
    found: list[Scope | None] = []
    for module in modules:
        source = module.source
        if any(shown(source.code(node)) for node in source.tree.body if not _is_definition(node)):
            found.append(finder.of_module(module))
        functions = (f for f in module.functions.values() if shown(source.code(f.node)))
        found += [finder.of(function) for function in functions]
    return [scope for scope in found if scope]


class _Finder:
    def __init__(self, suite: Suite, traces: Sequence[Trace]) -> None:
        self._suite = suite
        self._traces = traces
        self._known: dict[str, Scope | None] = {}

    def of_module(self, module: Module) -> Scope:
        """The body of a module, which runs when it is imported."""
        paths = {module.path, *self._suite.modules.importers(module.path)}
        kinds = {self._suite.modules.kind(path) for path in paths}
        return Scope(module, None, "conftest" in kinds, lambda: _tests_with(self._suite, paths))

    def of(self, function: Function) -> Scope | None:
        """The body of a function, ``None`` if it may run more than once."""
        if function.key not in self._known:
            self._known[function.key] = None
            self._known[function.key] = self._of(function)
        return self._known[function.key]

    def _of(self, function: Function) -> Scope | None:
        module = self._suite.modules[function.module]
        if function.owner:
            return None
        if function.fixture:
            tests = tuple(t.test.id for t in self._traces if function.key in t.functions)
            return Scope(module, function, False, lambda: tests) if _is_wide(function) else None
        if function.name in HOOKS and module.kind != "test":
            run_by = self.of_module(module).run_by
            return Scope(module, function, function.name == "pytest_configure", run_by)
        if function.kind != "helper" or function.name.startswith("pytest_"):
            return None
        callers: list[Scope] = []
        for key in _uses(self._suite, function):
            path, _, qualname = (key or "").partition("::")
            home = self._suite.modules.get(path)
            if home is None:
                return None
            caller = self.of(home.functions[qualname]) if qualname else self.of_module(home)
            if caller is None:
                return None
            callers.append(caller)

        def of_callers() -> tuple[str, ...]:
            wanted = {test for caller in callers for test in caller.tests}
            return tuple(sorted(wanted, key=self._suite.tests.place))

        return Scope(module, function, any(caller.early for caller in callers), of_callers)


def _is_definition(node: ast.stmt) -> bool:
    return isinstance(node, _DEFINITIONS)


def within(statement: ast.stmt) -> Iterator[ast.AST]:
    """A statement and all in it that runs with it, not what it only defines."""
    if isinstance(statement, _DEFINITIONS) or _is_main(statement):
        return
    pending: list[ast.AST] = [statement]
    while pending:
        node = pending.pop(0)
        yield node
        pending = [n for n in ast.iter_child_nodes(node) if not isinstance(n, _DEFINITIONS)] + (
            pending
        )


def _is_main(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.If) and "__main__" in ast.unparse(statement.test)


def _is_wide(function: Function) -> bool:
    info = function.fixture
    assert info
    return info.scope in _WIDE or (info.autouse and info.scope in ("module", "class"))


def _tests_with(suite: Suite, paths: Collection[str]) -> tuple[str, ...]:
    """The tests in whose process one of these modules is imported."""
    folders = [p.rpartition("/")[0] for p in paths if suite.modules.kind(p) == "conftest"]
    homes = [
        home
        for home in suite.tests.paths
        if home in paths or any(not top or home.startswith(f"{top}/") for top in folders)
    ]
    return tuple(test.id for home in homes for test in suite.tests.of(home))


def _uses(suite: Suite, function: Function) -> Iterator[str | None]:
    """For each use of a function the key of the body that calls it, ``None`` for another use."""
    for module in _mentioning(suite, function.name):
        names = {
            name
            for name in (*module.imports, function.name)
            if (hit := resolve(suite, module, name))
            and hit == (suite.modules[function.module], function.name)
        }
        if not names and module.path != function.module:
            if any(
                isinstance(node, ast.Attribute) and node.attr == function.name
                for node in nodes_of(module.source.tree)
            ):
                yield None
            continue
        called = dict(_called(module))
        for node in nodes_of(module.source.tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names:
                yield called.get(id(node))
            elif isinstance(node, ast.Attribute) and node.attr == function.name:
                yield None


def _mentioning(suite: Suite, name: str) -> Iterator[Module]:
    """The modules that hold a name, those first that may use it in a way that ends the search."""
    attribute = f".{name}".encode()
    holders = suite.modules.holders(name.encode())
    for path in sorted(holders, key=lambda p: (attribute not in (suite.modules.raw(p) or b""), p)):
        yield suite.modules[path]


def _called(module: Module) -> Iterator[tuple[int, str]]:
    """The identity of each name that is called, and the key of the body that calls it."""
    bodies = [(module.path, module.source.tree.body)]
    bodies += [(f.key, f.node.body) for f in module.functions.values()]
    for key, body in bodies:
        for statement in body:
            for node in within(statement):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                    yield id(node.func), key
