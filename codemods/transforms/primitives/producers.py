"""A function that makes what others need, and the statements with which it does."""

import ast
from dataclasses import dataclass

from codemods.suite.model import Function, Test
from codemods.suite.nodes import nodes_of
from codemods.touches.model import Role, Touch
from codemods.transforms.primitives.plainness import (
    changed,
    stores,
)

LOOKS = frozenset(
    {Role.READ, Role.LIST, Role.PROBE, Role.PEEK, Role.LOADED, Role.ABSENT, Role.GUARD}
)
"""Ways to touch a thing that change nothing, and may be done again."""


@dataclass(frozen=True)
class Producer:
    """A test, or a set-up function, of which others need what it makes.

    Attributes:
        test: one of those that run the function.
        making: its statements that make or change what is shared.
        idle: identities of its statements that go anyway.
        paths: by statement, the touches of what is shared.
    """

    function: Function
    test: Test
    making: tuple[ast.stmt, ...]
    idle: frozenset[int]
    touches: dict[int, list[Touch]]

    @property
    def known(self) -> frozenset[str]:
        """Its local names, and those that spell what is shared."""
        spelled = {
            node.id
            for touches in self.touches.values()
            for touch in touches
            if touch.origin
            for node in nodes_of(touch.origin.node)
            if isinstance(node, ast.Name)
        }
        return local_names(self.function) | spelled

    @property
    def all_making(self) -> tuple[ast.stmt, ...]:
        """With the statements that go on to use what these have opened."""
        found = list(self.making)
        for statement in body_of_test(self.function):
            opened = set[str]().union(
                *(stores(s) for s in found if s.lineno < statement.lineno and _opens(s))
            )
            goes_on = opened & (changed(statement) | _given(statement))
            if statement not in found and goes_on and not is_assertion(statement):
                found.append(statement)
        return tuple(sorted(found, key=lambda s: s.lineno))


def _opens(statement: ast.stmt) -> bool:
    """Whether a statement binds what a call gives, which may be a handle on what it made."""
    return isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Call | ast.Await)


def _given(statement: ast.stmt) -> set[str]:
    """The names that a statement hands to calls."""
    return {
        inner.id
        for call in nodes_of(statement)
        if isinstance(call, ast.Call)
        for argument in (*call.args, *(keyword.value for keyword in call.keywords))
        for inner in nodes_of(argument)
        if isinstance(inner, ast.Name)
    }


def body_of_test(function: Function) -> list[ast.stmt]:
    body = function.node.body
    return body[1:] if ast.get_docstring(function.node, clean=False) is not None else list(body)


def local_names(function: Function) -> frozenset[str]:
    arguments = {arg.arg for arg in nodes_of(function.node.args) if isinstance(arg, ast.arg)}
    return frozenset(arguments.union(*(stores(node) for node in function.node.body)))


def is_assertion(statement: ast.stmt) -> bool:
    """Whether a statement only says what must hold."""
    if isinstance(statement, ast.Assert):
        return True
    if isinstance(statement, ast.With | ast.AsyncWith):
        names = [ast.unparse(item.context_expr) for item in statement.items]
        return any("raises" in name or "assertRaises" in name for name in names)
    call = statement.value if isinstance(statement, ast.Expr) else None
    if not isinstance(call, ast.Call):
        return False
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ast.unparse(call.func)
    return name.lstrip("_").startswith("assert")
