"""Helpers that say which port is free, and close it before anybody listens there."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import replace

from codemods.edits.model import Edit
from codemods.evidence.model import Place
from codemods.hazards.model import Hazard
from codemods.suite.model import Function, Module, Suite
from codemods.suite.module import dotted_name
from codemods.suite.nodes import nodes_of
from codemods.suite.support import serves_tests
from codemods.touches.model import Trace
from codemods.transforms.api import Known, Proposal
from codemods.transforms.primitives.nesting import imports_in, nesting, own_nodes
from codemods.transforms.primitives.port_hazards import hazard_of, proposal_of, refused, tests_of
from codemods.transforms.primitives.port_rooms import Room, runs_of
from codemods.transforms.primitives.port_sites import (
    calls_of,
    given_by,
    is_function,
    sites_of,
)
from codemods.transforms.primitives.replacing import replacing

FREED = "port of "
_ASKS = b"getsockname"


def find_freed(suite: Suite, traces: Sequence[Trace]) -> list[Hazard]:
    """The helpers from which tests get a port."""
    found = (_freed(module, function, traces) for module, function in _helpers(suite))
    return [hazard for hazard in found if hazard]


def free_ports(suite: Suite) -> frozenset[str]:
    """Keys of such helpers."""
    return frozenset(function.key for _, function in _helpers(suite))


def _helpers(suite: Suite) -> Iterator[tuple[Module, Function]]:
    for module in suite.modules.holding(lambda raw: _ASKS in raw):
        if not serves_tests(suite, module.path):
            continue
        for function in module.functions.values():
            if function.kind in ("helper", "fixture") and _frees_port(module, function):
                yield module, function


def _freed(module: Module, function: Function, traces: Sequence[Trace]) -> Hazard | None:
    tests = tests_of([function.key], traces)
    if not tests:
        return None
    resource = f"{FREED}{function.qualname} in {module.path}"
    place = Place(module.path, function.node.lineno)
    why = (
        f"{function.qualname} ({place}) closes its socket before the port is used: until then any "
        "other worker, or another run, can be given the same port"
    )
    return hazard_of(resource, tests, why, (place,))


def _frees_port(module: Module, function: Function) -> bool:
    """Whether a function lets the kernel choose a port, and closes the socket before it is used."""
    if _ASKS not in module.source.code(function.node):
        return False
    imports = imports_in(module, function)
    binds = asks = closes = False
    for node in own_nodes(function.node):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            match node.func.attr:
                case "bind":
                    pair = node.args[0] if node.args else None
                    zero = isinstance(pair, ast.Tuple) and len(pair.elts) == 2
                    last = pair.elts[1] if zero and isinstance(pair, ast.Tuple) else None
                    binds |= isinstance(last, ast.Constant) and last.value == 0
                case "getsockname":
                    asks = True
                case "close":
                    closes = True
        elif isinstance(node, ast.With):
            closes |= any("socket" in ast.unparse(item.context_expr) for item in node.items)
    makes = any(
        isinstance(node, ast.Call) and dotted_name(node.func, imports) == "socket.socket"
        for node in nodes_of(function.node)
    )
    yielding = any(isinstance(node, ast.Yield) for node in own_nodes(function.node))
    given = [ast.unparse(value) for value in given_by(function) if value is not None]
    whole = bool(given) and not any(text == "sock" or text.startswith("(") for text in given)
    return bool(binds and asks and closes and makes and whole and not yielding)


def propose_freed(hazard: Hazard, suite: Suite, known: Known) -> Proposal:
    """Let what listens choose its port itself, where the helper is called just before."""
    (place,) = hazard.places
    module = suite.modules[place.path]
    function = next(one for one in module.functions.values() if one.node.lineno == place.line)
    advice = "let the server bind port 0 and say which port it got, or try again where it is taken"
    if function.kind == "fixture":
        return refused(hazard, f"the port is a fixture's, which cannot know its server: {advice}")
    if function.owner:
        return refused(hazard, f"the helper is a method: {advice}")
    calls = list(calls_of(suite, function))
    sites = {id(site.number.value): site for site in sites_of(suite) if site.number.kind == "local"}
    if not calls or _passed_on(suite, function, {id(call.func) for _, call in calls}):
        return refused(hazard, f"it is not only called but passed on: {advice}")
    runs = runs_of(known)
    rooms: dict[str, Room] = {}
    for home, call in calls:
        site = sites.get(id(call))
        caller = nesting(home).function(call)
        if site is None or caller is None:
            return refused(
                hazard, f"{home.path}:{call.lineno} gives it to code that binds it later: {advice}"
            )
        if call.args or call.keywords:
            return refused(hazard, f"{home.path}:{call.lineno} gives it arguments: {advice}")
        if site.function.key in rooms:
            return refused(hazard, f"{caller.qualname} asks for several ports: {advice}")
        rooms[site.function.key] = Room(suite, -1, site.function, [site], runs)
    proposal = proposal_of(hazard, list(rooms.values()), known)
    if proposal.refused or any(home is not module for home, _ in calls):
        return proposal
    return replace(proposal, edits=(*proposal.edits, *_gone(suite, module, function)))


def _gone(suite: Suite, module: Module, function: Function) -> Iterator[Edit]:
    """A helper of one module goes with its last call."""
    source, node = module.source, function.node
    users = [suite.modules[path] for path in suite.modules.users(module.path)]
    shared = any(function.name in other.imports or other.stars for other in users)
    named = any(
        isinstance(other, ast.Constant) and other.value == function.name
        for other in nodes_of(source.tree)
    )
    if shared or named or node.decorator_list:
        return
    start, end = source.line_start(node.lineno), source.line_start((node.end_lineno or 0) + 1)
    if not source.line(node.lineno - 1).startswith(b"#"):
        yield replacing(source, start, end, "")


def _passed_on(suite: Suite, function: Function, called: set[int]) -> bool:
    """Whether a function is used by name in other ways than to call it."""
    for module in suite.mentioning(function.name):
        for node in nodes_of(module.source.tree):
            if (
                isinstance(node, ast.Name | ast.Attribute)
                and id(node) not in called
                and is_function(suite, module, node, function)
            ):
                return True
    return False
