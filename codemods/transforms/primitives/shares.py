"""What a test gives to the fixture that makes things for it and for others: a backward slice."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from codemods.hazards.resources import makes
from codemods.suite.model import SCOPES, Function, Module, Suite
from codemods.suite.names import class_chain, visible_fixtures
from codemods.suite.nodes import nodes_of
from codemods.suite.signatures import argument_names
from codemods.touches.model import GUESSED_SAVES, Role, Touch
from codemods.transforms.primitives.plainness import (
    can_change,
    changed,
    is_plain,
    loads,
    outside_calls,
    stores,
)
from codemods.transforms.primitives.producers import (
    LOOKS,
    Producer,
    body_of_test,
    is_assertion,
)
from codemods.transforms.primitives.replacing import RefusedRewrite
from codemods.transforms.primitives.separable import (
    check_circumstances,
    check_left,
    check_side_effects,
    check_simple,
)

_LASTING = frozenset({"tmp_path_factory", "tmpdir_factory", "pytestconfig", "worker_id"})


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


def moving_share(producer: Producer, suite: Suite) -> Share:
    """What moves, so that the function keeps its assertions and nothing that they depend on goes.

    Raises:
        RefusedRewrite: it cannot be taken apart safely.
    """
    module = suite.modules[producer.function.module]
    body = body_of_test(producer.function)
    making = producer.all_making
    last = max(body.index(statement) for statement in making)
    prefix = [s for s in body[: last + 1] if id(s) not in producer.idle]
    kept = [s for s in prefix if s not in making and _stays(s, producer, module)]
    kept += [s for s in body[last + 1 :] if id(s) not in producer.idle]
    kept = _without_idle_names(kept, prefix)
    moved = [s for s in prefix if s not in kept]
    for statement in moved:
        check_simple(statement, producer, module)
    copied = list(_needed(moved, kept, prefix))
    local = producer.known
    check_left(producer, module, moved, kept, local)
    check_side_effects(producer, suite, moved, kept, local)
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
    body = body_of_test(producer.function)
    making = producer.all_making
    last = max(body.index(statement) for statement in making)
    local = producer.known
    copied: list[ast.stmt] = []
    for statement in body[: last + 1]:
        if id(statement) in producer.idle:
            continue
        if statement not in making and _stays(statement, producer, module):
            continue
        check_simple(statement, producer, module)
        touched = producer.touches.get(id(statement), ()) or statement in making
        if next(outside_calls(statement, module, local), None) and not touched:
            raise RefusedRewrite(
                f"line {statement.lineno} does more than to make it, and would be done twice"
            )
        copied.append(statement)
    extra = _needed(copied, [s for s in body[: last + 1] if s not in copied], body[: last + 1])
    return _share(producer, suite, (), tuple(copied) + tuple(extra))


def _stays(statement: ast.stmt, producer: Producer, module: Module) -> bool:
    """Whether the test can run a statement behind the fixture as well as before."""
    return is_assertion(statement) or _is_repeatable(statement, producer, module)


def _is_repeatable(statement: ast.stmt, producer: Producer, module: Module) -> bool:
    """A definition that only computes a value, or only looks at what is shared."""
    if isinstance(statement, ast.Import | ast.ImportFrom | ast.Pass):
        return True
    if isinstance(statement, ast.Assign) and is_plain(statement.value, module):
        names = stores(statement)
        others = (s for s in body_of_test(producer.function) if s is not statement)
        return all(isinstance(target, ast.Name | ast.Tuple) for target in statement.targets) and (
            not can_change(statement.value) or not any(names & changed(s) for s in others)
        )
    touched = producer.touches.get(id(statement), ())
    looks = bool(touched) and all(t.role in LOOKS or not _acts(t) for t in touched)
    reads = any(touch.role in LOOKS for touch in touched)
    local = producer.known
    return looks and reads and not any(outside_calls(statement, module, local))


def _acts(touch: Touch) -> bool:
    return makes(touch) or touch.role in (Role.DELETE, Role.CLEAN, Role.HANDED, *GUESSED_SAVES)


def _needed(
    taken: Sequence[ast.stmt], kept: Sequence[ast.stmt], prefix: Sequence[ast.stmt]
) -> Iterator[ast.stmt]:
    """The definitions among ``kept`` that the statements taken read, as they stand in front."""
    names = set[str]().union(*(loads(statement) for statement in taken))
    for statement in reversed(prefix):
        if statement in kept and not is_assertion(statement) and stores(statement) & names:
            names |= loads(statement)
            yield statement


def _share(
    producer: Producer, suite: Suite, moved: tuple[ast.stmt, ...], copied: tuple[ast.stmt, ...]
) -> Share:
    function, module = producer.function, suite.modules[producer.function.module]
    statements = (*moved, *copied)
    used = set[str]().union(*(loads(statement) for statement in statements))
    check_circumstances(producer, suite, statements)
    scope = "session"
    requests: list[str] = []
    spelled = {
        touch.origin.function
        for touches in producer.touches.values()
        for touch in touches
        if touch.origin
    }
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
        if giving and written_out(giving) and giving.key not in spelled:
            data.append((name, giving))
            continue
        wide = found.scope if found else "session" if name in _LASTING else "function"
        if wide == "function" or wide is None or (found and found.parametrised):
            raise RefusedRewrite(
                f"what it makes depends on the fixture {name}, which lasts for one test only"
            )
        requests.append(name)
        scope = min(scope, wide, key=SCOPES.index)
    return Share(function, moved, copied, tuple(requests), scope, tuple(data))


def written_out(function: Function) -> ast.expr | None:
    """The data that a fixture for one test gives, where it is all that the fixture has."""
    if function.fixture is None or function.fixture.scope != "function":
        return None
    body = body_of_test(function)
    value = body[0].value if len(body) == 1 and isinstance(body[0], ast.Return) else None
    if value is None or function.node.args.args or function.fixture.parametrised:
        return None
    data = (ast.Constant, ast.List, ast.Tuple, ast.Dict, ast.Set, ast.UnaryOp, ast.expr_context)
    plain = all(isinstance(node, (*data, ast.unaryop)) for node in nodes_of(value))
    return value if plain else None


def _rows(function: Function) -> set[str]:
    found: set[str] = set()
    for decorator in function.node.decorator_list:
        call = decorator if isinstance(decorator, ast.Call) and decorator.args else None
        if call and ast.unparse(call.func).endswith("parametrize"):
            found |= set(argument_names(call.args[0]))
    return found
