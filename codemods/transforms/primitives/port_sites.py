"""Where tests begin to listen on a number, and by what name the listening object is known."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from codemods.suite.model import Function, FunctionNode, Module, Suite
from codemods.suite.names import resolve
from codemods.suite.nodes import nodes_of, nodes_showing
from codemods.suite.signatures import positional
from codemods.transforms.primitives.hosts import taken_names
from codemods.transforms.primitives.listeners import Listener
from codemods.transforms.primitives.listening import called_in, listening, listening_modules
from codemods.transforms.primitives.nesting import nesting, own_nodes
from codemods.transforms.primitives.port_numbers import Number, number_of

_NAMELESS = "a lambda calls it, and nobody keeps what listens: make it in a function"
_SERVER = "server"
_MANAGERS = ("contextmanager", "asynccontextmanager")


@dataclass(frozen=True, eq=False, slots=True)
class Site:
    """One call that listens on a number, itself or by a helper that it gives the number to.

    Attributes:
        scope: the innermost function that holds the call.
        statement: that holds the call.
        port: the expression of the port in the call, ``None`` where the helper has a default.
        host: the expression of the host, where there is one.
        number: what the port is.
        holder: how the scope calls the object that listens, ``None`` where it has no name.
        helper: the helper that listens in its stead.
        inner: the call in that helper.
        unnamed: whether ``holder`` has to be written behind the call first.
    """

    module: Module
    function: Function
    scope: FunctionNode
    statement: ast.stmt
    call: ast.Call
    listener: Listener
    port: ast.expr | None
    host: ast.expr | None
    number: Number
    holder: str | None
    helper: Function | None = None
    inner: "Site | None" = None
    unnamed: bool = False

    @property
    def line(self) -> int:
        return self.call.lineno


@lru_cache(maxsize=8)
def sites_of(suite: Suite) -> tuple[Site, ...]:
    """Every call of the suite, and of the code that it imports, that listens on a number."""
    direct = [site for module in listening_modules(suite) for site in _direct(suite, module)]
    given = [site for site in direct if _parameter(site) is not None]
    found = [site for site in direct if _parameter(site) is None]
    for site in given:
        found += _through(suite, site)
    return tuple(found)


def _direct(suite: Suite, module: Module) -> Iterator[Site]:
    for node in nodes_showing(module.source, called_in(suite, module)):
        found = listening(suite, module, node) if isinstance(node, ast.Call) else None
        if found is None or not isinstance(node, ast.Call) or _is_expected_to_fail(module, node):
            continue
        tree = nesting(module)
        function, scope = tree.function(node), tree.scope(node)
        if function is None or isinstance(scope, ast.ClassDef) or scope is None:
            continue
        if isinstance(scope, ast.Lambda):
            found = replace(
                found,
                listener=replace(
                    found.listener, read="", advice=found.listener.advice or _NAMELESS
                ),
            )
            scope = function.node
        number = number_of(suite, module, found.port)
        if number is not None and isinstance(number.value, ast.Tuple):
            inner = number_of(suite, suite.modules[number.module], number.value.elts[-1])
            number = inner and Number(inner.value, "pair", inner.module)
        if number is None:
            number = _parameter_number(module, scope, found.port)
        if number is None:
            continue
        receiver = ast.unparse(node.func.value) if isinstance(node.func, ast.Attribute) else ""
        holder = receiver if found.listener.name == ".bind" else name_given(module, node)
        unnamed = holder is None and _may_have_name(suite, module, function, node)
        yield Site(
            module,
            function,
            scope,
            tree.statement(node),
            node,
            found.listener,
            found.port,
            found.host,
            number,
            _SERVER if unnamed else holder,
            unnamed=unnamed,
        )


def _may_have_name(suite: Suite, module: Module, function: Function, call: ast.Call) -> bool:
    """Whether a call in the head of a ``with`` statement can be followed by a name."""
    item = nesting(module).parent(call)
    named = isinstance(item, ast.withitem) and item.optional_vars is None
    return named and _SERVER not in taken_names(suite, function)


def _parameter_number(module: Module, scope: FunctionNode, node: ast.expr) -> Number | None:
    """A parameter without a default value."""
    arguments = scope.args
    names = [one.arg for one in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
    if isinstance(node, ast.Name) and node.id in names:
        return Number(node, "default", module.path)
    return None


def _parameter(site: Site) -> str | None:
    """The parameter of its function that a site listens on."""
    named = isinstance(site.port, ast.Name) and site.number.kind == "default"
    return site.port.id if named and isinstance(site.port, ast.Name) else None


def name_given(module: Module, call: ast.Call) -> str | None:
    """The name under which what a call makes is known afterwards."""
    node: ast.AST = call
    for above in nesting(module).above(call):
        if isinstance(above, ast.Await):
            node = above
        elif isinstance(above, ast.Call):
            if not ast.unparse(above.func).endswith("closing") or above.args != [node]:
                return None
            node = above
        elif isinstance(above, ast.withitem):
            target = above.optional_vars
            return ast.unparse(target) if isinstance(target, ast.Name) else None
        elif isinstance(above, ast.Assign):
            target = above.targets[0]
            one = len(above.targets) == 1 and above.value is node
            return _name_of(target) if one else None
        elif isinstance(above, ast.AnnAssign):
            return _name_of(above.target) if above.value is node else None
        else:
            return None
    return None


def _name_of(target: ast.expr) -> str | None:
    if isinstance(target, ast.Name):
        return target.id
    if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name):
        return ast.unparse(target) if target.value.id in ("self", "cls") else None
    return None


def _is_expected_to_fail(module: Module, call: ast.Call) -> bool:
    """Whether a call stands where an exception is waited for, or under a patch."""
    return any(
        isinstance(above, ast.With | ast.AsyncWith)
        and any(
            "raises" in ast.unparse(item.context_expr).lower()
            or "patch" in ast.unparse(item.context_expr)
            for item in above.items
        )
        for above in nesting(module).above(call)
    )


def given_by(function: Function) -> list[ast.expr | None]:
    """What a function returns or yields, in its own body."""
    return [
        node.value
        for node in own_nodes(function.node)
        if isinstance(node, ast.Return | ast.Yield)
        and not (isinstance(node, ast.Return) and node.value is None)
    ]


def calls_of(suite: Suite, function: Function) -> Iterator[tuple[Module, ast.Call]]:
    """The calls of a plain function, by name, from anywhere in the suite."""
    for module in suite.mentioning(function.name):
        for node in nodes_of(module.source.tree):
            if isinstance(node, ast.Call) and is_function(suite, module, node.func, function):
                yield module, node


def is_function(suite: Suite, module: Module, node: ast.expr, function: Function) -> bool:
    """Whether an expression is a function of the suite."""
    if isinstance(node, ast.Name):
        hit = resolve(suite, module, node.id)
    elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        base = resolve(suite, module, node.value.id)
        hit = (base[0], node.attr) if base and not base[1] else None
    else:
        return False
    return hit is not None and f"{hit[0].path}::{hit[1]}" == function.key


def _through(suite: Suite, site: Site) -> Iterator[Site]:
    """The calls of a helper that listens on a number that it is given."""
    function, name = site.function, _parameter(site)
    if function.owner or site.scope is not function.node or function.kind != "helper":
        return
    assert name
    names = positional(function.node)
    for module, call in calls_of(suite, function):
        tree = nesting(module)
        caller, scope = tree.function(call), tree.scope(call)
        if caller is None or not isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        given: ast.expr | None = {k.arg: k.value for k in call.keywords}.get(name)
        if given is None and name in names and len(call.args) > names.index(name):
            given = call.args[names.index(name)]
        number = number_of(suite, module, given) if given else site.number
        if number is None or (given is None and number.port is None):
            continue
        gives = gives_holder(site)
        yield replace(
            site,
            module=module,
            function=caller,
            scope=scope,
            statement=tree.statement(call),
            call=call,
            listener=site.listener
            if gives
            else replace(
                site.listener,
                read="",
                advice=site.listener.advice
                or f"{function.name} does not return what listens, so that nobody can ask it for "
                "its port",
            ),
            port=given,
            number=number,
            holder=name_given(module, call) if gives else None,
            helper=function,
            inner=site,
        )


def gives_holder(site: Site) -> bool:
    """Whether the function of a site gives away what listens, and nothing else."""
    given = given_by(site.function)
    decorators = [ast.unparse(node) for node in site.function.node.decorator_list]
    managed = [name.rpartition(".")[2] in _MANAGERS for name in decorators]
    yielding = any(isinstance(node, ast.Yield) for node in own_nodes(site.function.node))
    fitting = not decorators if not yielding else managed == [True]
    if site.function.fixture:
        fitting = True
    return (
        fitting
        and site.holder is not None
        and len(given) == 1
        and given[0] is not None
        and ast.unparse(given[0]) == site.holder
    )
