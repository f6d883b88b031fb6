"""The trace of one test: its fixtures in order, its set-up, its body, and what comes after."""

import ast
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from codemods.suite.model import Class, Function, FunctionNode, Suite, Test
from codemods.suite.module import dotted_name
from codemods.suite.names import class_chain, is_testcase, plugins, visible_fixtures
from codemods.suite.nodes import nodes_of
from codemods.suite.signatures import (
    is_static,
    keyword_only,
    mock_injected,
    positional,
)
from codemods.touches.bodies import call_function, run_body
from codemods.touches.builtin import PRIVATE_FOLDERS, builtin_values
from codemods.touches.contents import contents
from codemods.touches.expressions import evaluate
from codemods.touches.model import SESSION_FOLDERS, Call, Piece, Role, Touch, Trace, Wording
from codemods.touches.rows import parametrised
from codemods.touches.setups import Alone, read_alone, repeat
from codemods.touches.shared import (
    Shared,
    call_bound,
    call_value,
    imported_by_run,
    run_by_hooks,
)
from codemods.touches.state import Frame
from codemods.touches.table import FAKERS, moves
from codemods.touches.values import (
    PRIVATE,
    Func,
    Instance,
    Text,
    Values,
    normalise,
    settle,
)

_SCOPES = {"session": 0, "package": 1, "module": 2, "class": 3, "function": 4, None: 0}
_LASTING = frozenset(
    f"{verb}{scope}" for verb in ("setup_", "teardown_") for scope in ("module", "class")
) | {"setUpClass", "tearDownClass", "setUpModule", "tearDownModule"}
_SETUPS = (
    "setUpModule",
    "setup_module",
    "setup_class",
    "setUpClass",
    "setup_function",
    "setup_method",
    "setup",
)
_TESTCASE_SETUPS = ("setUp", "asyncSetUp")
_TEARDOWNS = (
    "asyncTearDown",
    "tearDown",
    "teardown",
    "teardown_method",
    "teardown_function",
    "tearDownClass",
)
_TESTCASE_ONLY = frozenset({*_TESTCASE_SETUPS, "setUpClass", *_TEARDOWNS[:2], "tearDownClass"})


class TestReader:
    def __init__(self, suite: Suite, test: Test, shared: Shared) -> None:
        self.suite = suite
        self.test = test
        self.shared = shared
        self.reading = shared.reading(suite)
        home = test.cls.module if test.cls else test.function.module
        self.module = suite.modules[home]
        self.classes: tuple[Class, ...] = (
            class_chain(test.cls, suite.modules, suite.config) if test.cls else ()
        )
        self.receiver = Instance(test.cls, {}) if test.cls else None
        self.reading.own = self.receiver
        place = (home, self.classes)
        if place not in shared.fixtures:
            found = visible_fixtures(suite, self.module, self.classes)
            shared.fixtures[place] = list(found)
        self.fixtures = shared.fixtures[place]
        self.values: dict[str, Values] = {}
        self.reading.fixture = lambda name: self._fixture(name, self.fixtures)

    def trace(self) -> Trace:
        reading, function = self.reading, self.test.function
        for why in self.shared.movers.values():
            reading.moved |= why is None
            reading.incomplete = reading.incomplete or why
        for path in (*self._above(), self.module.path):
            touches, uses = imported_by_run(self.suite, self.shared, path)
            reading.touches += touches
            reading.uses += uses
        for name in self._autouse():
            self._fixture(name, self.fixtures)
        requested = [*self.suite.config.usefixtures, *self._used(), *_requests(function.node)]
        for name in sorted(requested, key=self._scope):
            self._fixture(name, self.fixtures)
        self._xunit((*_SETUPS, *_TESTCASE_SETUPS))
        self._body()
        with reading.under(teardown=True):
            self._xunit((*_TEARDOWNS, "teardown_class", "teardown_module", "tearDownModule"))
        self._decorators(function.node)
        reading.touches += list(self._only_named())
        around = self._by_hooks()
        all_touches = (*around, *reading.touches)
        strings = (*reading.strings, *self._literals())
        replaced = _replaced(all_touches, strings) if "monkeypatch" in self.values else []
        reading.fixture = None  # else they would hold each other, and all that was read
        return Trace(
            self.test,
            tuple(touch for index, touch in enumerate(all_touches) if index not in replaced),
            _behind(reading.calls, len(around), replaced),
            tuple(reading.functions),
            strings,
            frozenset(reading.repeated),
            frozenset(key for key in reading.functions if self._lasts(key)),
            any(PRIVATE_FOLDERS.match(name) for name in self.values),
            reading.lists_own,
            reading.moved,
            reading.faked,
            reading.incomplete,
            tuple(reading.uses),
            reading.unseen,
            tuple(dict.fromkeys(reading.measured)),
        )

    def _lasts(self, key: str) -> bool:
        path, _, qualname = key.partition("::")
        function = self.suite.modules[path].functions.get(qualname)
        if function is None or function is self.test.function:
            return False
        if function.fixture:
            return function.fixture.scope != "function"
        return function.kind == "xunit" and function.name in _LASTING

    def _only_named(self) -> Iterator[Touch]:
        """Paths that are spelled and go nowhere that can be seen, such as into an object."""
        seen = {id(touch.origin.node) for touch in self.reading.touches if touch.origin}
        for node, (function, text) in self.reading.spelled.items():
            if node in seen or text.origin is None or text.origin.place == "module":
                continue
            path = normalise(text.text, self.suite.root)
            line = text.origin.node.lineno
            yield Touch(path, Role.NAMED, text.origin, text.kind == "str", function, line)

    def _above(self) -> tuple[str, ...]:
        """The conftests whose fixtures and hooks the test has, the uppermost first."""
        own, above = self.module.path, self.shared.above
        if own not in above:
            found = (path for path in self.suite.conftests if path != own and _is_above(path, own))
            above[own] = tuple(found)
        return above[own]

    def _by_hooks(self) -> list[Touch]:
        """What hooks of pytest do, around the test, to the paths that it works on itself."""
        home, around = self.module.path, self.shared.around
        if home not in around:
            named = (plugin.path for plugin in plugins(self.suite))
            around[home] = tuple(
                touch
                for path in dict.fromkeys((*named, *self._above(), home))
                for touch in run_by_hooks(self.suite, self.shared, path)
            )
        own = {touch.path for touch in self.reading.touches} if around[home] else ()
        return [touch for touch in around[home] if touch.path in own]

    def _body(self) -> None:
        function = self.test.function
        module = self.suite.modules[function.module]
        frame = Frame(module, function.key, "body", receiver=self.receiver)
        names = positional(function.node)
        if self.receiver and names and not is_static(function.node):
            frame.env[names.pop(0)] = (self.receiver,)
        injected = mock_injected(function.node, module)
        at_rows = Frame(module, function.key, "decorator")
        written = [*function.node.decorator_list]
        written += (mark for cls in self.classes for mark in cls.node.decorator_list)
        given = parametrised(partial(self.shared.reading, self.suite), at_rows, written)
        for index, name in enumerate(names):
            if index >= injected:
                frame.env[name] = given.get(name) or self.values.get(name, ())
            else:
                frame.env[name] = ()
        for name in keyword_only(function.node):
            frame.env[name] = given.get(name) or self.values.get(name, ())
        self._defaults(frame, function.node)
        run_body(self.reading, frame, function.node, function.key)

    def _defaults(self, frame: Frame, node: FunctionNode) -> None:
        names = positional(node)
        at_definition = Frame(frame.module, frame.function, "default")
        defaults = node.args.defaults
        for name, value in zip(names[len(names) - len(defaults) :], defaults, strict=True):
            frame.env[name] = settle(evaluate(self.reading, at_definition, value))
        for argument, default in zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True):
            if default:
                values = evaluate(self.reading, at_definition, default)
                frame.env[argument.arg] = settle(values)

    def _fixture(self, name: str, visible: Sequence[tuple[str, Function]]) -> Values:
        if name in self.values and visible is self.fixtures:
            return self.values[name]
        if FAKERS.match(name):
            self.reading.faked = f"the fixture {name} replaces the file system"
        position = next((i for i, (known, _) in enumerate(visible) if known == name), None)
        if position is None:
            if moves(name):
                self.reading.moved = True
            values = builtin_values(name)
        else:
            if visible is self.fixtures:
                self.values[name] = ()
            function = visible[position][1]
            values = self._run_fixture(function, visible[position + 1 :])
        if visible is self.fixtures:
            self.values[name] = values
        return values

    def _run_fixture(self, function: Function, beyond: Sequence[tuple[str, Function]]) -> Values:
        assert function.fixture
        module = self.suite.modules[function.module]
        receiver = self.receiver if function.owner else None
        frame = Frame(module, function.key, "body", receiver=receiver)
        names = positional(function.node)
        if function.owner and names and not is_static(function.node):
            frame.env[names.pop(0)] = (receiver,) if receiver else ()
        for name in [*names, *keyword_only(function.node)]:
            own = name == function.fixture.name
            frame.env[name] = self._fixture(name, beyond if own else self.fixtures)
        if alone := self._alone(function, frame):
            values = repeat(self.reading, alone)
        else:
            self._defaults(frame, function.node)
            values = settle(run_body(self.reading, frame, function.node, function.key))
        lasting = function.fixture.scope not in ("function", None)
        if PRIVATE in values and lasting and _gives_new_folder(function.node):
            path = f"{SESSION_FOLDERS}/{function.fixture.name}"
            return (Text((Piece(path),), "path"),)
        return values

    def _alone(self, function: Function, frame: Frame) -> Alone | None:
        """The set-up of a fixture, ``None`` where it is not the same for this test as for all."""
        known = all(values == builtin_values(name) for name, values in frame.env.items())
        if self.reading.stack or self.reading.moved or not known:
            return None
        alone = read_alone(self.suite, self.shared, function, self.shared.budgets)
        return alone if alone and alone.is_repeatable else None

    def _autouse(self) -> Iterator[str]:
        found = [
            name
            for name, function in self.fixtures
            if function.fixture and function.fixture.autouse
        ]
        yield from sorted(dict.fromkeys(reversed(found)), key=self._scope)

    def _scope(self, name: str) -> int:
        for known, function in self.fixtures:
            if known == name and function.fixture:
                return _SCOPES.get(function.fixture.scope, 0)
        return 0 if name.endswith("_factory") else 4

    def _used(self) -> Iterator[str]:
        marks: list[ast.expr] = list(self.test.function.node.decorator_list)
        for cls in self.classes:
            marks += cls.node.decorator_list
            marks += _marks(cls.constants)
        marks += _marks(self.module.constants)
        for mark in marks:
            if isinstance(mark, ast.Call) and ast.unparse(mark.func).endswith("usefixtures"):
                for argument in mark.args:
                    if isinstance(argument, ast.Constant):
                        yield str(argument.value)

    def _xunit(self, names: Sequence[str]) -> None:
        testcase = bool(self.test.cls) and is_testcase(
            self.classes[0], self.suite.modules, self.suite.config
        )
        for name in names:
            call_bound(self.reading, self.module, name)
            if name in _TESTCASE_ONLY and not testcase:
                continue
            for cls in self.classes:
                home = self.suite.modules[cls.module]
                method = home.functions.get(f"{cls.qualname}.{name}")
                if method and not method.fixture:
                    call_function(self.reading, None, Func(method, self.receiver), None)
                elif method is None and name in cls.constants:
                    call_value(self.reading, home, cls.constants[name])
                else:
                    continue
                break

    def _decorators(self, node: FunctionNode) -> None:
        for decorator in node.decorator_list:
            call = decorator if isinstance(decorator, ast.Call) else None
            imports = self.suite.modules[self.test.function.module].imports
            dotted = dotted_name(call.func if call else decorator, imports) or ""
            if FAKERS.match(dotted.rpartition(".")[2]):
                self.reading.faked = f"{dotted} replaces the file system"
            if "patch" in dotted and call:
                module = self.suite.modules[self.test.function.module]
                evaluate(self.reading, Frame(module, self.test.function.key, "decorator"), call)

    def _literals(self) -> Iterator[Wording]:
        for key in self.reading.functions:
            path, _, qualname = key.partition("::")
            function = self.suite.modules[path].functions.get(qualname)
            if function:
                yield from contents(function.node, key).literals


def _gives_new_folder(node: FunctionNode) -> bool:
    """Whether a fixture only makes a folder with pytest's factory and gives it, empty."""
    calls = {
        inner.func.attr if isinstance(inner.func, ast.Attribute) else ast.unparse(inner.func)
        for statement in node.body
        for inner in nodes_of(statement)
        if isinstance(inner, ast.Call)
    }
    plain = (ast.Assign, ast.AnnAssign, ast.Return, ast.Expr)
    return (
        "mktemp" in calls
        and calls <= {"mktemp", "Path", "str"}
        and all(isinstance(statement, plain) for statement in node.body)
    )


def _replaced(touches: Sequence[Touch], strings: Sequence[Wording]) -> list[int]:
    """Indices of those whose path is looked up by what a test names to pytest's monkeypatch."""
    named = {wording.text.rpartition(".")[2] for wording in strings}
    return [index for index, touch in enumerate(touches) if _is_replaced(touch, named)]


def _is_replaced(touch: Touch, named: set[str]) -> bool:
    if touch.path.startswith("~"):
        return "HOME" in named
    if touch.origin is None or touch.origin.place != "body":
        return False
    return any(
        (isinstance(node, ast.Name) and node.id in named)
        or (isinstance(node, ast.Attribute) and node.attr in named)
        for node in nodes_of(touch.origin.node)
    )


def _behind(calls: Sequence[Call], first: int, dropped: Sequence[int]) -> tuple[Call, ...]:
    """Calls, as some touches came before all others, and some of them were dropped then."""
    if not first and not dropped:
        return tuple(calls)
    afters = (call.after + first for call in calls)
    counts = (after - bisect_left(dropped, after) for after in afters)
    return tuple(replace(call, after=count) for call, count in zip(calls, counts, strict=True))


def _marks(constants: object) -> list[ast.expr]:
    value = constants.get("pytestmark") if isinstance(constants, dict) else None
    if value is None:
        return []
    return list(value.elts) if isinstance(value, ast.List | ast.Tuple) else [value]


def _requests(node: FunctionNode) -> list[str]:
    return [*positional(node), *keyword_only(node)]


def _is_above(conftest: str, path: str) -> bool:
    folder = conftest.rpartition("/")[0]
    return not folder or path.startswith(f"{folder}/")
