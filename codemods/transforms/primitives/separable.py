"""Why the making cannot be taken apart from what a test asserts, or done elsewhere."""

import ast
from collections.abc import Collection, Sequence

from codemods.suite.model import Module, Suite
from codemods.suite.names import class_chain, visible_fixtures
from codemods.suite.nodes import nodes_of
from codemods.touches.model import Role
from codemods.transforms.primitives.plainness import (
    can_change,
    changed,
    is_plain,
    is_standard,
    loads,
    outside_calls,
    stores,
)
from codemods.transforms.primitives.producers import (
    LOOKS,
    Producer,
    is_assertion,
    local_names,
)
from codemods.transforms.primitives.replacing import RefusedRewrite

_CONDITIONAL = ("skip", "xfail", "parametrize", "patch", "freeze", "given", "repeat", "flaky")


def check_simple(statement: ast.stmt, producer: Producer, module: Module) -> None:
    where = f"{producer.function.qualname} makes it at line {statement.lineno}"
    for inner in nodes_of(statement):
        match inner:
            case ast.Await() | ast.AsyncWith() | ast.AsyncFor():
                raise RefusedRewrite(f"{where} in asynchronous code")
            case ast.Yield() | ast.YieldFrom() | ast.Return() | ast.Global() | ast.Nonlocal():
                raise RefusedRewrite(f"{where} in a way that belongs to its function")
            case ast.If() | ast.IfExp() | ast.Match() | ast.Try() | ast.While():
                raise RefusedRewrite(f"{where} under a condition")
            case ast.For() if not is_plain(inner.iter, module):
                raise RefusedRewrite(f"{where} in a loop over what is only known when it runs")
            case ast.Assert():
                if statement is not inner:
                    raise RefusedRewrite(f"{where} in one statement with an assertion")
            case _:
                continue


def check_left(
    producer: Producer,
    module: Module,
    moved: Sequence[ast.stmt],
    kept: Sequence[ast.stmt],
    local: frozenset[str],
) -> None:
    """What stays must not read names that only the moved statements bind or change."""
    bound = set[str]().union(*(stores(statement) for statement in moved))
    touched = set[str]().union(*(changed(statement) for statement in moved))
    touched &= local_names(producer.function)
    own = set[str]().union(*(stores(statement) for statement in kept))
    read = set[str]().union(*(loads(statement) for statement in kept))
    if any(is_assertion(statement) for statement in moved):
        raise RefusedRewrite("what it asserts of the call that makes it would not be tested")
    if lost := sorted(((bound - own) | (touched - own)) & read):
        raise RefusedRewrite(
            f"{producer.function.qualname} goes on to use {lost[0]}, which it has from making it"
        )


def check_side_effects(
    producer: Producer,
    suite: Suite,
    moved: Sequence[ast.stmt],
    kept: Sequence[ast.stmt],
    local: frozenset[str],
) -> None:
    """Where code under test makes it, what stays may only look at what was made."""
    module = suite.modules[producer.function.module]
    name = producer.function.qualname
    called = next((c for s in moved for c in outside_calls(s, module, local)), None)
    if called is None:
        return
    arguments = {
        arg.arg for arg in nodes_of(producer.function.node.args) if isinstance(arg, ast.arg)
    }
    plain = _plain_fixtures(producer, suite)
    for statement in kept:
        names = loads(statement)
        given = sorted((names & arguments) - {"self", "cls"} - plain)
        if given:
            raise RefusedRewrite(f"{name} may ask {given[0]} what {called} did besides")
        touched = producer.touches.get(id(statement), ())
        sees = any(t.role in LOOKS or t.role is Role.HANDED for t in touched)
        outer = [n for n in names - local if n in module.bound and not is_standard(n, module)]
        if outer and not sees and not all(_is_value(n, module) for n in outer):
            raise RefusedRewrite(
                f"{name} looks at {sorted(outer)[0]} too, which may be another effect of {called}"
            )


def _plain_fixtures(producer: Producer, suite: Suite) -> set[str]:
    """The fixtures of the suite that only give a value, which nothing that is called can change."""
    module = suite.modules[producer.function.module]
    chain = class_chain(producer.test.cls, suite.modules, suite.config) if producer.test.cls else ()
    found: set[str] = set()
    for name, function in visible_fixtures(suite, module, chain):
        home = suite.modules[function.module]
        last = function.node.body[-1]
        simple = all(
            isinstance(s, ast.Assign | ast.Return) or ast.get_docstring(function.node) is not None
            for s in function.node.body
        )
        value = last.value if isinstance(last, ast.Return) else None
        if simple and value is not None and is_plain(value, home) and not can_change(value):
            found.add(name)
    return found


def _is_value(name: str, module: Module) -> bool:
    value = module.constants.get(name)
    return name in ("pytest",) or (value is not None and is_plain(value, module))


def check_circumstances(producer: Producer, suite: Suite, statements: Collection[ast.stmt]) -> None:
    """What surrounds a test must not be what makes its production right."""
    function, module = producer.function, suite.modules[producer.function.module]
    if isinstance(function.node, ast.AsyncFunctionDef):
        raise RefusedRewrite(f"{function.qualname} makes it in asynchronous code")
    marks = [ast.unparse(decorator) for decorator in function.node.decorator_list]
    for word in _CONDITIONAL:
        if any(word in mark for mark in marks):
            raise RefusedRewrite(f"{function.qualname}, which makes it, is marked with {word}")
    local = producer.known
    called = next((c for s in statements for c in outside_calls(s, module, local)), None)
    if called is None:
        return
    chain = class_chain(producer.test.cls, suite.modules, suite.config) if producer.test.cls else ()
    for name, found in visible_fixtures(suite, module, chain):
        assert found.fixture
        if found.fixture.autouse and found.fixture.scope in ("function", "class"):
            raise RefusedRewrite(f"the fixture {name} prepares every test, and so {called}")
