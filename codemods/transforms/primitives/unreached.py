"""What runs though reading a test never reached it, and names the same path."""

import ast
import re
from collections.abc import Collection, Sequence

from codemods.hazards.model import Involved
from codemods.suite.model import Function, Module, Suite
from codemods.suite.names import class_chain
from codemods.suite.nodes import nodes_of
from codemods.touches.model import HOLE
from codemods.touches.trace import Traces
from codemods.touches.values import normalise
from codemods.transforms.primitives.hidden import uses_any, why_hidden

_DUNDER = re.compile(r"__\w+__")


def why_not_whole(tests: Sequence[Involved], suite: Suite, traces: Traces) -> str | None:
    """A method of the tests' own classes that names a path, and that reading never reached."""
    ran = {key for one in tests for key in one.trace.functions}
    for one in tests:
        paths = {touch.path for touch in one.touches if HOLE not in touch.path}
        test = one.trace.test
        for cls in class_chain(test.cls, suite.modules, suite.config) if test.cls else ():
            for function in suite.modules[cls.module].functions.values():
                if function.owner != cls.qualname or function.key in ran or suite.is_test(function):
                    continue
                for path in sorted(paths):
                    if _names(function, path, suite):
                        return f"{function.qualname}, which was not read, names {path} too"
    return why_run_unseen(tests, suite, traces)


def why_run_unseen(tests: Sequence[Involved], suite: Suite, traces: Traces) -> str | None:
    """A function beside the tests that names a path of theirs, and runs though nobody calls it."""
    ran = {key for one in tests for key in one.trace.functions}
    homes = {one.trace.test.function.module for one in tests}
    homes |= {one.trace.test.cls.module for one in tests if one.trace.test.cls}
    touches = [touch for one in tests for touch in one.touches if HOLE not in touch.path]
    paths = sorted({touch.path for touch in touches})
    constants = {
        re.split("[:.]", touch.origin.constant)[-1]
        for touch in touches
        if touch.origin and touch.origin.constant
    }
    for home in sorted(homes):
        module = suite.modules[home]
        followed = _followed(suite, home)
        for function in module.functions.values():
            if function.kind != "helper" or function.key in ran:
                continue
            named = [path for path in paths if _names(function, path, suite)]
            if not named and uses_any(function.node, constants):
                named = paths
            if named and _runs_by_itself(function, module, followed):
                return f"{function.qualname}, which was not read, names {named[0]} too"
    return why_hidden(tests, suite, traces)


def _followed(suite: Suite, path: str) -> frozenset[str]:
    """The classes of a file whose methods are read with the tests that pytest collects there."""
    return frozenset(
        cls.qualname
        for test in suite.tests_of(path)
        if test.cls
        for cls in class_chain(test.cls, suite.modules, suite.config)
        if cls.module == path
    )


def _runs_by_itself(function: Function, module: Module, followed: Collection[str]) -> bool:
    """Whether an operator, an attribute or another thread may run a function.

    Args:
        followed: classes whose methods are read with tests of their own.
    """
    if _DUNDER.fullmatch(function.name) or (function.owner and function.node.decorator_list):
        return True
    if function.owner in followed:
        return False
    if function.owner:
        chain = module.classes[function.owner].node.bases
        return any(ast.unparse(base).rpartition(".")[2] not in module.classes for base in chain)
    called = {id(node.func) for node in nodes_of(module.source.tree) if isinstance(node, ast.Call)}
    return any(
        isinstance(node, ast.Name) and node.id == function.name and id(node) not in called
        for node in nodes_of(module.source.tree)
    )


def _names(function: Function, path: str, suite: Suite) -> bool:
    return any(
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and normalise(node.value, suite.root) == path
        for node in nodes_of(function.node)
    )
