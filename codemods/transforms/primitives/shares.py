"""What a test gives to the fixture that makes things for it and for others: a backward slice."""

import ast
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from codemods.hazards.resources import makes
from codemods.suite.model import Function, Module, Suite, Test
from codemods.suite.names import class_chain, visible_fixtures
from codemods.suite.signatures import argument_names
from codemods.touches.model import Role, Touch
from codemods.transforms.primitives.plainness import (
    can_change,
    changed,
    is_plain,
    is_standard,
    loads,
    outside_calls,
    stores,
)
from codemods.transforms.primitives.replacing import RefusedRewrite

_LASTING = frozenset({"tmp_path_factory", "tmpdir_factory", "pytestconfig", "worker_id"})
_CONDITIONAL = ("skip", "xfail", "parametrize", "patch", "freeze", "given", "repeat", "flaky")
_LOOKS = frozenset(
    {Role.READ, Role.LIST, Role.PROBE, Role.PEEK, Role.LOADED, Role.ABSENT, Role.GUARD}
)
_SCOPES = ("function", "class", "module", "package", "session")


@dataclass(frozen=True)
class Share:
    """The statements of one function that a fixture runs.

    Attributes:
        moved: that go from the function; empty where the function keeps all and works on a
            folder of its own.
        copied: that the function runs as well.
        requests: the fixtures that they need.
        scope: the narrowest of those, ``session`` if there is none.
        data: what fixtures for one test give that they need, where that is data written out.
    """

    function: Function
    moved: tuple[ast.stmt, ...]
    copied: tuple[ast.stmt, ...] = ()
    requests: tuple[str, ...] = ()
    scope: str = "session"
    data: tuple[tuple[str, Function], ...] = ()

    @property
    def statements(self) -> tuple[ast.stmt, ...]:
        """All that the fixture runs, in order."""
        return tuple(sorted((*self.moved, *self.copied), key=lambda node: node.lineno))


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
            for node in ast.walk(touch.origin.node)
            if isinstance(node, ast.Name)
        }
        return _locals(self.function) | spelled

    @property
    def all_making(self) -> tuple[ast.stmt, ...]:
        """With the statements that go on to use what these have opened."""
        found = list(self.making)
        for statement in _body(self.function):
            opened = set[str]().union(
                *(stores(s) for s in found if s.lineno < statement.lineno and _opens(s))
            )
            goes_on = opened & (changed(statement) | _given(statement))
            if statement not in found and goes_on and not is_assertion(statement):
                found.append(statement)
        return tuple(sorted(found, key=lambda s: s.lineno))


def moving_share(producer: Producer, suite: Suite) -> Share:
    """What moves, so that the function keeps its assertions and nothing that they depend on goes.

    Raises:
        RefusedRewrite: it cannot be taken apart safely.
    """
    module = suite.modules[producer.function.module]
    body = _body(producer.function)
    making = producer.all_making
    last = max(body.index(statement) for statement in making)
    prefix = [s for s in body[: last + 1] if id(s) not in producer.idle]
    kept = [s for s in prefix if s not in making and _stays(s, producer, module)]
    kept += [s for s in body[last + 1 :] if id(s) not in producer.idle]
    kept = _without_idle_names(kept, prefix)
    moved = [s for s in prefix if s not in kept]
    for statement in moved:
        _check_simple(statement, producer, module)
    copied = list(_needed(moved, kept, prefix))
    local = producer.known
    _check_left(producer, module, moved, kept, local)
    _check_side_effects(producer, suite, moved, kept, local)
    return _share(producer, suite, tuple(moved), tuple(copied))


def _without_idle_names(kept: list[ast.stmt], prefix: Sequence[ast.stmt]) -> list[ast.stmt]:
    """What stays, but for the definitions in front that nothing which stays reads."""
    while True:
        read = set[str]().union(*(loads(statement) for statement in kept))
        idle = [
            statement
            for statement in kept
            if statement in prefix
            and isinstance(statement, ast.Assign)
            and not stores(statement) & read
        ]
        if not idle:
            return kept
        kept = [statement for statement in kept if statement not in idle]


def copying_share(producer: Producer, suite: Suite) -> Share:
    """What a fixture does once more, where the function keeps all that it does.

    Raises:
        RefusedRewrite: doing it twice could be something else than doing it once.
    """
    module = suite.modules[producer.function.module]
    body = _body(producer.function)
    making = producer.all_making
    last = max(body.index(statement) for statement in making)
    local = producer.known
    copied: list[ast.stmt] = []
    for statement in body[: last + 1]:
        if id(statement) in producer.idle:
            continue
        if statement not in making and _stays(statement, producer, module):
            continue
        _check_simple(statement, producer, module)
        touched = producer.touches.get(id(statement), ()) or statement in making
        if next(outside_calls(statement, module, local), None) and not touched:
            raise RefusedRewrite(
                f"line {statement.lineno} does more than to make it, and would be done twice"
            )
        copied.append(statement)
    extra = _needed(copied, [s for s in body[: last + 1] if s not in copied], body[: last + 1])
    return _share(producer, suite, (), tuple(copied) + tuple(extra))


def _opens(statement: ast.stmt) -> bool:
    """Whether a statement binds what a call gives, which may be a handle on what it made."""
    return isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Call | ast.Await)


def _given(statement: ast.stmt) -> set[str]:
    """The names that a statement hands to calls."""
    return {
        inner.id
        for call in ast.walk(statement)
        if isinstance(call, ast.Call)
        for argument in (*call.args, *(keyword.value for keyword in call.keywords))
        for inner in ast.walk(argument)
        if isinstance(inner, ast.Name)
    }


def _body(function: Function) -> list[ast.stmt]:
    body = function.node.body
    return body[1:] if ast.get_docstring(function.node, clean=False) is not None else list(body)


def _locals(function: Function) -> frozenset[str]:
    arguments = {arg.arg for arg in ast.walk(function.node.args) if isinstance(arg, ast.arg)}
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


def _stays(statement: ast.stmt, producer: Producer, module: Module) -> bool:
    """Whether the test can run a statement behind the fixture as well as before."""
    return is_assertion(statement) or _is_repeatable(statement, producer, module)


def _is_repeatable(statement: ast.stmt, producer: Producer, module: Module) -> bool:
    """A definition that only computes a value, or only looks at what is shared."""
    if isinstance(statement, ast.Import | ast.ImportFrom | ast.Pass):
        return True
    if isinstance(statement, ast.Assign) and is_plain(statement.value, module):
        names = stores(statement)
        others = (s for s in _body(producer.function) if s is not statement)
        return all(isinstance(target, ast.Name | ast.Tuple) for target in statement.targets) and (
            not can_change(statement.value) or not any(names & changed(s) for s in others)
        )
    touched = producer.touches.get(id(statement), ())
    looks = bool(touched) and all(t.role in _LOOKS or not _acts(t) for t in touched)
    reads = any(touch.role in _LOOKS for touch in touched)
    local = producer.known
    return looks and reads and not any(outside_calls(statement, module, local))


def _acts(touch: Touch) -> bool:
    return makes(touch) or touch.role in (Role.DELETE, Role.CLEAN, Role.HANDED, Role.SAVED)


def _needed(
    taken: Sequence[ast.stmt], kept: Sequence[ast.stmt], prefix: Sequence[ast.stmt]
) -> Iterator[ast.stmt]:
    """The definitions among ``kept`` that the statements taken read, as they stand in front."""
    names = set[str]().union(*(loads(statement) for statement in taken))
    for statement in reversed(prefix):
        if statement in kept and not is_assertion(statement) and stores(statement) & names:
            names |= loads(statement)
            yield statement


def _check_simple(statement: ast.stmt, producer: Producer, module: Module) -> None:
    where = f"{producer.function.qualname} makes it at line {statement.lineno}"
    for inner in ast.walk(statement):
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


def _check_left(
    producer: Producer,
    module: Module,
    moved: Sequence[ast.stmt],
    kept: Sequence[ast.stmt],
    local: frozenset[str],
) -> None:
    """What stays must not read names that only the moved statements bind or change."""
    bound = set[str]().union(*(stores(statement) for statement in moved))
    touched = set[str]().union(*(changed(statement) for statement in moved))
    touched &= _locals(producer.function)
    own = set[str]().union(*(stores(statement) for statement in kept))
    read = set[str]().union(*(loads(statement) for statement in kept))
    if any(is_assertion(statement) for statement in moved):
        raise RefusedRewrite("what it asserts of the call that makes it would not be tested")
    if lost := sorted(((bound - own) | (touched - own)) & read):
        raise RefusedRewrite(
            f"{producer.function.qualname} goes on to use {lost[0]}, which it has from making it"
        )


def _check_side_effects(
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
        arg.arg for arg in ast.walk(producer.function.node.args) if isinstance(arg, ast.arg)
    }
    plain = _plain_fixtures(producer, suite)
    for statement in kept:
        names = loads(statement)
        given = sorted((names & arguments) - {"self", "cls"} - plain)
        if given:
            raise RefusedRewrite(f"{name} may ask {given[0]} what {called} did besides")
        touched = producer.touches.get(id(statement), ())
        sees = any(t.role in _LOOKS or t.role is Role.HANDED for t in touched)
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


def _share(
    producer: Producer, suite: Suite, moved: tuple[ast.stmt, ...], copied: tuple[ast.stmt, ...]
) -> Share:
    function, module = producer.function, suite.modules[producer.function.module]
    statements = (*moved, *copied)
    used = set[str]().union(*(loads(statement) for statement in statements))
    _check_circumstances(producer, suite, statements)
    scope = "session"
    requests: list[str] = []
    data: list[tuple[str, Function]] = []
    classes = (
        class_chain(producer.test.cls, suite.modules, suite.config) if producer.test.cls else ()
    )
    visible = list(visible_fixtures(suite, module, classes))
    rows = _rows(function)
    for argument in (*function.node.args.posonlyargs, *function.node.args.args):
        name = argument.arg
        if name not in used or name in ("self", "cls"):
            continue
        giving = next((f for known, f in visible if known == name), None)
        found = giving.fixture if giving else None
        if name in rows:
            raise RefusedRewrite(f"what it makes depends on the parameter {name}")
        if giving and written_out(giving):
            data.append((name, giving))
            continue
        wide = found.scope if found else "session" if name in _LASTING else "function"
        if wide == "function" or wide is None or (found and found.parametrised):
            raise RefusedRewrite(
                f"what it makes depends on the fixture {name}, which lasts for one test only"
            )
        requests.append(name)
        scope = min(scope, wide, key=_SCOPES.index)
    return Share(function, moved, copied, tuple(requests), scope, tuple(data))


def written_out(function: Function) -> ast.expr | None:
    """The data that a fixture for one test gives, where it is all that the fixture has."""
    if function.fixture is None or function.fixture.scope != "function":
        return None
    body = _body(function)
    value = body[0].value if len(body) == 1 and isinstance(body[0], ast.Return) else None
    if value is None or function.node.args.args or function.fixture.parametrised:
        return None
    data = (ast.Constant, ast.List, ast.Tuple, ast.Dict, ast.Set, ast.UnaryOp, ast.expr_context)
    plain = all(isinstance(node, (*data, ast.unaryop)) for node in ast.walk(value))
    return value if plain else None


def _rows(function: Function) -> set[str]:
    found: set[str] = set()
    for decorator in function.node.decorator_list:
        call = decorator if isinstance(decorator, ast.Call) and decorator.args else None
        if call and ast.unparse(call.func).endswith("parametrize"):
            found |= set(argument_names(call.args[0]))
    return found


def _check_circumstances(
    producer: Producer, suite: Suite, statements: Collection[ast.stmt]
) -> None:
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
