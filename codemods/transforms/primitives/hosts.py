"""Which functions can take one more fixture, and why the others cannot."""

import ast
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from enum import Enum
from functools import lru_cache

from codemods.suite.model import Function, FunctionNode, Module, Suite, Test
from codemods.suite.module import dotted_name
from codemods.suite.names import class_chain, resolve, visible_fixtures
from codemods.suite.nodes import nodes_of
from codemods.suite.signatures import argument_names, is_static
from codemods.suite.source import Source
from codemods.suite.support import serves_tests
from codemods.touches.model import Origin

_TRANSPARENT = re.compile(
    r"(^|\.)(pytest\.mark\.\w+|mark\.\w+|(pytest\.|pytest_asyncio\.)?(yield_)?fixture|"
    r"patch(\.(object|dict|multiple))?|asyncio|anyio|staticmethod|skip|skipif|skipIf|skipUnless|"
    r"parametrize|usefixtures|xfail|flaky|freeze_time|travel|activate|use_cassette|timeout|"
    r"override_settings|filterwarnings|no_cover|deprecated_call|repeat|mock_\w+|httpretty\.\w+)$"
)


class Hosting(Enum):
    """How a place in which a path is spelled comes by a folder."""

    PARAMETER = "takes a fixture"
    ROW = "a row of parametrize, whose test takes a fixture"
    WIDE = "takes the factory of folders"
    METHOD = "a method of unittest.TestCase"
    OBJECT = "a method of a class that pytest makes"
    HELPER = "a function that tests call"
    MODULE = "code that runs when its module is imported"


def hosting(suite: Suite, origin: Origin, test: Test) -> Hosting | str:
    """How the place that spells a path comes by a folder, or why it cannot, as a clause.

    Args:
        test: that runs it.
    """
    module = suite.modules[origin.module]
    if not serves_tests(suite, module.path):
        return f"its path is written in {origin.module}, which is not a test"
    if origin.place == "decorator":
        if row_of(suite, origin, test):
            return Hosting.ROW
        return "its path is written in a decorator, where no fixture can be used"
    function = function_at(suite, origin.function) if origin.function else None
    if function is None or origin.place != "body":
        return Hosting.MODULE
    if _is_collected(suite, function) or function.fixture:
        return _as_requested(suite, function, test)
    if function.owner is None:
        return Hosting.HELPER
    if is_static(function.node):
        return Hosting.HELPER
    return Hosting.METHOD if in_testcase(suite, function, test) else Hosting.OBJECT


def _as_requested(suite: Suite, function: Function, test: Test) -> Hosting:
    if function.fixture:
        narrow = function.fixture.scope == "function"
        return Hosting.PARAMETER if narrow else Hosting.WIDE
    return Hosting.METHOD if in_testcase(suite, function, test) else Hosting.PARAMETER


def in_testcase(suite: Suite, function: Function, test: Test) -> bool:
    """Whether a test runs a method as one of its own ``unittest.TestCase``."""
    if test.cls is None or function.owner is None:
        return False
    chain = class_chain(test.cls, suite.modules, suite.config)
    own = any((c.module, c.qualname) == (function.module, function.owner) for c in chain)
    return own and any(base.is_testcase for base in chain)


def row_of(suite: Suite, origin: Origin, test: Test) -> str | None:
    """The parameter that a literal in ``parametrize`` becomes in its test."""
    for name, values in columns(suite, test).items():
        if any(value is origin.node for value in values):
            return name
    return None


def columns(suite: Suite, test: Test) -> dict[str, list[ast.expr]]:
    """The values that ``parametrize`` gives to each parameter of a test, as far as written out."""
    decorators = list(test.function.node.decorator_list)
    for cls in class_chain(test.cls, suite.modules, suite.config) if test.cls else ():
        decorators += cls.node.decorator_list
    found: dict[str, list[ast.expr]] = {}
    for decorator in decorators:
        if not (isinstance(decorator, ast.Call) and len(decorator.args) >= 2):
            continue
        if not ast.unparse(decorator.func).endswith("parametrize"):
            continue
        names = argument_names(decorator.args[0])
        for row in getattr(decorator.args[1], "elts", []):
            param = isinstance(row, ast.Call) and ast.unparse(row.func).endswith("param")
            values = list(row.args) if isinstance(row, ast.Call) and param else [row]
            if len(names) > 1 and not param:
                values = list(getattr(row, "elts", []))
            for name, value in zip(names, values, strict=False):
                found.setdefault(name, []).append(value)
    return found


def why_not_extended(
    suite: Suite,
    function: Function,
    name: str,
    replaced: Sequence[tuple[int, int]],
    *,
    own: bool = False,
) -> str | None:
    """Why a function cannot take the fixture ``name``; ``None`` if it can.

    Args:
        replaced: spans of the function's file that will not be there any more.
        own: whether a fixture of the suite is meant, not one of pytest.
    """
    module = suite.modules[function.module]
    classes = [module.classes[function.owner]] if function.owner else []
    if not own and any(known == name for known, _ in visible_fixtures(suite, module, classes)):
        return f"the suite has a fixture of its own called {name}"
    where = function.qualname
    parameters = [argument.arg for argument in _arguments(function.node)]
    if name not in parameters and _is_bound_inside(function.node, name):
        return f"{where} already uses the name {name} for something else"
    if name in _parametrised_names(function.node):
        return f"{where} is parametrised with a {name} of its own"
    if name not in parameters and _is_read_elsewhere(module.source, function, name, replaced):
        return f"{where} reads a global called {name}"
    opaque = _opaque_decorator(suite, function)
    if opaque:
        return f"{where} is wrapped by {opaque}, which may not pass a further argument on"
    if function.kind == "test" and (caller := _caller(suite, function)):
        return f"{where} is not only collected but also called or passed on in {caller}"
    if "no:tmpdir" in suite.config.addopts and name.startswith("tmp_path"):
        return "the project switches pytest's tmpdir plugin off"
    return None


def _is_collected(suite: Suite, function: Function) -> bool:
    """Whether a class collects the function though its own class is no test class."""
    return suite.is_test(function)


@lru_cache(maxsize=64)
def functions_around(module: Module) -> Mapping[int, Function]:
    """The function whose body holds a node, by the identity of the node."""
    return {
        id(inner): function
        for function in module.functions.values()
        for statement in function.node.body
        for inner in nodes_of(statement)
    }


def function_at(suite: Suite, key: str) -> Function | None:
    """The function with this key, ``None`` for a module's own code."""
    path, _, qualname = key.partition("::")
    return suite.modules[path].functions.get(qualname)


def _arguments(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> list[ast.arg]:
    spread = [item for item in (node.args.vararg, node.args.kwarg) if item]
    return [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs, *spread]


@lru_cache(maxsize=1024)
def _is_bound_inside(node: ast.AST, name: str) -> bool:
    for inner in nodes_of(node):
        if isinstance(inner, ast.Name) and inner.id == name:
            if not isinstance(inner.ctx, ast.Load):
                return True
        elif isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            if inner is not node and any(arg.arg == name for arg in _arguments(inner)):
                return True
            if inner is not node and getattr(inner, "name", None) == name:
                return True
        elif isinstance(inner, ast.alias):
            if (inner.asname or inner.name.partition(".")[0]) == name:
                return True
        elif isinstance(inner, ast.Global | ast.Nonlocal):
            if name in inner.names:
                return True
        elif isinstance(inner, ast.ExceptHandler) and inner.name == name:
            return True
    return False


def _is_read_elsewhere(
    source: Source, function: Function, name: str, replaced: Sequence[tuple[int, int]]
) -> bool:
    return any(
        not any(first <= start and end <= last for first, last in replaced)
        for start, end in map(source.span, _uses_in_body(function.node).get(name, ()))
    )


@lru_cache(maxsize=256)
def _uses_in_body(node: FunctionNode) -> Mapping[str, Sequence[ast.Name]]:
    found: dict[str, list[ast.Name]] = {}
    for inner in (inner for statement in node.body for inner in nodes_of(statement)):
        if isinstance(inner, ast.Name):
            found.setdefault(inner.id, []).append(inner)
    return found


def _parametrised_names(node: ast.FunctionDef | ast.AsyncFunctionDef) -> set[str]:
    names: set[str] = set()
    for decorator in node.decorator_list:
        if isinstance(decorator, ast.Call) and decorator.args:
            if ast.unparse(decorator.func).endswith("usefixtures"):
                continue
            first = decorator.args[0]
            parts = first.elts if isinstance(first, ast.List | ast.Tuple) else [first]
            for part in parts:
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    names |= {name.strip() for name in part.value.split(",")}
    return names


def _opaque_decorator(suite: Suite, function: Function) -> str | None:
    module = suite.modules[function.module]
    takes_fixtures = _takes_fixtures(function)
    for decorator in function.node.decorator_list:
        target = decorator.func if isinstance(decorator, ast.Call) else decorator
        dotted = dotted_name(target, module.imports) or ast.unparse(target)
        if dotted.endswith(("hypothesis.given", "given")):
            return "hypothesis.given, which runs the body many times with one folder"
        if _TRANSPARENT.search(dotted) or takes_fixtures:
            continue
        if isinstance(target, ast.Name) and _passes_on(suite, function, target.id):
            continue
        return dotted
    return None


def _takes_fixtures(function: Function) -> bool:
    names = [argument.arg for argument in function.node.args.args]
    return len(names) > bool(function.owner) and not any(
        "patch" in ast.unparse(decorator) for decorator in function.node.decorator_list
    )


def _passes_on(suite: Suite, function: Function, name: str) -> bool:
    """Whether a decorator of the suite wraps with ``functools.wraps`` and ``**kwargs``."""
    hit = resolve(suite, suite.modules[function.module], name)
    decorator = hit[0].functions.get(hit[1]) if hit else None
    if decorator is None:
        return False
    wrappers = [
        inner
        for inner in nodes_of(decorator.node)
        if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef) and inner is not decorator.node
    ]
    return bool(wrappers) and all(
        wrapper.args.kwarg and any("wraps" in ast.unparse(d) for d in wrapper.decorator_list)
        for wrapper in wrappers[-1:]
    )


def _caller(suite: Suite, function: Function) -> str | None:
    """A file in which a test function is used by name, so that its signature is a contract."""
    for module in suite.mentioning(function.name):
        path = module.path
        names, attributes = _mentions(module.source)
        if function.owner:
            if attributes[function.name]:
                return path
        elif path == function.module:
            if names[function.name]:
                return path
        elif attributes[function.name] or _imports(suite, path, function):
            return path
    return None


def _imports(suite: Suite, path: str, function: Function) -> bool:
    module = suite.modules[path]
    for name, found in module.imports.items():
        if found.attribute == function.name:
            hit = resolve(suite, module, name)
            if hit and hit[0].path == function.module and hit[1] == function.name:
                return True
    return False


@lru_cache(maxsize=4096)
def _mentions(source: Source) -> tuple[Counter[str], Counter[str]]:
    names: Counter[str] = Counter()
    attributes: Counter[str] = Counter()
    for node in nodes_of(source.tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            names[node.id] += 1
        elif isinstance(node, ast.Attribute):
            attributes[node.attr] += 1
    return names, attributes


def taken_names(suite: Suite, function: Function) -> frozenset[str]:
    """Names that a new local variable of the function must not have."""
    import builtins
    import keyword

    module = suite.modules[function.module]
    return frozenset((*_names_in(function.node), *module.bound, *dir(builtins), *keyword.kwlist))


@lru_cache(maxsize=256)
def _names_in(node: ast.AST) -> frozenset[str]:
    found: set[str] = set()
    for inner in nodes_of(node):
        if isinstance(inner, ast.Name):
            found.add(inner.id)
        elif isinstance(inner, ast.arg):
            found.add(inner.arg)
        elif isinstance(inner, ast.alias):
            found.add(inner.asname or inner.name)
    return frozenset(found)
