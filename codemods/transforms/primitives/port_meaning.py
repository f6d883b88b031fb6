"""Whether digits mean a port of this machine, and not an order or somebody else's port."""

import ast
import re

from codemods.suite.model import Suite
from codemods.suite.names import resolve
from codemods.suite.signatures import positional
from codemods.transforms.primitives.nesting import nesting
from codemods.transforms.primitives.port_uses import Use, spelled
from codemods.transforms.primitives.replacing import RefusedRewrite

_PORT = re.compile(
    r"(?<![A-Za-z])(?:[Pp]orts?|PORTS?)(?![a-z])|(?<=[a-z])Port(?![a-z])|"
    r"(?:server|http|tcp|udp|listen|bind)port",
)
_LOCAL = r"localhost(?:\.localdomain)?|127(?:\.\d+){3}|0\.0\.0\.0|\[?::1?\]?|%s"
_LOCAL_ONLY = re.compile(rf"(?:{_LOCAL})?", re.IGNORECASE)
_HOST = re.compile(r"host|addr|(?<![a-z])ip(?![a-z])|(?<![a-z])url|local|loopback", re.IGNORECASE)
_BEHIND = r"(?=$|[/?#,;&\s\"'<>)\]|])"
_ASKED = (".server_port", ".server_address[1]", ".getsockname()[1]")
_CONVERTS = ("int", "str")


def check_meaning(suite: Suite, use: Use, number: int) -> None:
    """Raise `RefusedRewrite` where a number may be something else than this port."""
    parent = nesting(use.module).parent(use.node)
    beside: list[ast.expr] = []
    if isinstance(parent, ast.Compare):
        beside = [parent.left, *parent.comparators]
    elif isinstance(parent, ast.Call):
        beside = parent.args
    if any(ast.unparse(one).endswith(_ASKED) for one in beside):
        raise RefusedRewrite(f"{use.where} checks that it gets the port that it asked for")
    reckons = isinstance(parent, ast.BinOp) and not isinstance(parent.op, ast.Mod)
    if use.spelling == "name" and reckons:
        raise RefusedRewrite(f"{use.where} reckons with the port: decide what the result is")
    if use.spelling in ("name", "derived"):
        return
    if use.spelling == "number" or getattr(use.node, "value", None) == str(number):
        meant = _stands_for_port(suite, use, use.node)
    else:
        meant = _is_in_addresses(use, number)
    if not meant:
        raise RefusedRewrite(f"{use.where} has the number, but may not mean the port")


def _is_in_addresses(use: Use, number: int) -> bool:
    """Whether a text has the number only behind hosts of this machine."""
    parts = [use.node] if isinstance(use.node, ast.Constant) else getattr(use.node, "values", [])
    local = re.compile(rf"(?<![\w.-])(?:{_LOCAL}):{number}{_BEHIND}", re.IGNORECASE)
    before: ast.expr | None = None
    for part in parts:
        value = part.value if isinstance(part, ast.Constant) else ""
        if isinstance(value, bytes):
            raise RefusedRewrite(f"{use.where} spells the number in bytes")
        if not isinstance(value, str):
            return False
        known = len(local.findall(value))
        if isinstance(before, ast.FormattedValue) and _HOST.search(ast.unparse(before.value)):
            known += bool(re.match(rf":{number}{_BEHIND}", value))
        if known != len(spelled(number).findall(value)):
            return False
        before = part
    return True


def _stands_for_port(suite: Suite, use: Use, node: ast.expr) -> bool:
    """Whether what is around an expression calls it a port."""
    parent = nesting(use.module).parent(node)
    match parent:
        case ast.Tuple(elts=elements) | ast.List(elts=elements):
            return _follows_host(elements, node)
        case ast.keyword(arg=str(name)):
            return bool(_PORT.search(name))
        case ast.Call(func=func):
            name = ast.unparse(func).rpartition(".")[2]
            if name in _CONVERTS and len(parent.args) == 1:
                return _stands_for_port(suite, use, parent)
            named = _PORT.search(name) or _PORT.search(_parameter(suite, use, parent, node))
            return bool(named) or _follows_host(parent.args, node)
        case ast.Assign() | ast.AnnAssign():
            targets = parent.targets if isinstance(parent, ast.Assign) else [parent.target]
            return all(_PORT.search(ast.unparse(target)) for target in targets)
        case ast.Compare():
            sides = [one for one in (parent.left, *parent.comparators) if one is not node]
            return all(_PORT.search(_last_name(side)) for side in sides)
        case ast.Dict():
            key = parent.keys[parent.values.index(node)] if node in parent.values else None
            return key is not None and bool(_PORT.search(ast.unparse(key)))
        case ast.BinOp(op=ast.Mod(), left=ast.Constant(value=str(text))):
            whole = re.search(rf"(?<![\w.-])(?:{_LOCAL}):%[ds]{_BEHIND}", text, re.IGNORECASE)
            return bool(whole) and parent.right is node
        case ast.Return() | ast.Yield():
            return use.function is not None and bool(_PORT.search(use.function.name))
    return False


def _follows_host(items: list[ast.expr], node: ast.expr) -> bool:
    """Whether the item before says a host of this machine, or that a port follows."""
    index = next(index for index, item in enumerate(items) if item is node)
    before = items[index - 1] if index else None
    if isinstance(before, ast.Constant):
        text = before.value
        local = isinstance(text, str) and _LOCAL_ONLY.fullmatch(text)
        return isinstance(text, str) and bool(local or _PORT.search(text))
    return before is not None and bool(_HOST.search(ast.unparse(before)))


def _parameter(suite: Suite, use: Use, call: ast.Call, node: ast.expr) -> str:
    """What a function of the suite calls an argument; empty where nobody knows."""
    hit = resolve(suite, use.module, call.func.id) if isinstance(call.func, ast.Name) else None
    function = hit[0].functions.get(hit[1]) if hit else None
    made = hit[0].functions.get(f"{hit[1]}.__init__") if hit else None
    names = positional(function.node) if function else []
    names = positional(made.node)[1:] if made else names
    index = next((index for index, item in enumerate(call.args) if item is node), len(names))
    return names[index] if index < len(names) else ""


def _last_name(node: ast.expr) -> str:
    """The end of an expression, which says what it gives."""
    if isinstance(node, ast.Subscript):
        key = node.slice
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            return key.value
    return ast.unparse(node).rpartition(".")[2]
