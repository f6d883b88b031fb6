"""Where a suite gives parameters: ``parametrize``, ``params`` of fixtures, ``metafunc``."""

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from codemods.suite.model import Class, Function, Module, Suite, Test
from codemods.suite.module import dotted_name
from codemods.suite.names import class_chain, resolve, visible_fixtures
from codemods.suite.nodes import nodes_of
from codemods.suite.signatures import argument_names
from codemods.touches.model import Trace
from codemods.touches.words import phrase, shows_any, sign
from codemods.transforms.primitives.kinds import SETS_GIVEN, SETS_HELD
from codemods.transforms.primitives.scopes import Scope


@dataclass(frozen=True)
class Parametrization:
    """One call that gives parameters.

    Attributes:
        call: of ``parametrize`` or ``fixture``.
        scope: in which it stands.
        names: of the parameters, empty where they are computed.
        values: the rows.
        ids: what ``ids`` is given, ``None`` if nothing is.
        tests: traces of the tests that get the parameters, in the order of collection.
    """

    call: ast.Call
    scope: Scope
    names: tuple[str, ...]
    values: ast.expr
    ids: ast.expr | None
    tests: tuple[Trace, ...] = field(default=())

    @property
    def source(self) -> Module:
        """The module of the call."""
        return self.scope.module


_STRING = rb"\"[^\"\n]*\"|'[^'\n]*'"
_SET = (
    rb"\{\s*(?:#[^\n]*\n\s*)*"
    rb"(?:(?:" + _STRING + rb")\s*[,}]|[^\s{}:\"'#][^{}:]*[,}])|\{[^{}:]*\bfor\b"
)
"""No part of a text can be shared out between its pieces in two ways."""
_DRAWN = ("random", "uuid", "token_", "getpid", "mkdtemp", "mkstemp", "urandom", "ObjectId")
_LISTED = ("listdir", "scandir", "glob", "iterdir")
_OF_LIBRARIES = tuple(name.rpartition(".")[2] for name in (*SETS_GIVEN, *SETS_HELD))
_UNORDERED = [
    *(sign(name, name.encode()) for name in (*_DRAWN, *_LISTED, *_OF_LIBRARIES)),
    *(phrase(name, rb"\s*\(") for name in ("frozenset", "set", "id", "hash", "time", "time_ns")),
    *(sign(name, name.encode() + rb"\s*\(") for name in ("object", "keys", "now", "walk")),
    *(sign(name, name.encode()) for name in ("perf_counter", "monotonic")),
]
_calls_for_no_order = shows_any(_UNORDERED)

_TEXT = re.compile(_STRING)
_DISPLAY = re.compile(_SET)


def shows_no_order(code: bytes) -> bool:
    """Whether a piece of code may make values, or an order, that differ between processes."""
    if _calls_for_no_order(code):
        return True
    return b"{" in code and _DISPLAY.search(_TEXT.sub(b"''", code)) is not None


_END = re.compile(rb"\n[ \t]*(?:async[ \t]+)?(?:def|class)[ \t]")
_NAMED = re.compile(rb"(?m)^\w+[ \t]*(?::[^=\n]*)?=[ \t]*")
_GIVEN = (b"parametrize", b"params")
_APART = b"\n:\n"
"""Nothing that is searched for goes on behind it."""


def may_lack_order(raw: bytes) -> bool:
    """The same for a file: near what gives parameters, in a constant, or in what gives values."""
    near = _APART.join((*_near_parameters(raw), *_given_names(raw)))
    return shows_no_order(near) and shows_no_order(raw)


def _near_parameters(raw: bytes) -> Iterator[bytes]:
    """The decorators, and other code before a function, that give parameters."""
    for given in _GIVEN:
        at = 0
        while (start := raw.find(given, at)) >= 0:
            end = _END.search(raw, start)
            at = end.end() if end else len(raw)
            yield raw[start:at]


def _given_names(raw: bytes) -> Iterator[bytes]:
    """The first lines of constants, and of what functions return or walk over."""
    for match in _NAMED.finditer(raw):
        yield raw[match.end() : raw.find(b"\n", match.end()) + 1 or None]
    for gives in (b" return ", b" yield ", b" for "):
        at = raw.find(gives)
        while at >= 0:
            end = raw.find(b"\n", at)
            yield raw[at : end if end >= 0 else None]
            at = raw.find(gives, at + 1)


def parametrizations(suite: Suite, traces: Sequence[Trace]) -> list[Parametrization]:
    """Every call of a suite that gives parameters to its tests, each once."""
    found: dict[int, Parametrization] = {}
    users: dict[int, dict[str, Trace]] = {}
    for trace in traces:
        for one in _of_test(suite, trace):
            found.setdefault(id(one.call), one)
            users.setdefault(id(one.call), {})[trace.test.id] = trace
    return [
        Parametrization(
            one.call, one.scope, one.names, one.values, one.ids, tuple(users[key].values())
        )
        for key, one in found.items()
    ]


def possible_parametrizations(suite: Suite, test: Test) -> Iterator[Parametrization]:
    """Those that may give parameters to a test: its own, and those of all fixtures that it sees."""
    yield from _of_marks(suite, test)
    home = _home(suite, test)
    classes = class_chain(test.cls, suite.modules, suite.config) if test.cls else ()
    for function in _parametrised(suite, home, classes):
        yield from _of_fixture(suite.modules[function.module], function)
    yield from _of_hooks(suite, home)


@lru_cache(maxsize=4096)
def _parametrised(suite: Suite, home: Module, classes: tuple[Class, ...]) -> tuple[Function, ...]:
    found = (function for _, function in visible_fixtures(suite, home, classes))
    return tuple(each for each in found if each.fixture and each.fixture.parametrised)


def _home(suite: Suite, test: Test) -> Module:
    return suite.modules[test.cls.module if test.cls else test.function.module]


def _of_test(suite: Suite, trace: Trace) -> Iterator[Parametrization]:
    yield from _of_marks(suite, trace.test)
    for key in dict.fromkeys(trace.functions):
        path, _, qualname = key.partition("::")
        function = suite.modules[path].functions.get(qualname)
        if function and function.fixture and function.fixture.parametrised:
            yield from _of_fixture(suite.modules[path], function)
    for one in _of_hooks(suite, _home(suite, trace.test)):
        if not one.names or set(one.names) <= _requested(suite, trace):
            yield one


def _of_marks(suite: Suite, test: Test) -> Iterator[Parametrization]:
    home = _home(suite, test)
    own = suite.modules[test.function.module]
    owner = own.classes.get(test.function.owner) if test.function.owner else None
    for node in test.function.node.decorator_list:
        yield from _of_mark(suite, own, node, owner)
    for cls in class_chain(test.cls, suite.modules, suite.config) if test.cls else ():
        module = suite.modules[cls.module]
        for node in cls.node.decorator_list:
            yield from _of_mark(suite, module, node)
        for node in _marks(cls.constants.get("pytestmark")):
            yield from _of_mark(suite, module, node, cls)
    for node in _marks(home.constants.get("pytestmark")):
        yield from _of_mark(suite, home, node)


def _marks(node: ast.expr | None) -> list[ast.expr]:
    if node is None:
        return []
    return list(node.elts) if isinstance(node, ast.List | ast.Tuple) else [node]


def _of_mark(
    suite: Suite, module: Module, node: ast.expr, owner: Class | None = None
) -> Iterator[Parametrization]:
    """The call behind a decorator or an item of ``pytestmark``, also where a name stands for it."""
    if isinstance(node, ast.Name):
        hit = resolve(suite, module, node.id)
        if hit and hit[1] in hit[0].constants:
            for one in _marks(hit[0].constants[hit[1]]):
                if isinstance(one, ast.Call):
                    yield from _of_mark(suite, hit[0], one)
        return
    if not isinstance(node, ast.Call):
        return
    dotted = dotted_name(node.func, module.imports) or ""
    if isinstance(node.func, ast.Name):
        hit = resolve(suite, module, node.func.id)
        if hit and hit[1] in hit[0].constants:
            dotted = dotted_name(hit[0].constants[hit[1]], hit[0].imports) or ""
    if dotted in ("pytest.mark.parametrize", "pytest/mark.parametrize", "mark.parametrize"):
        yield from _read(node, Scope(module, cls=owner))


def _read(call: ast.Call, scope: Scope) -> Iterator[Parametrization]:
    given = {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}
    names = call.args[0] if call.args else given.get("argnames")
    values = call.args[1] if len(call.args) > 1 else given.get("argvalues")
    if names is None or values is None:
        return
    ids = call.args[3] if len(call.args) > 3 else given.get("ids")
    yield Parametrization(call, scope, tuple(argument_names(names)), values, ids)


def _of_fixture(module: Module, function: Function) -> Iterator[Parametrization]:
    owner = module.classes.get(function.owner) if function.owner else None
    for node in function.node.decorator_list:
        if not isinstance(node, ast.Call):
            continue
        given = {keyword.arg: keyword.value for keyword in node.keywords if keyword.arg}
        if "params" in given and function.fixture:
            names = (function.fixture.name,)
            scope = Scope(module, cls=owner)
            yield Parametrization(node, scope, names, given["params"], given.get("ids"))


def _of_hooks(suite: Suite, home: Module) -> Iterator[Parametrization]:
    """What ``pytest_generate_tests`` gives to the tests of a module that take what it names."""
    for path in (*suite.conftests, home.path):
        folder = path.rpartition("/")[0]
        is_near = path == home.path or not folder or home.path.startswith(f"{folder}/")
        hook = suite.modules[path].functions.get("pytest_generate_tests")
        if not is_near or hook is None or not hook.node.args.args:
            continue
        metafunc = hook.node.args.args[0].arg
        for node in nodes_of(hook.node):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            base = node.func.value
            if node.func.attr != "parametrize" or not isinstance(base, ast.Name):
                continue
            if base.id != metafunc:
                continue
            yield from _read(node, Scope(suite.modules[path], hook))


def _requested(suite: Suite, trace: Trace) -> set[str]:
    """The names that a test and its fixtures take."""
    found: set[str] = set()
    functions = [trace.test.function]
    for key in trace.functions:
        path, _, qualname = key.partition("::")
        function = suite.modules[path].functions.get(qualname)
        if function and function.fixture:
            functions.append(function)
    for function in functions:
        arguments = function.node.args
        found |= {one.arg for one in (*arguments.args, *arguments.kwonlyargs)}
    return found
