"""Changes to what is shared that its touches do not show: through listings, handles, children."""

import ast
from collections.abc import Collection, Iterator, Sequence

from codemods.suite.model import Function, Module
from codemods.suite.module import dotted_name
from codemods.suite.nodes import nodes_of
from codemods.touches.model import Role, Touch
from codemods.transforms.primitives.plainness import stores

_METHODS = frozenset(
    {
        "chmod",
        "hardlink_to",
        "rename",
        "rmdir",
        "symlink_to",
        "touch",
        "truncate",
        "unlink",
        "write_bytes",
        "write_text",
    }
)
_FUNCTIONS = frozenset(
    f"os.{name}"
    for name in (
        "chmod",
        "chown",
        "link",
        "remove",
        "rename",
        "renames",
        "replace",
        "rmdir",
        "symlink",
        "system",
        "truncate",
        "unlink",
        "utime",
    )
) | {"shutil.chown", "shutil.move", "shutil.rmtree"}
_CHILDREN = ("subprocess.", "os.popen", "os.spawn", "os.exec")
_CHANGES = frozenset({Role.DELETE, Role.CLEAN})


def changes_unseen(
    function: Function, module: Module, touches: Sequence[Touch], statements: Collection[ast.stmt]
) -> bool:
    """Whether one of a test's statements may change what is shared in a way that was not read.

    Args:
        touches: of what is shared, by this test.
        statements: of the function's body, those that it keeps.
    """
    spelled = {id(touch.origin.node) for touch in touches if touch.origin}
    derived = _derived(function, spelled)
    seen = {t.line for t in touches if t.role.makes or t.role in _CHANGES}
    for statement in statements:
        for call in _changing(statement, module):
            near = any(
                id(inner) in spelled or (isinstance(inner, ast.Name) and inner.id in derived)
                for inner in nodes_of(call)
            )
            lines = range(call.lineno, (call.end_lineno or call.lineno) + 1)
            if near and not any(line in seen for line in lines):
                return True
    return False


def _changing(node: ast.AST, module: Module) -> Iterator[ast.Call]:
    for call in nodes_of(node):
        if not isinstance(call, ast.Call):
            continue
        dotted = dotted_name(call.func, module.imports) or ""
        method = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        if dotted in _FUNCTIONS or dotted.startswith(_CHILDREN) or method in _METHODS:
            yield call


def _derived(function: Function, spelled: Collection[int]) -> set[str]:
    """The local names whose values come from what is shared."""
    found: set[str] = set()
    while True:
        before = len(found)
        for node in nodes_of(function.node):
            target, source = _bound(node)
            if source is not None and any(
                id(inner) in spelled or (isinstance(inner, ast.Name) and inner.id in found)
                for inner in nodes_of(source)
            ):
                found |= stores(target) if target is not None else set()
        if len(found) == before:
            return found


def _bound(node: ast.AST) -> tuple[ast.AST | None, ast.AST | None]:
    """What a piece of code binds, and what the value comes from."""
    match node:
        case ast.Assign(value=value) | ast.AnnAssign(value=value) | ast.NamedExpr(value=value):
            return node, value
        case ast.For(target=target, iter=value) | ast.AsyncFor(target=target, iter=value):
            return target, value
        case ast.comprehension(target=target, iter=value):
            return target, value
        case ast.withitem(context_expr=value, optional_vars=target):
            return target, value
        case _:
            return None, None
