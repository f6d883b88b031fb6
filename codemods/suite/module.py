"""From the tree of one file to its functions, classes, constants and imports."""

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from codemods.suite.config import SuiteConfig
from codemods.suite.model import (
    XUNIT_NAMES,
    Class,
    FixtureInfo,
    Function,
    FunctionKind,
    FunctionNode,
    Import,
    Module,
    ModuleKind,
)
from codemods.suite.source import Source

_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_BINDS_NOTHING = ast.Constant | ast.Lambda | ast.Pass
_GLOBAL = re.compile(rb"(?m)^[ \t]*global[ \t]+([^\n#]+)")
_NAME = re.compile(rb"[\w\x80-\xff]+")
_FIXTURE_MAKERS = {
    "pytest.fixture",
    "pytest.yield_fixture",
    "pytest_asyncio.fixture",
    "_pytest.fixtures.fixture",
}


def read_module(source: Source, kind: ModuleKind, config: SuiteConfig) -> Module:
    """Index one file."""
    imports, stars = _imports(source)
    shared = _shared_names(source.raw)
    functions: dict[str, Function] = {}
    classes: dict[str, Class] = {}

    def visit(body: list[ast.stmt], owner: Class | None) -> None:
        prefix = f"{owner.qualname}." if owner else ""
        for node in unconditional(body):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                function = _function(source.path, node, owner, kind, config, imports)
                functions[prefix + node.name] = function
            elif isinstance(node, ast.ClassDef):
                cls = Class(
                    source.path,
                    prefix + node.name,
                    node,
                    _constants(node.body, shared),
                    _is_testcase(node, imports),
                )
                classes[cls.qualname] = cls
                visit(node.body, cls)

    visit(source.tree.body, None)
    return Module(
        source,
        kind,
        functions,
        classes,
        _constants(source.tree.body, shared),
        imports,
        stars,
        frozenset((*_bindings(source.tree.body), *shared)),
        config.own,
    )


def dotted_name(node: ast.expr, imports: Mapping[str, Import]) -> str | None:
    """The dotted name behind ``a.b.c`` once imports are looked through, else ``None``."""
    if isinstance(node, ast.Name):
        found = imports.get(node.id)
        return found.dotted if found else node.id
    if isinstance(node, ast.Attribute):
        base = dotted_name(node.value, imports)
        return f"{base}.{node.attr}" if base else None
    return None


def unconditional(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements of a body, and those that a condition, a loop or the like may run in it."""
    for node in body:
        yield node
        if isinstance(node, ast.If | ast.Try | ast.With | ast.AsyncWith | ast.For | ast.While):
            handlers = [handler.body for handler in getattr(node, "handlers", [])]
            bodies = [getattr(node, name, []) for name in ("body", "orelse", "finalbody")]
            for inner in (*bodies, *handlers):
                yield from unconditional(inner)


def _imports(source: Source) -> tuple[dict[str, Import], tuple[str, ...]]:
    found: dict[str, Import] = {}
    stars: list[str] = []
    for node in unconditional(source.tree.body):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names, starred = import_names(node, source.path)
            found.update(names)
            stars += starred
        elif isinstance(node, ast.Assign):
            found.update(_imports_or_skips(node, found))
    return found, tuple(stars)


def _imports_or_skips(node: ast.Assign, known: Mapping[str, Import]) -> dict[str, Import]:
    """What ``name = pytest.importorskip("module")`` binds."""
    call, target = node.value, node.targets[0]
    if not (isinstance(call, ast.Call) and call.args and isinstance(target, ast.Name)):
        return {}
    module = call.args[0]
    if dotted_name(call.func, known) != "pytest.importorskip":
        return {}
    if not (isinstance(module, ast.Constant) and isinstance(module.value, str)):
        return {}
    return {target.id: Import(module.value)}


def import_names(
    node: ast.Import | ast.ImportFrom, path: str
) -> tuple[dict[str, Import], tuple[str, ...]]:
    """The names that an import statement binds, and the modules that it star-imports."""
    if isinstance(node, ast.Import):
        return {
            alias.asname or alias.name.partition(".")[0]: Import(
                alias.name if alias.asname else alias.name.partition(".")[0]
            )
            for alias in node.names
        }, ()
    base = node.module or ""
    if node.level:
        folders = path.split("/")[: -node.level]
        base = "." + "/".join([*folders, *base.split(".")] if base else folders)
    names = {
        alias.asname or alias.name: Import(base, alias.name)
        for alias in node.names
        if alias.name != "*"
    }
    return names, (base,) if any(alias.name == "*" for alias in node.names) else ()


def _function(
    path: str,
    node: FunctionNode,
    owner: Class | None,
    module_kind: ModuleKind,
    config: SuiteConfig,
    imports: Mapping[str, Import],
) -> Function:
    fixture = fixture_info(node, imports)
    collected = module_kind == "test" and (
        owner is None or owner.is_testcase or config.is_test_class(owner.node.name)
    )
    kind: FunctionKind = "helper"
    if fixture:
        kind = "fixture"
    elif node.name in XUNIT_NAMES:
        kind = "xunit"
    elif collected and config.is_test_function(node.name):
        kind = "test"
    qualname = f"{owner.qualname}.{node.name}" if owner else node.name
    return Function(
        path,
        qualname,
        node,
        kind,
        owner.qualname if owner else None,
        bool(owner and owner.is_testcase),
        fixture,
    )


def fixture_info(node: FunctionNode, imports: Mapping[str, Import]) -> FixtureInfo | None:
    """What pytest would make of the function as a fixture, ``None`` if it is none."""
    for decorator in node.decorator_list:
        call = decorator if isinstance(decorator, ast.Call) else None
        if dotted_name(call.func if call else decorator, imports) not in _FIXTURE_MAKERS:
            continue
        options = {k.arg: k.value for k in call.keywords} if call else {}
        if call and call.args:
            options.setdefault("scope", call.args[0])
        scope = options.get("scope")
        name = options.get("name")
        autouse = options.get("autouse")
        return FixtureInfo(
            name=str(name.value) if isinstance(name, ast.Constant) else node.name,
            scope="function"
            if scope is None
            else (str(scope.value) if isinstance(scope, ast.Constant) else None),
            autouse=isinstance(autouse, ast.Constant) and bool(autouse.value),
            parametrised="params" in options,
        )
    return None


def _is_testcase(node: ast.ClassDef, imports: Mapping[str, Import]) -> bool:
    return any((dotted_name(base, imports) or "").endswith("TestCase") for base in node.bases)


def _constants(body: list[ast.stmt], shared: Sequence[str]) -> dict[str, ast.expr]:
    times = Counter((*_bindings(body), *shared))
    found = _alternatives(body, times)
    for node in body:
        if isinstance(node, ast.Assign):
            targets, value = node.targets, node.value
        elif isinstance(node, ast.AnnAssign) and node.value:
            targets, value = [node.target], node.value
        else:
            continue
        for target in targets:
            if isinstance(target, ast.Name) and times[target.id] == 1:
                found[target.id] = value
            elif isinstance(target, ast.Tuple | ast.List) and isinstance(
                value, ast.Tuple | ast.List
            ):
                for name, part in zip(target.elts, value.elts, strict=False):
                    if isinstance(name, ast.Name) and times[name.id] == 1:
                        found[name.id] = part
    return found


def _alternatives(body: list[ast.stmt], times: Counter[str]) -> dict[str, ast.expr]:
    """Constants that a condition gives one value or another: each as a conditional expression."""
    values: dict[str, list[ast.expr]] = {}
    for node in unconditional(body):
        if isinstance(node, ast.Assign) and node not in body:
            for target in node.targets:
                if isinstance(target, ast.Name):
                    values.setdefault(target.id, []).append(node.value)
    found: dict[str, ast.expr] = {}
    for name, choices in values.items():
        if len(choices) == times[name]:
            whole = choices[0]
            for choice in choices[1:]:
                joined = ast.IfExp(ast.Constant(True), whole, choice)
                whole = ast.copy_location(joined, choice)
            found[name] = whole
    return found


def _shared_names(raw: bytes) -> list[str]:
    """The names in ``global`` statements, as the bytes show them: once for each place."""
    found = _GLOBAL.findall(raw) if b"global" in raw else ()
    return [name.decode("utf-8", "replace") for names in found for name in _NAME.findall(names)]


def _bindings(body: list[ast.stmt]) -> Iterator[str]:
    """Every name bound in the scope of ``body``, once for each place."""
    pending: list[ast.AST] = list(body)
    while pending:
        node = pending.pop()
        if isinstance(node, _DEFINITIONS):
            yield node.name
        elif isinstance(node, ast.Name):
            if not isinstance(node.ctx, ast.Load):
                yield node.id
        elif isinstance(node, ast.alias):
            yield node.asname or node.name.partition(".")[0]
        elif isinstance(node, ast.Assign):
            pending += [*node.targets, *_may_bind(node.value)]
        elif isinstance(node, ast.Expr):
            pending += _may_bind(node.value)
        elif not isinstance(node, _BINDS_NOTHING):
            pending += ast.iter_child_nodes(node)


def _may_bind(node: ast.expr) -> list[ast.expr]:
    """An expression that is worth looking at: most are a constant, or a name that is read."""
    return [] if isinstance(node, _BINDS_NOTHING | ast.Name) else [node]
