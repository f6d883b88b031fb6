"""Functions that do not listen themselves: how they ask what listens for its port."""

import ast
from collections.abc import Iterator, Sequence

from codemods.edits.model import Edit
from codemods.suite.model import SCOPES, Class, Function, Module, Suite
from codemods.suite.names import class_chain, visible_fixtures
from codemods.suite.nodes import nodes_of
from codemods.suite.signatures import is_annotated, is_static, positional
from codemods.transforms.primitives.hosts import why_not_extended
from codemods.transforms.primitives.imports import same_import
from codemods.transforms.primitives.layout import parameter_edits
from codemods.transforms.primitives.nesting import nesting, own_nodes
from codemods.transforms.primitives.port_names import attribute_name
from codemods.transforms.primitives.port_rooms import Room
from codemods.transforms.primitives.port_scenes import (
    Scene,
    bindings,
    is_straight,
    ready_from,
)
from codemods.transforms.primitives.port_sites import (
    Site,
    calls_of,
    gives_holder,
    name_given,
    sites_of,
)
from codemods.transforms.primitives.port_uses import Use
from codemods.transforms.primitives.port_writing import write
from codemods.transforms.primitives.replacing import RefusedRewrite, replacing

_TEARS_DOWN = ("teardown", "tearDown", "asyncTearDown")


def has_self(site: Site) -> bool:
    """Whether the listening function is a method that keeps something for its class."""
    function = site.function
    if not function.owner or is_static(function.node) or not positional(function.node):
        return False
    if function.fixture:
        return bool(site.holder and site.holder.startswith("self."))
    return True


def _chain(suite: Suite, cls: Class) -> tuple[Class, ...]:
    return class_chain(cls, suite.modules, suite.config)


def by_class(room: Room, site: Site, function: Function, uses: Sequence[Use]) -> list[Edit]:
    """Methods of the same class ask the attribute."""
    suite, home = room.suite, site.function
    assert home.owner
    where = f"{uses[0].where} uses the number"
    if not function.owner or is_static(function.node) or not positional(function.node):
        raise RefusedRewrite(f"{where} outside of the class that listens on it")
    own = suite.modules[home.module].classes[home.owner]
    cls = suite.modules[function.module].classes[function.owner]
    if own not in _chain(suite, cls):
        raise RefusedRewrite(f"{where} outside of the class that listens on it")
    early = function.kind == "xunit" and not _is_teardown(function)
    if home.kind not in ("xunit", "fixture") or early:
        raise RefusedRewrite(f"{where}, and it is not sure that something listens by then")
    if site.number.kind in ("attribute", "set"):
        rest = [use for use in uses if use.spelling not in ("name", "template")]
        for use in uses:
            named = [n for n in nodes_of(use.node) if isinstance(n, ast.Attribute)]
            receivers = {ast.unparse(n.value) for n in named}
            text = use.module.source.segment(use.node)
            if use.spelling == "template" and str(room.number) in text:
                rest.append(use)
            elif use.spelling in ("name", "template") and not receivers & {"self", "cls"}:
                raise RefusedRewrite(f"{where} by way of the class")
        assert isinstance(site.port, ast.Attribute)
        name: str | None = site.port.attr
    else:
        rest, name = list(uses), attribute_name(room.suite, site)
    receiver = positional(function.node)[0]
    if name is None:
        assert site.holder
        name = f"{site.holder.partition('.')[2]}{site.listener.read}"
    module = suite.modules[function.module]
    scene = Scene(suite, module, function, function.node, f"{receiver}.{name}")
    return write(scene, rest, room.number)


def by_call(room: Room, site: Site, function: Function, uses: Sequence[Use]) -> list[Edit]:
    """Functions that call the helper ask what it returns."""
    module = room.suite.modules[function.module]
    calls = [
        call
        for home, call in calls_of(room.suite, site.function)
        if home is module and nesting(module).function(call) is function
    ]
    holder = name_given(module, calls[0]) if len(calls) == 1 else None
    if holder is None:
        raise RefusedRewrite(
            f"{uses[0].where} uses the number, and keeps nothing of {site.function.qualname}()"
        )
    scope, statement = nesting(module).scope(calls[0]), nesting(module).statement(calls[0])
    if not isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef) or not is_straight(
        module, scope, statement
    ):
        raise RefusedRewrite(f"{module.path}:{calls[0].lineno} listens in a branch or a loop")
    port = f"{holder}{site.listener.read}"
    return write(Scene(room.suite, module, function, scope, port, statement), uses, room.number)


def by_fixture(room: Room, site: Site, function: Function, uses: Sequence[Use]) -> list[Edit]:
    """Tests and fixtures ask the fixture that listens."""
    suite, home = room.suite, site.function
    assert home.fixture
    module = suite.modules[function.module]
    where = f"{uses[0].where} uses the number"
    if function.kind not in ("test", "fixture") or function.in_testcase:
        raise RefusedRewrite(f"{where}, and {function.qualname} cannot take a fixture")
    classes = [module.classes[function.owner]] if function.owner else []
    chain = [base for cls in classes for base in _chain(suite, cls)]
    seen = [
        one for name, one in visible_fixtures(suite, module, chain) if name == home.fixture.name
    ]
    if not seen or seen[0] is not home:
        raise RefusedRewrite(f"{where}, and does not see the fixture {home.fixture.name}")
    if function.fixture:
        scopes = [function.fixture.scope, home.fixture.scope]
        if function in _needed_by(suite, home):
            raise RefusedRewrite(f"{where}, and the fixture {home.fixture.name} needs it itself")
        if None in scopes or SCOPES.index(scopes[0] or "") > SCOPES.index(scopes[1] or ""):
            raise RefusedRewrite(f"{where} in a fixture that outlives {home.fixture.name}")
    name = home.fixture.name
    port = name if _gives_number(room, site) else f"{name}{site.listener.read}"
    if (
        not _gives_number(room, site)
        and not gives_holder(site)
        and not _gives_nothing(room.suite, site)
    ):
        raise RefusedRewrite(
            f"{where}, and the fixture {name} gives something else: let it give the port too"
        )
    if bindings(function.node, name):
        raise RefusedRewrite(f"{where}, and calls something else {name}")
    names = {*positional(function.node), *(one.arg for one in function.node.args.kwonlyargs)}
    edits: list[Edit] = []
    if name not in names:
        edits += _parameter(room, site, function, name)
    scene = Scene(suite, module, function, function.node, port)
    return [*edits, *write(scene, uses, room.number)]


def _needed_by(suite: Suite, fixture: Function) -> list[Function]:
    """The fixtures that one requests, itself or through others, under every such name."""
    found, pending = [fixture], [fixture]
    while pending:
        names = positional(pending.pop().node)
        for module in suite.mentioning(*names) if names else ():
            for other in module.functions.values():
                if other.fixture and other.fixture.name in names and other not in found:
                    found.append(other)
                    pending.append(other)
    return found


def _parameter(room: Room, site: Site, function: Function, name: str) -> list[Edit]:
    suite = room.suite
    module = suite.modules[function.module]
    if reason := why_not_extended(suite, function, name, [], own=True):
        raise RefusedRewrite(reason)
    typed, edits = None, list(_unmarked(module, function, name))
    if is_annotated(function.node):
        typed, more = _type_of(room, site, module)
        edits += more
    found = parameter_edits(suite, function, name, typed)
    if found is None:
        raise RefusedRewrite(f"no place was found for a parameter of {function.qualname}")
    return [*edits, *found]


def _unmarked(module: Module, function: Function, name: str) -> Iterator[Edit]:
    """The mark goes by which a function asked for the fixture that it takes now."""
    source = module.source
    for node in function.node.decorator_list:
        if not isinstance(node, ast.Call) or not ast.unparse(node.func).endswith("usefixtures"):
            continue
        given = [one.value for one in node.args if isinstance(one, ast.Constant)]
        if given == [name] and not node.keywords:
            first, last = node.lineno, node.end_lineno or node.lineno
            start, end = source.line_start(first), source.line_start(last + 1)
            if not source.text(source.span(node)[1], end).strip():
                yield replacing(source, start, end, "")


def _type_of(room: Room, site: Site, module: Module) -> tuple[str, list[Edit]]:
    """The annotation of what the fixture gives, with the import that it needs."""
    if _gives_number(room, site):
        return "int", []
    typed = site.listener.typed or site.module.source.segment(site.call.func)
    root = typed.partition(".")[0]
    here, there = module.imports.get(root), site.module.imports.get(root)
    if module is site.module and (here or root in module.classes):
        return typed, []
    if here and there and here.dotted == there.dotted:
        return typed, []
    if there and not there.module.startswith(".") and root not in module.bound:
        return typed, same_import(module, there, root)
    raise RefusedRewrite(f"{module.path} has annotations, and does not know {typed}")


def _given(site: Site) -> ast.expr | None:
    found = [
        node.value
        for node in own_nodes(site.function.node)
        if isinstance(node, ast.Return | ast.Yield)
    ]
    return found[0] if len(found) == 1 else None


def _gives_number(room: Room, site: Site) -> bool:
    """Whether a fixture gives the port itself."""
    given = _given(site)
    if any(use.node is given for use in room.own.get(site.function.key, ())):
        return given is not None and not isinstance(given, ast.JoinedStr)
    return (
        site.number.kind == "local"
        and isinstance(given, ast.Name)
        and isinstance(site.port, ast.Name)
        and given.id == site.port.id
    )


def _gives_nothing(suite: Suite, site: Site) -> bool:
    """Whether a fixture has one bare ``yield``, behind the only call that listens."""
    bare = [n for n in own_nodes(site.function.node) if isinstance(n, ast.Yield)]
    same = [one for one in sites_of(suite) if one.function is site.function]
    return (
        len(bare) == len(same) == 1
        and bare[0].value is None
        and site.scope is site.function.node
        and bare[0].lineno > ready_from(site.statement)
    )


def yielded(room: Room) -> list[Edit]:
    """A fixture that gave nothing gives what listens, where somebody asks for it."""
    site = room.sites[0]
    others = [key for key in room.own if key not in room.keys]
    if not others or site.helper or not site.function.fixture or has_self(site):
        return []
    if not _gives_nothing(room.suite, site):
        return []
    node = next(n for n in own_nodes(site.function.node) if isinstance(n, ast.Yield))
    source = site.module.source
    for module in room.suite.mentioning(site.function.fixture.name):
        for function in module.functions.values():
            for argument in function.node.args.args:
                typed = argument.annotation and ast.unparse(argument.annotation)
                if argument.arg == site.function.fixture.name and typed == "None":
                    raise RefusedRewrite(f"{function.qualname} is annotated to get nothing")
    returns = site.function.node.returns
    edits: list[Edit] = []
    if returns is not None:
        if not isinstance(returns, ast.Subscript) or site.listener.typed:
            raise RefusedRewrite(f"{site.function.qualname} is annotated to give nothing")
        part = returns.slice.elts[0] if isinstance(returns.slice, ast.Tuple) else returns.slice
        if ast.unparse(part) != "None":
            raise RefusedRewrite(f"{site.function.qualname} is annotated to give nothing")
        typed = source.segment(site.call.func)
        edits.append(replacing(source, *source.span(part), typed))
    start, end = source.span(node)
    return [*edits, replacing(source, start, end, f"yield {site.holder}")]


def _is_teardown(function: Function) -> bool:
    """Whether a set-up method runs after the tests."""
    return function.kind == "xunit" and function.name.startswith(_TEARS_DOWN)
