"""Code that the run of a test loads, that may run unseen, and that names the same path.

Reading follows what it understands. What pytest, a class or a table of functions runs in ways that
it does not follow was, by the end, read for no test at all: that is how such code is found.
"""

import ast
import os
import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import TypeGuard

from codemods.hazards.model import Involved
from codemods.hazards.paths import is_below, shown
from codemods.hazards.resources import folders_of
from codemods.suite.model import Function, Module, Suite
from codemods.suite.module import unconditional
from codemods.suite.modules import words_in
from codemods.suite.names import plugins
from codemods.suite.nodes import nodes_of
from codemods.suite.support import serves_tests
from codemods.touches.model import HOLE
from codemods.touches.shared import is_run_on_import
from codemods.touches.trace import Traces
from codemods.touches.values import normalise

_APART = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
_BUILDING = re.compile(r"(\bpath\.\w+|Path|join|joinpath|\bstr|fspath|format|strip)$")
_LOOKED_UP = re.compile(rb"\bgetattr\s*\([^,()]+,\s*[^\s\"']|\b(globals|vars)\s*\(|__dict__\b")
"""What gives a function by a name that need not stand there."""
_DOCSTRING = re.compile(rb"\.__doc__\b|[\"']__doc__[\"']|\bgetdoc\(")


def why_hidden(tests: Sequence[Involved], suite: Suite, traces: Traces) -> str | None:
    """Code that the run of the tests loads, that names a path of theirs, and that none came to."""
    paths = sorted({touch.path for one in tests for touch in one.touches} - {""})
    homes = frozenset(path for one in tests for path in _loaded_with(one, suite))
    for path in paths:
        if HOLE in path:
            continue
        if reason := _named_unread(path, homes, suite, traces):
            return reason
        if any(_is_documented(path, one, suite) for one in tests):
            for line, other in _docstring_readers(homes, suite):
                return f"line {line} of {other} may take {shown(path)} out of a docstring"
    return None


@lru_cache(maxsize=1024)
def _named_unread(path: str, homes: frozenset[str], suite: Suite, traces: Traces) -> str | None:
    """The same for one path and what the files that pytest loads lead to; docstrings apart."""
    for module in _holding(path, homes, suite):
        names = _constants(module, path, suite)
        for user in (module, *_users(module, names, homes, suite)):
            for line, name in _unread(user, path, names, suite, traces, homes):
                where = f"{name} at line {line} of {user.path}"
                return f"{where}, which was not read, names {shown(path)} too"
        for line, other in _taken(module, names, homes, suite):
            return f"line {line} of {other} may look up the name of {shown(path)} in {module.path}"
    for other in sorted(suite.loose & suite.texts.keys()):
        if not any(other.startswith(home.rpartition("/")[0]) for home in homes):
            continue
        if line := _line_naming(path, suite.texts[other]):
            return f"line {line} of {other}, which may be loaded, names {shown(path)} too"
    return None


def _is_documented(path: str, one: Involved, suite: Suite) -> bool:
    """Whether the docstring of a test, of its class or module names a path, or its last part."""
    test = one.trace.test
    documented = [ast.get_docstring(test.function.node)]
    documented += [ast.get_docstring(test.cls.node)] if test.cls else []
    documented += [ast.get_docstring(suite.modules[test.function.module].source.tree)]
    name = re.escape(path.rpartition("/")[2])
    return any(re.search(rf"(?<![\w.-]){name}(?![\w-])", text or "") for text in documented)


def _docstring_readers(homes: frozenset[str], suite: Suite) -> Iterator[tuple[int, str]]:
    """The lines of these files, and of support that they load, that read a docstring."""
    for other in sorted(suite.modules.holders(b"__doc__") | suite.modules.holders(b"getdoc")):
        loaded = other in homes or not homes.isdisjoint(suite.modules.importers(other))
        raw = suite.modules.raw(other) or b""
        if loaded and serves_tests(suite, other) and (found := _DOCSTRING.search(raw)):
            yield raw.count(b"\n", 0, found.start()) + 1, other


def _line_naming(path: str, raw: bytes) -> int:
    """The first line that spells a path; 0 if there is none."""
    needle = re.escape(path.encode("utf-8", "surrogateescape"))
    found = re.search(rb"[\"'](?:\./)?" + needle + rb"[\"'/]", raw)
    return raw.count(b"\n", 0, found.start()) + 1 if found else 0


def _loaded_with(one: Involved, suite: Suite) -> Iterator[str]:
    """The files that pytest itself loads for a test."""
    home = one.trace.test.id.partition("::")[0]
    yield home
    for conftest in suite.conftests:
        if home.startswith(conftest.removesuffix("conftest.py")):
            yield conftest
    yield from (plugin.path for plugin in plugins(suite))


def _holding(path: str, homes: frozenset[str], suite: Suite) -> Iterator[Module]:
    """The modules that these load, themselves included, in which the name of a path stands."""
    last = path.rpartition("/")[2].encode("utf-8", "surrogateescape")
    words = sorted(words_in(last))
    for other in sorted(suite.modules.holders(max(words, key=len))) if words else ():
        loaded = other in homes or not homes.isdisjoint(suite.modules.importers(other))
        if loaded and last in (suite.modules.raw(other) or b""):
            yield suite.modules[other]


def _constants(module: Module, path: str, suite: Suite) -> frozenset[str]:
    """The names that a module, and its classes, give to what names a path."""
    holders = (module.constants, *(cls.constants for cls in module.classes.values()))
    return frozenset(
        name
        for held in holders
        for name, value in held.items()
        if _spells(value, path, module, suite)
    )


def _users(
    module: Module, names: Collection[str], homes: Collection[str], suite: Suite
) -> Iterator[Module]:
    """Other modules of the run that import a module and hold names of its constants."""
    held = {other for name in names for other in suite.modules.holders(name.encode())}
    for other in sorted(held & suite.modules.importers(module.path) - {module.path}):
        if other in homes or not suite.modules.importers(other).isdisjoint(homes):
            yield suite.modules[other]


def _taken(
    module: Module, names: Collection[str], homes: Collection[str], suite: Suite
) -> Iterator[tuple[int, str]]:
    """Where a conftest or a plugin takes a name of a test module out of an object it is given."""
    held = {other for name in names for other in suite.modules.holders(name.encode())}
    for other in sorted(held & set(homes) - {module.path}) if module.kind == "test" else ():
        bound = {"self", "cls", *suite.modules[other].bound}
        for node in nodes_of(suite.modules[other].source.tree):
            match node:
                case ast.Attribute(attr=name, value=base) if name in names:
                    if ast.unparse(base).partition(".")[0] not in bound:
                        yield node.lineno, other
                case ast.Call(func=ast.Name(id="getattr"), args=[_, name, *_]):
                    if isinstance(name, ast.Constant) and name.value in names:
                        yield node.lineno, other


def _unread(
    module: Module,
    path: str,
    names: Collection[str],
    suite: Suite,
    traces: Traces,
    homes: Collection[str],
) -> Iterator[tuple[int, str]]:
    """The functions and statements of a module that name a path, may run, and were not read."""
    ran, nodes = traces.reached
    constants = {*names}
    constants |= {name for name, it in module.imports.items() if it.attribute in names}
    rest, at_import = _on_import(module)
    ours = serves_tests(suite, module.path) or module in plugins(suite)
    for function in module.functions.values():
        called = ours or function.fixture or function.name.startswith("pytest_")
        if function.key in ran or function.kind == "test":
            continue
        if not called and function.name not in at_import:
            continue
        if _spells(function.node, path, module, suite) or uses_any(function.node, constants):
            if any(id(node) in nodes for node in nodes_of(function.node)):
                continue
            if _may_run(function, module, homes, suite):
                yield function.node.lineno, function.qualname
    for node in rest:
        if not _spells(node, path, module, suite):
            continue
        if any(id(inner) in nodes for inner in nodes_of(node)):
            continue
        for inner in nodes_of(node):
            done = isinstance(inner, ast.Lambda)
            if done or (module.kind == "other" and _is_done_at_once(inner)):
                assert isinstance(inner, ast.expr)
                if _spells(inner, path, module, suite):
                    yield inner.lineno, "a lambda" if done else "a call"


@lru_cache(maxsize=64)
def _on_import(module: Module) -> tuple[list[ast.stmt], frozenset[str]]:
    """The statements that an import runs, but for definitions and imports, and their names."""
    bodies = [module.source.tree.body, *(cls.node.body for cls in module.classes.values())]
    rest = [
        node
        for body in bodies
        for node in unconditional([it for it in body if is_run_on_import(it)])
        if not isinstance(node, _APART)
    ]
    names = (it.id for node in rest for it in nodes_of(node) if isinstance(it, ast.Name))
    return rest, frozenset(names)


def _is_done_at_once(node: ast.AST) -> TypeGuard[ast.Call]:
    """Whether an expression is a call that does more than to put a path together."""
    return isinstance(node, ast.Call) and not _BUILDING.search(ast.unparse(node.func))


def _may_run(function: Function, module: Module, homes: Collection[str], suite: Suite) -> bool:
    """Whether anything but a call that would have been read can run a function: dead code stays."""
    names = {function.name, (function.owner or "").rpartition(".")[2]} - {""}
    if function.name.startswith(("pytest_", "__")) or function.node.decorator_list:
        return True
    others = {name for name in names for name in suite.modules.holders(name.encode())}
    known = {module.path, *homes, *suite.modules.importers(module.path)}
    for other in sorted(others & known):
        if _LOOKED_UP.search(suite.modules.raw(other) or b""):
            return True
        for node in nodes_of(suite.modules[other].source.tree):
            match node:
                case ast.Name(id=name) | ast.Attribute(attr=name) | ast.Constant(value=str(name)):
                    if name in names:
                        return True
                case ast.alias(name=name):
                    if name in names and other != module.path:
                        return True
    return False


def _spells(node: ast.stmt | ast.expr, path: str, module: Module, suite: Suite) -> bool:
    """Whether a piece of code writes out a path, its last part alone, or what lies below it."""
    last = path.rpartition("/")[2]
    if not _may_spell(node, last, module):
        return False
    names, folders = _texts(node, suite)
    if path == "." or "*" in path:
        return bool({path, last} & names) or any(is_below(name, path) for name in names)
    return path in names or last in names or path in folders


@lru_cache(maxsize=256)
def _texts(node: ast.stmt | ast.expr, suite: Suite) -> tuple[frozenset[str], frozenset[str]]:
    """What a piece of code writes out, as paths, and the folders above them."""
    values = (it.value for it in nodes_of(node) if isinstance(it, ast.Constant))
    texts = {it if isinstance(it, str) else os.fsdecode(it) for it in values if _is_text(it)}
    names = frozenset(normalise(text, suite.root) for text in texts)
    return names, folders_of(names)


def _is_text(value: object) -> TypeGuard[str | bytes]:
    return isinstance(value, str | bytes)


def _may_spell(node: ast.stmt | ast.expr, last: str, module: Module) -> bool:
    """The same, seen from the bytes alone."""
    if module.source.encoding != "utf-8" or isinstance(node, ast.IfExp):  # it may be made up of two
        return True
    spans = [module.source.span(part) for part in (node, *getattr(node, "decorator_list", ()))]
    start, end = min(start for start, _ in spans), max(end for _, end in spans)
    raw = module.source.raw
    return raw.find(os.fsencode(last), start, end) >= 0 or raw.find(b"\\", start, end) >= 0


def uses_any(tree: ast.AST, constants: Collection[str]) -> bool:
    """Whether a piece of code uses any of these names, bare or behind a dot."""
    return any(
        isinstance(node, ast.Name | ast.Attribute)
        and (node.id if isinstance(node, ast.Name) else node.attr) in constants
        for node in (nodes_of(tree) if constants else ())
    )
