"""The current folder itself becomes a new one: for names that the code under test makes up."""

import ast
import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from codemods.hazards.model import Involved
from codemods.hazards.paths import is_same, shown
from codemods.suite.model import Class, Function, Suite
from codemods.suite.names import class_chain
from codemods.suite.nodes import nodes_of, nodes_showing
from codemods.suite.source import Source
from codemods.suite.support import serves_tests
from codemods.touches.model import HOLE, Role, Touch, Trace
from codemods.transforms.primitives.classes import making, new_method, receiver_of, uses_pytest
from codemods.transforms.primitives.hosts import function_at, in_testcase, taken_names
from codemods.transforms.primitives.imports import plain_imports
from codemods.transforms.primitives.replacing import RefusedRewrite, replacing
from codemods.transforms.primitives.requested import FIXTURE, take
from codemods.transforms.primitives.rewrite import Rewriting, at_top

_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_WORDS = re.compile(r"[\s'\"=;|&<>()]+")
_ASKS = re.compile(r"(^|\.)(getcwd|cwd|getcwdb)$")


@lru_cache(maxsize=65536)
def why_not_moved(trace: Trace, suite: Suite) -> str | None:
    """Why a test cannot run in another folder, as a clause; ``None`` if it can."""
    if trace.incomplete:
        return trace.incomplete
    if trace.moves or (trace.own_folder and trace.lists_own):
        return "it has a folder of its own already, and works in it"
    for touch in trace.touches:
        reason = _needs_folder(touch, suite)
        if reason:
            return reason
    here = {touch.path for touch in trace.touches if touch.role.reaches}
    for touch in trace.touches if trace.own_folder else ():
        if touch.role is Role.GLUED and touch.path in here:
            return f"it has a {shown(touch.path)} in a folder of its own too (line {touch.line})"
    for wording in trace.strings:
        for word in (wording.text, *_WORDS.split(wording.text)):
            text = word.removeprefix("./").rstrip("/")
            if text in suite.checked_in and not (wording.built and word == wording.text):
                return f"it names {text}, which is found from the folder in which the tests start"
    for call in trace.calls:
        if _ASKS.search(call.name):
            return f"it asks for the current folder ({call.name})"
    return None


@lru_cache(maxsize=8)
def code_names_repository(suite: Suite) -> bool:
    """Whether code under test may look for a file of the repository from the current folder."""
    folders = _folders(suite)
    spelled = _may_spell(suite)
    for path in suite.modules:
        if serves_tests(suite, path) or not spelled(suite.modules.raw(path) or b""):
            continue
        for node in nodes_showing(suite.modules[path].source, spelled):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                text = node.value.removeprefix("./").rstrip("/")
                if text in suite.checked_in or ("/" in text and text in folders):
                    return True
    return False


def _may_spell(suite: Suite) -> Callable[[bytes], object]:
    """Finds what may be a literal that names a file or folder of the repository."""
    names = sorted(path for path in suite.checked_in if "/" not in path)
    tops = b"|".join(re.escape(os.fsencode(name)) for name in names)
    return re.compile(rb"[\"'][^\"'\n]*[/\\]" + (b"|" + tops if tops else b"")).search


def _needs_folder(touch: Touch, suite: Suite) -> str | None:
    path = touch.path
    spelled = touch.origin.text if touch.origin else path
    if path.startswith(("/", "~")) or spelled.startswith("/") or touch.role is Role.COMPARED:
        return None
    if path == "." and touch.role in (Role.LIST, Role.READ):
        return f"it looks at what is in the current folder at line {touch.line}"
    if path.startswith(HOLE) or path == ".":
        return None
    there = path in suite.checked_in or path in _folders(suite)
    if HOLE in path or "*" in path:
        there = any(is_same(path, kept) for kept in suite.checked_in)
    if there:
        return f"it uses {shown(path)} of the repository by its relative name at line {touch.line}"
    if any(folder in _folders(suite) for folder in _above(path)):
        return (
            f"it uses {shown(path)}, whose folder belongs to the repository, at line {touch.line}"
        )
    return None


def _above(path: str) -> Iterator[str]:
    while path := path.rpartition("/")[0]:
        yield path


@lru_cache(maxsize=8)
def _folders(suite: Suite) -> frozenset[str]:
    """The folders of the repository, relative to the root, which is none of them."""
    parts = (path.split("/")[:-1] for path in suite.checked_in)
    return frozenset("/".join(p[:n]) for p in parts for n in range(1, len(p) + 1))


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
        if not all(_is_relative(touch) for touch in one.touches):
            raise RefusedRewrite("its path is absolute")
        reason = why_not_moved(one.trace, work.suite)
        if reason:
            raise RefusedRewrite(reason)
    _move(work, CHDIR)


def by_home(work: Rewriting) -> None:
    """Each test has a home of its own.

    Raises:
        RefusedRewrite: something lies elsewhere, or is worked out before the test begins.
    """
    for one in work.component.tests:
        for touch in one.touches:
            if not touch.path.startswith("~/"):
                raise RefusedRewrite("its path does not lie in the home folder")
            if touch.origin is None or touch.origin.place != "body" or touch.origin.constant:
                raise RefusedRewrite("the home folder is worked out before the test begins")
    _move(work, HOME)


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


def _is_relative(touch: Touch) -> bool:
    spelled = touch.origin.text if touch.origin else "/"
    return not touch.path.startswith(("/", "~")) and not spelled.startswith(("/", "~"))


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
    take(work, function, FIXTURE, [])
    take(work, function, "monkeypatch", [])
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


def _check_others(work: Rewriting, cls: Class) -> None:
    """The other tests of a class run in the new folder too."""
    suite = work.suite
    for test in suite.tests_of(cls.module):
        if test.cls and cls in class_chain(test.cls, suite.modules, suite.config):
            trace = work.traces.get(test.id)
            reason = why_not_moved(trace, suite) if trace else "it was not read"
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
