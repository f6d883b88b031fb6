"""The current folder itself becomes a new one: for names that the code under test makes up."""

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from codemods.hazards.model import Involved
from codemods.suite.model import Class, Function, Suite, Test
from codemods.suite.names import class_chain
from codemods.suite.nodes import nodes_of
from codemods.suite.source import Source
from codemods.touches.model import Trace
from codemods.transforms.primitives.classes import making, new_method, receiver_of, uses_pytest
from codemods.transforms.primitives.hosts import function_at, in_testcase, taken_names
from codemods.transforms.primitives.imports import plain_imports
from codemods.transforms.primitives.replacing import RefusedRewrite, replacing
from codemods.transforms.primitives.requested import FIXTURE, take_both
from codemods.transforms.primitives.rewrite import Rewriting, at_top
from codemods.transforms.primitives.staying import is_relative, why_either, why_not_moved

_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_FETCHES = re.compile(r"download|urlopen|urlretrieve|fetch(?!one|all|many|row|val)", re.IGNORECASE)
"""Calls that get something from far away; rows come from a database."""


@dataclass(frozen=True, slots=True)
class Move:
    """A statement by which all of a test, and not one path, gets another folder.

    Attributes:
        fixture: name of an autouse fixture that does it.
        statement: in a function that takes ``tmp_path`` and ``monkeypatch``.
    """

    fixture: str
    statement: str


CHDIR = Move("in_tmp_path", "monkeypatch.chdir(tmp_path)")
HOME = Move("home_in_tmp_path", 'monkeypatch.setenv("HOME", str(tmp_path))')


def by_moving(work: Rewriting) -> None:
    """Each test runs in a new folder.

    Raises:
        RefusedRewrite: a test needs the folder in which the tests start, or cannot be moved.
    """
    for one in work.component.tests:
        if not all(is_relative(touch) for touch in one.touches):
            raise RefusedRewrite("its path is absolute")
        if any(_FETCHES.search(name) for name in _ran(one.trace)):
            raise RefusedRewrite("what is downloaded to the current folder would be, for each test")
        reason = why_either(one) or why_not_moved(one.trace, work.suite)
        if reason:
            raise RefusedRewrite(reason)
    _move(work, CHDIR)


def by_home(work: Rewriting) -> None:
    """Each test has a home of its own.

    Raises:
        RefusedRewrite: something lies elsewhere, or is worked out before the test begins.
    """
    for one in work.component.tests:
        if any(_FETCHES.search(name) for name in _ran(one.trace)):
            raise RefusedRewrite("what is downloaded to the home folder would be, for each test")
        for touch in one.touches:
            if not touch.path.startswith("~/"):
                raise RefusedRewrite("its path does not lie in the home folder")
            if touch.origin is None or touch.origin.place != "body" or touch.origin.constant:
                raise RefusedRewrite("the home folder is worked out before the test begins")
    _move(work, HOME)


def _ran(trace: Trace) -> Iterator[str]:
    yield from (call.name for call in trace.calls)
    yield from (key.rpartition("::")[2] for key in trace.functions)


def _move(work: Rewriting, move: Move) -> None:
    for one in work.component.tests:
        if _set_up_early(one):
            raise RefusedRewrite("it is made before the fixtures of the test run")
    work.tidy()
    for one in work.component.tests:
        function = one.trace.test.function
        if one.trace.test.cls and in_testcase(work.suite, function, one.trace.test):
            if move is not CHDIR:
                raise RefusedRewrite("a unittest.TestCase cannot take monkeypatch")
            _move_class(work, one)
        else:
            _move_function(work, one, function, move)


def _calls_on(function: Function) -> bool:
    """Whether a set-up method calls the one of a base class."""
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == function.name
        for node in nodes_of(function.node)
    )


def _set_up_early(one: Involved) -> bool:
    """Whether something wider than the test, or a set-up method, touches the path."""
    own = one.trace.test.function
    for touch in one.touches:
        name = touch.function.rpartition("::")[2].rpartition(".")[2]
        if touch.function != own.key and name.startswith(
            ("setup", "teardown", "setUpClass", "tearDownClass")
        ):
            return True
        if touch.function not in one.trace.functions:
            return True
    return False


def _move_function(work: Rewriting, one: Involved, function: Function, move: Move) -> None:
    suite = work.suite
    early = [ran for key in one.trace.functions if (ran := function_at(suite, key)) and ran.fixture]
    if early:
        _move_module(work, one, early, move)
    else:
        _begin_with(work, function, move)


def _begin_with(work: Rewriting, function: Function, move: Move) -> None:
    take_both(work, function, "monkeypatch", FIXTURE)
    work.add([at_top(work.source_of(function.key), function, [move.statement])])


def _move_module(work: Rewriting, one: Involved, early: Sequence[Function], move: Move) -> None:
    """The one fixture that runs before, or a new one that runs before those that tests ask for."""
    suite, own = work.suite, one.trace.test.function
    module = suite.modules[own.module]
    moved = {other.id for other in work.component.tests}
    if any(
        test.id not in moved
        for test in suite.tests_of(own.module)
        if test.function.module == own.module
    ):
        raise RefusedRewrite(f"the fixture {early[0].name} runs before the test could move")
    only = early[0]
    info = only.fixture
    if len(early) == 1 and info and info.autouse and info.scope == "function":
        if only.module != own.module:
            raise RefusedRewrite(f"the fixture {only.name} runs before the test could move")
        _begin_with(work, only, move)
        return
    for fixture in early:
        info = fixture.fixture
        if info and (info.autouse or info.scope != "function"):
            raise RefusedRewrite(f"the fixture {fixture.name} runs before any other could move it")
    names = {move.fixture, f"_{move.fixture}"} - set(module.bound)
    if not names or not uses_pytest(module):
        raise RefusedRewrite(f"{module.path} has no place for a fixture")
    source = module.source
    break_ = source.newline
    lines = [
        "@pytest.fixture(autouse=True)",
        f"def {sorted(names)[-1]}(tmp_path, monkeypatch):",
        f"    {move.statement}",
        *("", "", ""),
    ]
    at = above_definitions(source)
    work.add([replacing(source, at, at, break_.join(lines))])


def _of_class(suite: Suite, cls: Class) -> Iterator[Test]:
    for test in suite.tests_of(cls.module):
        if test.cls and cls in class_chain(test.cls, suite.modules, suite.config):
            yield test


def moved_along(work: Rewriting) -> Iterator[str]:
    """Ids of all tests that run in the new folder: a set-up moves every test of its class."""
    for one in work.component.tests:
        test = one.trace.test
        yield one.id
        if test.cls and in_testcase(work.suite, test.function, test):
            yield from (other.id for other in _of_class(work.suite, test.cls))


def _check_others(work: Rewriting, cls: Class) -> None:
    """The other tests of a class run in the new folder too."""
    for test in _of_class(work.suite, cls):
        trace = work.traces.get(test.id)
        reason = why_not_moved(trace, work.suite) if trace else "it was not read"
        if reason:
            raise RefusedRewrite(f"{test.id} would move along, and cannot: {reason}")


def above_definitions(source: Source) -> int:
    """The offset in front of the first function or class of a module, and of what is said of it."""
    beneath = next(s for s in source.tree.body if isinstance(s, _DEFINITIONS))
    line = min([beneath.lineno, *(d.lineno for d in beneath.decorator_list)])
    while source.line(line - 1).startswith(b"#"):
        line -= 1
    return source.line_start(line)


def _move_class(work: Rewriting, one: Involved) -> None:
    suite = work.suite
    cls = one.trace.test.cls
    assert cls
    module = suite.modules[cls.module]
    if uses_pytest(module):
        _check_others(work, cls)
        work.add(
            [
                new_method(
                    suite,
                    cls,
                    [
                        "@pytest.fixture(autouse=True)",
                        "def in_tmp_path(self, tmp_path, monkeypatch):",
                        "{indent}monkeypatch.chdir(tmp_path)",
                    ],
                )
            ]
        )
        return
    chain = class_chain(cls, suite.modules, suite.config)
    moved = {other.trace.test.cls for other in work.component.tests}
    present = module.functions.get(f"{cls.qualname}.setUp")
    if moved & set(chain[1:]) and (present is None or _calls_on(present)):
        return  # its base class moves
    _check_others(work, cls)
    if any(f"{base.qualname}.setUpClass" in suite.modules[base.module].functions for base in chain):
        raise RefusedRewrite("its class is set up before a test could change the folder")
    work.add(plain_imports(module, "os", "shutil", "tempfile"))
    if present:
        receiver = receiver_of(present)
        name = next(
            n for n in ("tmp_dir", "temp_dir", "new_dir") if n not in taken_names(suite, present)
        )
        lines = [
            *making(name, receiver),
            f"{receiver}.addCleanup(os.chdir, os.getcwd())",
            f"os.chdir({name})",
        ]
        work.add([at_top(module.source, present, lines)])
        return
    inherits = any(
        f"{base.qualname}.setUp" in suite.modules[base.module].functions for base in chain[1:]
    )
    lines = ["def setUp(self):"]
    lines += [
        f"{{indent}}{line}"
        for line in [
            *making("tmp_dir", "self"),
            "self.addCleanup(os.chdir, os.getcwd())",
            "os.chdir(tmp_dir)",
        ]
    ]
    if inherits or len(cls.node.bases) > 1 or len(chain) > 1:
        lines.append("{indent}super().setUp()")
    work.add([new_method(suite, cls, lines)])
