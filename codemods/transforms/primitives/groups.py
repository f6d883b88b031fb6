"""The group marks of pytest-xdist: which tests have them, and how a module spells one."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from codemods.edits.model import Edit
from codemods.suite.model import Class, Module, Suite, Test
from codemods.suite.module import dotted_name
from codemods.suite.names import class_chain, resolve
from codemods.transforms.primitives.imports import plain_imports

_MARK = "pytest.mark.xdist_group"
_WORD = b"xdist_group"
SCHEDULER = "pytest_xdist_make_scheduler"


@dataclass(frozen=True, slots=True)
class GroupMark:
    """One mark in the code.

    Attributes:
        name: of the group; ``None`` where it is computed.
        line: of the mark, from 1, in ``path``.
    """

    name: str | None
    path: str
    line: int


def shows_group(code: bytes) -> bool:
    """Whether a piece of code may mark tests as a group."""
    return _WORD in code


def group_marks(suite: Suite) -> dict[str, list[GroupMark]]:
    """The marks of every test that has one, by id, in the order of collection."""
    shown = {module.path for module in suite.modules.showing("xdist-config")}
    near = shown.union(*(suite.modules.importers(path) for path in shown))
    tests = [test for path in suite.tests.paths if path in near for test in suite.tests.of(path)]
    marks = {test.id: list(_marks_of(suite, test)) for test in tests}
    return {test: found for test, found in marks.items() if found}


def grouped_by_code(suite: Suite) -> str | None:
    """The file that groups tests while they are collected; which ones, reading does not tell."""
    for module in suite.modules.showing("xdist-config"):
        if module.kind != "test" and not has_scheduler(module):
            return module.path
    return None


def has_scheduler(module: Module) -> bool:
    """Whether a module decides itself which worker runs which tests."""
    return SCHEDULER.encode() in module.source.raw


def decorator(module: Module, name: str, quote: str) -> tuple[str, list[Edit]]:
    """The mark as the module would spell it, and what it has to import for that.

    Raises:
        RefusedRewrite: the module calls something else ``pytest``.
    """
    known = {found.dotted: local for local, found in module.imports.items()}
    call = f"xdist_group(name={quote}{name}{quote})"
    if "pytest" in known:
        return f"{known['pytest']}.mark.{call}", []
    if "pytest.mark" in known:
        return f"{known['pytest.mark']}.{call}", []
    return f"pytest.mark.{call}", plain_imports(module, "pytest")


def _marks_of(suite: Suite, test: Test) -> Iterator[GroupMark]:
    module = suite.modules[test.function.module]
    for node in test.function.node.decorator_list:
        yield from _marks_in(suite, module, node)
    for cls in _holders(suite, test):
        home = suite.modules[cls.module]
        for node in cls.node.decorator_list:
            yield from _marks_in(suite, home, node)
        yield from _assigned(suite, home, cls.node.body, cls.constants)
    collected = suite.modules[test.id.partition("::")[0]]
    yield from _assigned(suite, collected, collected.source.tree.body, collected.constants)


def _holders(suite: Suite, test: Test) -> Iterator[Class]:
    """The class of a test with its bases, and the classes around it."""
    if test.cls is None:
        return
    yield from class_chain(test.cls, suite.modules, suite.config)
    outer = test.cls.qualname
    while outer := outer.rpartition(".")[0]:
        yield suite.modules[test.cls.module].classes[outer]


def _assigned(
    suite: Suite, module: Module, body: list[ast.stmt], constants: Mapping[str, ast.expr]
) -> Iterator[GroupMark]:
    value = constants.get("pytestmark")
    if value is not None:
        yield from _marks_in(suite, module, value)
        return
    for node in body:
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign | ast.Expr | ast.If):
            text = module.source.segment(node)
            if "pytestmark" in text and _WORD.decode() in text:
                yield GroupMark(None, module.path, node.lineno)


def _marks_in(suite: Suite, module: Module, node: ast.expr, depth: int = 0) -> Iterator[GroupMark]:
    pending: list[ast.AST] = [node]
    while pending:
        inner = pending.pop()
        called = inner.func if isinstance(inner, ast.Call) else inner
        if isinstance(called, ast.Name | ast.Attribute):
            if dotted_name(called, module.imports) == _MARK:
                name = _name(inner) if isinstance(inner, ast.Call) else "default"
                yield GroupMark(name, module.path, called.lineno)
                continue
            hit = resolve(suite, module, called.id) if isinstance(called, ast.Name) else None
            if hit and hit[1] in hit[0].constants and depth < 3:
                yield from _marks_in(suite, hit[0], hit[0].constants[hit[1]], depth + 1)
        pending += ast.iter_child_nodes(inner)


def _name(call: ast.Call) -> str | None:
    values = [*call.args, *(keyword.value for keyword in call.keywords)]
    if not values:
        return "default"
    first = values[0]
    return str(first.value) if isinstance(first, ast.Constant) else None
