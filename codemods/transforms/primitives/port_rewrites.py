"""From the calls that listen on one number to edits: port 0, read back by all who need it."""

import ast
from collections.abc import Sequence
from dataclasses import replace

from codemods.edits.model import Edit
from codemods.suite.model import Module
from codemods.suite.names import class_chain
from codemods.suite.nodes import nodes_of
from codemods.suite.signatures import positional
from codemods.transforms.primitives.nesting import nesting
from codemods.transforms.primitives.port_askers import (
    by_call,
    by_class,
    by_fixture,
    has_self,
    yielded,
)
from codemods.transforms.primitives.port_names import attribute_name
from codemods.transforms.primitives.port_rooms import Room
from codemods.transforms.primitives.port_scenes import (
    Scene,
    bindings,
    check_order,
    is_straight,
    tell,
)
from codemods.transforms.primitives.port_sites import (
    Site,
    gives_holder,
)
from codemods.transforms.primitives.port_uses import Use
from codemods.transforms.primitives.port_writing import write, zero
from codemods.transforms.primitives.replacing import RefusedRewrite, replacing

_LIFE = frozenset(
    (
        *("accept", "bind", "close", "daemon_threads", "handle_request", "listen", "server_close"),
        *("serve_forever", "set_app", "setblocking", "setsockopt", "settimeout", "shutdown"),
        *("start_serving", "timeout", "wait_closed"),
    )
)
_LOCAL_ADDRESSES = ("127.", "::", "0.0.0.0")


def edits_of(room: Room) -> list[Edit]:
    """All edits of a room.

    Raises:
        RefusedRewrite: one of its uses cannot be told the port.
    """
    edits: list[Edit] = []
    for site in room.sites:
        _check_site(room, site)
        edits += _site_edits(room, site)
    if not _is_asked(room):
        raise RefusedRewrite(
            "nobody is seen to connect to it: who does knows the number from elsewhere"
        )
    site = room.sites[0]
    for key, uses in room.own.items():
        function = uses[0].function
        assert function
        if key in room.keys:
            continue
        if site.helper is None and site.function.fixture and not has_self(site):
            edits += by_fixture(room, site, function, uses)
        elif site.function.owner:
            edits += by_class(room, site, function, uses)
        elif site.helper is None and site.function.kind == "helper" and gives_holder(site):
            edits += by_call(room, site, function, uses)
        else:
            raise RefusedRewrite(
                f"{uses[0].where} uses the number, and cannot ask {site.function.qualname} for it"
            )
    edits += yielded(room)
    return list(dict.fromkeys(edits))


def _is_asked(room: Room) -> bool:
    """Whether somebody names the number besides what listens, or asks that for its address."""
    ends = {id(site.number.value) for site in room.sites}
    if any(id(use.node) not in ends for uses in room.own.values() for use in uses):
        return True
    for site in room.sites:
        tree = nesting(site.module)
        everywhere = site.holder is not None and "." in site.holder
        for node in nodes_of(site.module.source.tree if everywhere else site.function.node):
            named = isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load)
            if not named or node is site.port:
                continue
            text = ast.unparse(node)
            parent = tree.parent(node)
            lives = isinstance(parent, ast.Attribute) and parent.attr in _LIFE
            local = site.port if site.number.kind == "local" else None
            same = isinstance(local, ast.Name) and text == local.id
            if same or (text == site.holder and not lives):
                return True
    return False


def _check_site(room: Room, site: Site) -> None:
    listener = site.listener
    if not listener.read:
        raise RefusedRewrite(listener.advice)
    if site.holder is None:
        raise RefusedRewrite(
            f"{site.module.path}:{site.line} keeps no name for what listens, so that nobody can "
            "ask it for its port"
        )
    if site.number.kind == "pair":
        raise RefusedRewrite(
            f"{site.module.path}:{site.line} takes its host and port as one thing: decide who else "
            "has to see the new port"
        )
    if listener.many and not _is_address(site.host):
        raise RefusedRewrite(
            "its host may be several addresses, each of which would get a port of its own: name "
            "one address"
        )
    if any(keyword.arg == "bind_and_activate" for keyword in site.call.keywords):
        raise RefusedRewrite("it binds its socket later than it is made")
    if not is_straight(site.module, site.scope, site.statement):
        raise RefusedRewrite(f"{site.module.path}:{site.line} listens in a branch or a loop")
    if bindings(site.scope, site.holder) > 1:
        raise RefusedRewrite(f"{site.holder} is several things in {site.function.qualname}")
    same = [other for other in room.sites if other.scope is site.scope]
    if len(same) > 1:
        raise RefusedRewrite(f"{site.function.qualname} listens on it {len(same)} times")


def _is_address(node: ast.expr | None) -> bool:
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.startswith(_LOCAL_ADDRESSES)
        and node.value != "::"
    )


def _site_edits(room: Room, site: Site) -> list[Edit]:
    """The call listens on port 0, and its own scope reads back what it got."""
    source = site.module.source
    port = f"{site.holder}{site.listener.read}"
    scene = Scene(room.suite, site.module, site.function, site.scope, port, site.statement)
    uses = [use for use in room.own.get(site.function.key, ()) if use.node is not site.port]
    if site.inner is not None:
        _check_helper(site)
    if site.port is None:
        return [*_default(room, site), *write(scene, uses, room.number)]
    number = site.number
    edits = list(zero(room.suite, source, site.port))
    if site.unnamed:
        end = source.span(site.call)[1]
        edits.append(replacing(source, end, end, f" as {site.holder}"))
    if number.kind == "local":
        return [*edits, *_renewed(room, site, scene, uses)]
    if number.kind in ("attribute", "set"):
        return [*edits, *_attribute(room, site, scene, uses)]
    others = [key for key in room.own if key not in room.keys]
    if others and site.function.owner and has_self(site) and site.helper is None:
        name = attribute_name(room.suite, site)
        receiver = positional(site.function.node)[0]
        if name:
            own = f"{receiver}.{name}"
            scene = replace(scene, name=own)
            return [*edits, tell(scene, f"{own} = {port}"), *write(scene, uses, room.number)]
        if not (site.holder or "").startswith(f"{receiver}."):
            raise RefusedRewrite(f"{site.function.qualname} keeps nothing that tells its port")
    return [*edits, *write(scene, uses, room.number)]


def _check_helper(site: Site) -> None:
    inner = site.inner
    assert inner
    name = inner.port.id if isinstance(inner.port, ast.Name) else ""
    for node in nodes_of(inner.function.node):
        if isinstance(node, ast.Name) and node.id == name and node is not inner.port:
            raise RefusedRewrite(
                f"{inner.function.qualname} uses its {name} for more than to listen on it"
            )


def _default(room: Room, site: Site) -> list[Edit]:
    """The helper's own number, which it listens on where it is given none."""
    module = room.suite.modules[site.number.module]
    if not isinstance(site.number.value, ast.Constant):
        raise RefusedRewrite("the number is a default value that has a name")
    return list(zero(room.suite, module.source, site.number.value))


def _renewed(room: Room, site: Site, scene: Scene, uses: Sequence[Use]) -> list[Edit]:
    """A local variable gets its value where it can first be told."""
    binding, module = site.number.binding, site.module
    assert isinstance(site.port, ast.Name)
    name = site.port.id
    if binding is None or nesting(module).scope(binding) is not site.scope:
        raise RefusedRewrite(f"{name} belongs to another function than what listens on it")
    if binding.lineno > site.statement.lineno or not is_straight(module, site.scope, binding):
        raise RefusedRewrite(f"{module.path}:{binding.lineno} sets {name} in a branch or a loop")
    others = [
        node
        for node in nodes_of(site.scope)
        if isinstance(node, ast.Name)
        and node.id == name
        and isinstance(node.ctx, ast.Load)
        and node is not site.port
    ]
    named = replace(scene, name=name)
    for node in others:
        check_order(named, node)
    edits = _without(module, binding, name)
    rest = [use for use in uses if use.node is not site.number.value]
    if others or rest:
        typed = ""
        if isinstance(binding, ast.AnnAssign):
            typed = f": {module.source.segment(binding.annotation)}"
        edits.append(tell(named, f"{name}{typed} = {scene.port}"))
    return [*edits, *write(named, rest, room.number)]


def _without(module: Module, binding: ast.stmt, name: str) -> list[Edit]:
    """The edits that take a name out of the statement that binds it."""
    source = module.source
    start, end = source.span(binding)
    first, last = source.line_of(start), source.line_of(max(start, end - 1))
    line = source.text(source.line_start(first), source.line_start(last + 1))
    if ";" in line.partition("#")[0]:
        raise RefusedRewrite(f"{module.path}:{binding.lineno} holds several statements")
    target = binding.targets[0] if isinstance(binding, ast.Assign) else None
    if isinstance(target, ast.Tuple) and isinstance(binding, ast.Assign):
        if "#" in source.segment(binding):
            raise RefusedRewrite(f"{module.path}:{binding.lineno} has comments between its values")
        assert isinstance(binding.value, ast.Tuple)
        kept = [
            (source.segment(one), source.segment(value))
            for one, value in zip(target.elts, binding.value.elts, strict=True)
            if not (isinstance(one, ast.Name) and one.id == name)
        ]
        names, values = (", ".join(parts) for parts in zip(*kept, strict=True))
        return [replacing(source, start, end, f"{names} = {values}")]
    parent = nesting(module).parent(binding)
    if len(getattr(parent, "body", [])) < 2:
        raise RefusedRewrite(f"{module.path}:{binding.lineno} stands alone")
    whole = source.line_start(first), source.line_start(last + 1)
    below = source.line(last + 1)
    first_of_all = getattr(parent, "body", [None])[0] is binding
    if first_of_all and not below.strip() and below:  # a blank line must not lead
        whole = whole[0], source.line_start(last + 2)
    return [replacing(source, *whole, "")]


def _attribute(room: Room, site: Site, scene: Scene, uses: Sequence[Use]) -> list[Edit]:
    """An attribute of the class gets its value where it can first be told."""
    binding, module = site.number.binding, site.module
    assert isinstance(site.port, ast.Attribute)
    assert binding is not None
    home = room.suite.modules[site.number.module]
    receiver = ast.unparse(site.port.value)
    if receiver not in ("self", "cls") or site.function.kind not in ("xunit", "fixture"):
        raise RefusedRewrite(
            f"{ast.unparse(site.port)} is nothing that {site.function.qualname} can set"
        )
    if site.number.kind == "set":
        same = nesting(home).function(binding) is site.function and home is module
        if not same or not is_straight(module, site.scope, binding):
            raise RefusedRewrite(f"{home.path}:{binding.lineno} sets the number in another method")
    name = f"{receiver}.{site.port.attr}"
    named = replace(scene, name=name)
    plain: list[Use] = []
    for use in uses:
        if use.binds:
            continue
        check_order(named, use.node)
        by_name = use.spelling == "name" or (
            use.spelling == "template"
            and str(room.number) not in use.module.source.segment(use.node)
        )
        if not by_name:
            plain.append(use)
    own = room.suite.modules[site.function.module].classes[site.function.owner or ""]
    for other in (cls for one in room.suite.around(own.module) for cls in one.classes.values()):
        if (
            other is not own
            and site.port.attr in other.constants
            and own in class_chain(other, room.suite.modules, room.suite.config)
        ):
            raise RefusedRewrite(f"{other.qualname} has a {site.port.attr} of its own")
    edits = [*_without(home, binding, ""), tell(named, f"{name} = {scene.port}")]
    return [*edits, *write(named, plain, room.number)]
