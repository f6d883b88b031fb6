"""What a file is made of, for a search by words: functions, and statements outside of them."""

import ast
import builtins
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from codemods.suite.model import Function, Module
from codemods.suite.modules import words_in
from codemods.suite.nodes import nodes_of
from codemods.suite.source import Source

_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_IMPORTS = (ast.Import, ast.ImportFrom)
_BUILTINS = frozenset(dir(builtins))


@dataclass(frozen=True, eq=False, slots=True)
class Unit:
    """A function, or a statement of a module or class outside of functions.

    Attributes:
        owner: qualname of the class that holds it, empty in a module.
        binds: the names by which others use it.
        uses: every word in it.
        span: its first and its last line.
        always: whether it is run for all tests of its file, or of its class.
        assigned: whether it only gives names to values.
    """

    function: Function | None
    owner: str
    binds: frozenset[bytes]
    uses: frozenset[bytes]
    span: tuple[int, int]
    always: bool
    assigned: bool = False


@lru_cache(maxsize=8192)
def units_in(module: Module, heads: bool) -> tuple[Unit, ...]:
    """What a file is made of; with or without the bodies of tests and fixtures."""
    return tuple(_units_of(module, heads))


def _units_of(module: Module, heads: bool) -> Iterator[Unit]:
    source = module.source
    for function in module.functions.values():
        info, node = function.fixture, function.node
        first = source.first_line(node)
        last = node.end_lineno or node.lineno
        if heads and function.kind in ("test", "fixture", "xunit"):
            last = max(node.body[0].lineno - 1, node.lineno)
        binds = {function.name}
        if info:
            binds.add(info.name)
        if function.owner and not info and function.kind != "test":
            binds.add(function.owner.rpartition(".")[2])
        always = (
            function.kind == "xunit"
            or bool(info and info.autouse)
            or function.name.startswith("pytest_generate_tests" if heads else "pytest_")
        )
        yield _unit(source, (first, last), function.owner or "", binds, always, function)
    yield from _statements(module, source.tree.body, "", heads)
    for cls in module.classes.values():
        yield from _statements(module, cls.node.body, cls.qualname, heads)
        header = (cls.node.lineno, max(cls.node.body[0].lineno - 1, cls.node.lineno))
        yield _unit(source, header, cls.qualname, {cls.node.name}, False)
        for decorator in cls.node.decorator_list:
            span = (decorator.lineno, decorator.end_lineno or decorator.lineno)
            yield _unit(source, span, cls.qualname, (), True)


def _statements(
    module: Module, body: Iterable[ast.stmt], owner: str, heads: bool
) -> Iterator[Unit]:
    """The statements that are run when the file is imported, and what they bind.

    Args:
        heads: whether a statement counts only where what it may change is used by its name.
    """
    source = module.source
    for node in body:
        if isinstance(node, _DEFINITIONS + _IMPORTS) or _is_text(node):
            continue
        binds: set[str] = set()
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            binds = {
                inner.id
                for target in targets
                for inner in nodes_of(target)
                if isinstance(inner, ast.Name)
            }
        elif heads:
            binds = _names(node) - module.imports.keys() - _BUILTINS
        assigned = bool(binds) and "pytestmark" not in binds
        span = (node.lineno, node.end_lineno or node.lineno)
        yield _unit(source, span, owner, binds, True, assigned=assigned)


def _names(statement: ast.stmt) -> set[str]:
    """The names in a statement, and those of what it defines."""
    return {
        node.id if isinstance(node, ast.Name) else node.name
        for node in nodes_of(statement)
        if isinstance(node, (ast.Name, *_DEFINITIONS))
    }


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _unit(
    source: Source,
    span: tuple[int, int],
    owner: str,
    binds: Iterable[str],
    always: bool,
    function: Function | None = None,
    *,
    assigned: bool = False,
) -> Unit:
    uses = frozenset(map(_shared, words_in(source.lines(*span))))
    names = frozenset(_shared(name.encode()) for name in binds)
    return Unit(function, owner, names, uses, span, always, assigned)


_WORDS: dict[bytes, bytes] = {}


def _shared(word: bytes) -> bytes:
    """One object for all occurrences of a word: large suites use the same ones everywhere."""
    return _WORDS.setdefault(word, word)
