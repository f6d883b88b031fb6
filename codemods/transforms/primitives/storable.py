"""Whether the value of a fixture can be written down for another process."""

import ast
from collections.abc import Callable
from typing import Literal, TypeAlias

from codemods.suite.model import Function, Suite
from codemods.suite.module import dotted_name
from codemods.suite.nodes import nodes_of

Kind = Literal["json", "path"]
_Kinds: TypeAlias = Callable[[ast.expr | None], Kind | None]
_TEXTS = frozenset({"str", "repr", "int", "float", "bool", "len", "os.path.join", "os.fspath"})
_TEXTS |= {"os.path.abspath", "os.path.dirname", "os.getcwd", "os.getenv", "os.environ.get"}
_OF_TEXT = frozenset({"strip", "rstrip", "lstrip", "lower", "upper", "replace", "format", "join"})
_TO_TEXT = frozenset({"as_posix", "as_uri", "read_text"})
_OF_PATH = frozenset({"resolve", "absolute", "joinpath", "with_suffix", "with_name"})


def kind_of(suite: Suite, function: Function, node: ast.expr | None, depth: int = 8) -> Kind | None:
    """What a value is: something that JSON gives back as it was, a path, or neither for sure."""
    module = suite.modules[function.module]

    def kind(inner: ast.expr | None) -> Kind | None:
        return kind_of(suite, function, inner, depth - 1)

    if node is None:
        return "json"
    if depth == 0:
        return None
    match node:
        case ast.Constant():
            return "json" if isinstance(node.value, str | int | float | None) else None
        case ast.JoinedStr():
            return "json"
        case ast.List():
            return "json" if all(kind(item) == "json" for item in node.elts) else None
        case ast.Dict():
            texts = all(isinstance(k, ast.Constant) and isinstance(k.value, str) for k in node.keys)
            return "json" if texts and all(kind(value) == "json" for value in node.values) else None
        case ast.Name():
            values = _values(function, node.id) or _constant(suite, function, node.id)
            kinds = {kind(value) for value in values}
            return kinds.pop() if len(kinds) == 1 else None
        case ast.BinOp(op=ast.Div()):
            return "path" if kind(node.left) == "path" else None
        case ast.BinOp(op=ast.Add()):
            return "json" if kind(node.left) == kind(node.right) == "json" else None
        case ast.BinOp(op=ast.Mod()):
            return "json" if isinstance(node.left, ast.Constant) else None
        case ast.Attribute(attr="parent"):
            return kind(node.value)
        case ast.Attribute(attr="name" | "stem"):
            return "json" if kind(node.value) == "path" else None
        case ast.Subscript():
            return _listed(node.value, kind)
        case ast.Call():
            return _of_call(node, dotted_name(node.func, module.imports) or "", kind)
    return None


def _of_call(node: ast.Call, dotted: str, kind: _Kinds) -> Kind | None:
    if dotted in ("pathlib.Path", "pathlib.Path.cwd", "pathlib.Path.home"):
        return "path"
    if dotted in ("tmp_path_factory.mktemp", "tmp_path_factory.getbasetemp"):
        return "path"
    if dotted in _TEXTS:
        return "json"
    if dotted == "next" and node.args:
        return _listed(node.args[0], kind)
    if dotted == "subprocess.check_output":
        texts = [k for k in node.keywords if k.arg in ("text", "universal_newlines", "encoding")]
        return "json" if texts else None
    if isinstance(node.func, ast.Attribute):
        base = kind(node.func.value)
        if base == "path" and node.func.attr in _OF_PATH:
            return "path"
        if base == "path" and node.func.attr in _TO_TEXT:
            return "json"
        if node.func.attr in _OF_TEXT and base == "json":
            return "json"
    return None


def _listed(node: ast.expr, kind: _Kinds) -> Kind | None:
    """The kind of one of the files that a search finds."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
        node = node.args[0] if node.func.id in ("sorted", "list", "iter") else node
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        searches = node.func.attr in ("glob", "rglob", "iterdir")
        return "path" if searches and kind(node.func.value) == "path" else None
    return None


def _values(function: Function, name: str) -> list[ast.expr]:
    """What a name is given in a function; nothing where that is not always written out."""
    found: list[ast.expr] = []
    stores = 0
    for node in nodes_of(function.node):
        if isinstance(node, ast.Name) and node.id == name and not isinstance(node.ctx, ast.Load):
            stores += 1
        targets = node.targets if isinstance(node, ast.Assign) else []
        if isinstance(node, ast.AnnAssign) and node.value:
            targets = [node.target]
        if any(isinstance(target, ast.Name) and target.id == name for target in targets):
            assert isinstance(node, ast.Assign | ast.AnnAssign)
            assert node.value
            found.append(node.value)
    return found if stores == len(found) else []


def _constant(suite: Suite, function: Function, name: str) -> list[ast.expr]:
    if any(isinstance(n, ast.arg) and n.arg == name for n in nodes_of(function.node)):
        return []
    value = suite.modules[function.module].constants.get(name)
    return [value] if value else []
