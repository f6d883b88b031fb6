"""Who reads ``sys.argv`` in a suite, and who has put something else there."""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from codemods.suite.model import Function, Import, Module
from codemods.suite.module import dotted_name, import_names
from codemods.suite.nodes import nodes_of

_CHANGING = frozenset({"append", "extend", "insert", "pop", "remove", "clear", "sort", "reverse"})
_AWARE = frozenset({"mainargv", "workerinput", "PYTEST_XDIST_WORKER"})
_ASSERTS = re.compile(r"(^|[._])(assert\w*|call)$")
_ASKING = frozenset({"workerinput", "is_xdist_worker", "is_xdist_controller", "worker_id"})


def shows_argv(code: bytes) -> bool:
    """Whether a piece of code may read ``sys.argv``."""
    return b"argv" in code


@dataclass(frozen=True)
class Readers:
    """The expressions of one module that read ``sys.argv``.

    Attributes:
        functions: with the reads in the body of each.
        imported: the reads that happen when the module is imported.
    """

    functions: tuple[tuple[Function, tuple[ast.expr, ...]], ...]
    imported: tuple[ast.expr, ...]


@lru_cache(maxsize=4096)
def readers(module: Module) -> Readers:
    """All reads of a module but those of a script: below ``if __name__ == "__main__"``."""
    if b"argv" not in module.source.raw:
        return Readers((), ())
    functions: list[tuple[Function, tuple[ast.expr, ...]]] = []
    inner: set[int] = set()
    for function in module.functions.values():
        body = [node for statement in function.node.body for node in nodes_of(statement)]
        known = {**module.imports, **_imports(function.node, module)}
        reads = tuple(node for node in body if _is_read(node, known))
        inner.update(id(node) for node in body)
        if reads:
            functions.append((function, tuple(r for r in reads if isinstance(r, ast.expr))))
    imported = tuple(
        node
        for node in _outside_scripts(module.source.tree)
        if id(node) not in inner and isinstance(node, ast.expr) and _is_read(node, module.imports)
    )
    return Readers(tuple(functions), imported)


def _imports(node: ast.AST, module: Module) -> dict[str, Import]:
    found: dict[str, Import] = {}
    for inner in nodes_of(node):
        if isinstance(inner, ast.Import | ast.ImportFrom):
            found |= import_names(inner, module.path)[0]
    return found


def _is_read(node: ast.AST, imports: Mapping[str, Import]) -> bool:
    return (
        isinstance(node, ast.Attribute | ast.Name)
        and isinstance(node.ctx, ast.Load)
        and dotted_name(node, imports) == "sys.argv"
    )


def _outside_scripts(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "__name__" in ast.unparse(child.test):
            continue
        if isinstance(child, ast.Lambda):
            continue
        yield child
        yield from _outside_scripts(child)


@lru_cache(maxsize=4096)
def sets_argv(function: Function) -> bool:
    """Whether a function, or a decorator of it, puts something else into ``sys.argv``."""
    for node in nodes_of(function.node):
        if isinstance(node, ast.Attribute) and node.attr == "argv":
            own = isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")
            if not isinstance(node.ctx, ast.Load) and not own:
                return True
        elif isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
            if _ends_with_argv(node.value):
                return True
        elif isinstance(node, ast.Call) and _replaces(node):
            return True
    return False


def setter(modules: Mapping[str, Module]) -> str | None:
    """The module of the code under test that puts something else into ``sys.argv``, if any."""
    for path, module in modules.items():
        known = module.kind == "other" and b"argv" in module.source.raw
        if known and any(sets_argv(function) for function in module.functions.values()):
            return path
    return None


def class_sets_argv(node: ast.ClassDef) -> bool:
    """Whether a decorator of a class puts something else into ``sys.argv``."""
    return any(
        isinstance(call, ast.Call) and _replaces(call)
        for decorator in node.decorator_list
        for call in nodes_of(decorator)
    )


def _replaces(node: ast.Call) -> bool:
    if isinstance(node.func, ast.Attribute) and node.func.attr in _CHANGING:
        return _ends_with_argv(node.func.value)
    texts = {arg.value for arg in node.args if isinstance(arg, ast.Constant)}
    named = any(isinstance(arg, ast.Name | ast.Attribute) for arg in node.args)
    by_keyword = any(keyword.arg == "argv" for keyword in node.keywords)
    patched = "multiple" in ast.unparse(node.func) and by_keyword
    return "sys.argv" in texts or ("argv" in texts and named) or patched


def _ends_with_argv(node: ast.expr) -> bool:
    return ast.unparse(node) in ("sys.argv", "argv")


@lru_cache(maxsize=4096)
def knows_workers(function: Function) -> bool:
    """Whether a function asks already whether it runs in a worker."""
    for node in nodes_of(function.node):
        if isinstance(node, ast.Constant) and node.value in _AWARE:
            return True
        name = getattr(node, "attr", None) or getattr(node, "id", None) or getattr(node, "arg", "")
        if isinstance(node, ast.Attribute | ast.Name | ast.arg) and name in _ASKING:
            return True
    return False


def is_expected(function: Function, reads: tuple[ast.expr, ...]) -> bool:
    """Whether a read is compared with words that are written out: then somebody has put them."""
    for node in nodes_of(function.node):
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq | ast.NotEq):
            sides = [node.left, *node.comparators]
            if any(_is_whole(side, reads) for side in sides):
                return any(isinstance(side, ast.List) for side in sides)
    return False


def why_not_replaced(function: Function, reads: tuple[ast.expr, ...]) -> str | None:
    """Why the command line of the controller would be wrong in the place of a read."""
    if inner := _handed_on(function, reads):
        return f"it is read in {inner}, which other code calls and may give words of its own"
    for node in nodes_of(function.node):
        if isinstance(node, ast.Subscript) and node.value in reads:
            index = node.slice
            if isinstance(index, ast.Constant) and index.value == 0:
                return (
                    "sys.argv[0] names the program that runs, and the code under test may read "
                    "it as well"
                )
        if any(_is_whole(side, reads) for side in _compared(node)):
            return "it is compared with what the code under test may have read itself"
    return None


def _compared(node: ast.AST) -> list[ast.expr]:
    """What an expression compares for equality: itself, or by a call that asserts."""
    if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq | ast.NotEq):
        return [node.left, *node.comparators]
    if isinstance(node, ast.Call) and _ASSERTS.search(ast.unparse(node.func)):
        return [*node.args, *(keyword.value for keyword in node.keywords)]
    return []


def _handed_on(function: Function, reads: tuple[ast.expr, ...]) -> str | None:
    """A function inside this one that reads ``sys.argv``, and is not only called here."""
    nodes = [node for statement in function.node.body for node in nodes_of(statement)]
    called = {id(node.func) for node in nodes if isinstance(node, ast.Call)}
    for inner in nodes:
        if not isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if not any(node in reads for node in nodes_of(inner)):
            continue
        if isinstance(inner, ast.Lambda):
            return f"the lambda of line {inner.lineno}"
        if any(
            isinstance(node, ast.Name) and node.id == inner.name and id(node) not in called
            for node in nodes
        ):
            return inner.name
    return None


def _is_whole(node: ast.expr, reads: tuple[ast.expr, ...]) -> bool:
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice):
        node = node.value
    if isinstance(node, ast.Call) and len(node.args) == 1 and isinstance(node.func, ast.Name):
        node = node.args[0]
    return node in reads
