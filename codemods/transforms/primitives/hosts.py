"""Which functions can take one more fixture, and why the others cannot."""

import ast
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from codemods.suite.model import Function, Suite
from codemods.suite.module import dotted_name
from codemods.suite.names import is_testcase, resolve, visible_fixtures
from codemods.suite.source import Source
from codemods.touches.model import Origin

_TRANSPARENT = re.compile(
    r"(^|\.)(pytest\.mark\.\w+|mark\.\w+|(pytest\.|pytest_asyncio\.)?(yield_)?fixture|"
    r"patch(\.(object|dict|multiple))?|asyncio|anyio|staticmethod|skip|skipif|skipIf|skipUnless|"
    r"parametrize|usefixtures|xfail|flaky|freeze_time|travel|activate|use_cassette|timeout|"
    r"override_settings|filterwarnings|no_cover|deprecated_call|repeat|mock_\w+|httpretty\.\w+)$"
)


def why_not_hosted(suite: Suite, origin: Origin) -> str | None:
    """Why the function that spells a path cannot be given a fixture; ``None`` if it can."""
    if origin.function is None or origin.place != "body":
        return _misplaced(origin)
    function = function_at(suite, origin.function)
    if function is None:
        return "its path is written at module level, where no fixture can be requested"
    where = f"{function.qualname} in {function.module}"
    if function.in_testcase or _owner_is_testcase(suite, function):
        return f"its path is set in {where}, a unittest.TestCase, whose methods take no fixtures"
    if function.kind == "xunit":
        return f"its path is set in {where}, a set-up function, which takes no fixtures"
    if function.kind == "helper" and not _is_collected(suite, function):
        if suite.modules[function.module].kind == "other":
            return f"its path is written in {where}, which is not a test"
        return f"its path is written in the helper {where}, whose callers all meet on it"
    if function.fixture and function.fixture.scope != "function":
        scope = function.fixture.scope or "computed"
        return f"its path is set in the {scope}-scoped fixture {where}, which outlives one test"
    return None


def why_not_extended(
    suite: Suite, function: Function, name: str, replaced: Sequence[tuple[int, int]]
) -> str | None:
    """Why a function cannot take the fixture ``name``; ``None`` if it can.

    Args:
        replaced: spans of the function's file that will not be there any more.
    """
    module = suite.modules[function.module]
    classes = [module.classes[function.owner]] if function.owner else []
    if any(known == name for known, _ in visible_fixtures(suite, module, classes)):
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
    return any(test.function is function for test in suite.tests)


def function_at(suite: Suite, key: str) -> Function | None:
    """The function with this key, ``None`` for a module's own code."""
    path, _, qualname = key.partition("::")
    return suite.modules[path].functions.get(qualname)


def _misplaced(origin: Origin) -> str:
    return {
        "default": "its path is a default argument, where no fixture can be used",
        "decorator": "its path is written in a decorator, where no fixture can be used",
    }.get(origin.place, "its path is made when the module is imported, before any fixture exists")


def _owner_is_testcase(suite: Suite, function: Function) -> bool:
    if function.owner is None:
        return False
    home = suite.modules[function.module]
    bases_of = home.classes[function.owner]
    if is_testcase(bases_of, suite.modules, suite.config):
        return True
    return any(
        is_testcase(test.cls, suite.modules, suite.config)
        for test in suite.tests
        if test.function is function and test.cls
    )


def _arguments(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> list[ast.arg]:
    spread = [item for item in (node.args.vararg, node.args.kwarg) if item]
    return [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs, *spread]


def _is_bound_inside(node: ast.AST, name: str) -> bool:
    for inner in ast.walk(node):
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
    for statement in function.node.body:
        for inner in ast.walk(statement):
            if isinstance(inner, ast.Name) and inner.id == name:
                start, end = source.span(inner)
                if not any(first <= start and end <= last for first, last in replaced):
                    return True
    return False


def _parametrised_names(node: ast.FunctionDef | ast.AsyncFunctionDef) -> set[str]:
    names: set[str] = set()
    for decorator in node.decorator_list:
        if isinstance(decorator, ast.Call) and decorator.args:
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
        for inner in ast.walk(decorator.node)
        if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef) and inner is not decorator.node
    ]
    return bool(wrappers) and all(
        wrapper.args.kwarg and any("wraps" in ast.unparse(d) for d in wrapper.decorator_list)
        for wrapper in wrappers[-1:]
    )


def _caller(suite: Suite, function: Function) -> str | None:
    """A file in which a test function is used by name, so that its signature is a contract."""
    for path, module in suite.modules.items():
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
    for node in ast.walk(source.tree):
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


def _names_in(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name):
            yield inner.id
        elif isinstance(inner, ast.arg):
            yield inner.arg
        elif isinstance(inner, ast.alias):
            yield inner.asname or inner.name
