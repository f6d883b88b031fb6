"""Reading expressions of a suite as values: what kind they are, what iterating over them gives."""

import ast
import builtins
from collections.abc import Iterator
from dataclasses import dataclass, replace

from codemods.suite.model import Function
from codemods.suite.names import resolve
from codemods.suite.nodes import nodes_of
from codemods.transforms.primitives.kinds import (
    ATTRIBUTES,
    METHODS,
    RESULTS,
    SETS_GIVEN,
    SETS_HELD,
    UNKNOWN,
    Kind,
)
from codemods.transforms.primitives.scopes import DEEPEST, Names, Scope

LISTINGS = {"glob.glob": "str", "glob.iglob": "str", "os.listdir": "str", "os.scandir": "entry"}
"""Functions that give the files of a folder in no promised order, with the kind of each."""
PATH_LISTINGS = frozenset({"glob", "rglob", "iterdir"})
SETS = frozenset({"set", "frozenset"})
SEQUENCES = frozenset({"list", "tuple", "iter", "reversed"})
SET_METHODS = frozenset({"union", "intersection", "difference", "symmetric_difference", "copy"})
VIEWS = frozenset({"keys", "values", "items"})


@dataclass(frozen=True)
class Reader(Names):
    """Reads expressions of one suite as values."""

    def is_path(self, node: ast.expr, scope: Scope) -> bool:
        """Whether a value is surely a ``pathlib`` path."""
        return self.kind(node, scope) == "path"

    def kind(self, node: ast.expr, scope: Scope) -> Kind:
        """The kind of one value."""
        if scope.depth > DEEPEST:
            return UNKNOWN
        match node:
            case ast.Constant(value=value):
                return _kind_of_constant(value)
            case ast.JoinedStr():
                return "str"
            case ast.Tuple(elts=elts):
                return tuple(self.kind(item, scope) for item in elts)
            case ast.UnaryOp(operand=operand):
                return "number" if self.kind(operand, scope) == "number" else UNKNOWN
            case ast.BinOp(left=left, op=op, right=right):
                return _of_operation(self.kind(left, scope), op, self.kind(right, scope))
            case ast.IfExp(body=body, orelse=orelse):
                found = {self.kind(body, scope), self.kind(orelse, scope)}
                return found.pop() if len(found) == 1 else UNKNOWN
            case ast.Call():
                return self._kind_of_call(node, scope)
            case ast.Attribute():
                return self._kind_of_attribute(node, scope)
            case ast.Subscript(value=value) if self.kind(value, scope) == "str":
                return "str"
            case ast.Subscript(value=value, slice=ast.Constant()):
                return _common(self.elements(value, scope))
            case ast.Name():
                return self._kind_of_name(node, scope)
        return "object" if isinstance(node, ast.List | ast.Dict | ast.Set) else UNKNOWN

    def _kind_of_name(self, node: ast.Name, scope: Scope) -> Kind:
        if node.id in scope.loops:
            iterated, outer = scope.loops[node.id]
            return _common(self.elements(iterated, outer))
        if self.class_of(node, scope):
            return "class"
        if node.id == "__file__":
            return "str"
        if node.id in dir(builtins) and self.name_of(node, scope) == node.id:
            return "class" if isinstance(getattr(builtins, node.id), type) else "function"
        found = self.value_of(node, scope)
        if found:
            return self.kind(*found)
        hit = resolve(self.suite, scope.module, node.id)
        return "function" if hit and hit[1] in hit[0].functions else UNKNOWN

    def _kind_of_attribute(self, node: ast.Attribute, scope: Scope) -> Kind:
        if node.attr in ("__name__", "__qualname__", "__module__"):
            return "str"
        if self.name_of(node, scope).startswith("string."):
            return "str"
        cls = self.class_of(node.value, scope)
        if cls and self.is_enum(cls) and node.attr in cls.constants:
            return "enum"
        if self.class_of(node, scope):
            return "class"
        found = self.value_of(node, scope)
        if found:
            return self.kind(*found)
        base = self.kind(node.value, scope)
        if base == "enum" and node.attr == "name":
            return "str"
        return (
            ATTRIBUTES.get(base, {}).get(node.attr, UNKNOWN) if isinstance(base, str) else UNKNOWN
        )

    def _kind_of_call(self, node: ast.Call, scope: Scope) -> Kind:
        dotted = self.name_of(node.func, scope)
        if dotted in RESULTS:
            return RESULTS[dotted]
        if dotted in ("random.choice", "secrets.choice") and node.args:
            return _common(self.elements(node.args[0], scope))
        if dotted in ("list", "dict", *SETS):
            return "object"
        if isinstance(node.func, ast.Attribute):
            base = self.kind(node.func.value, scope)
            if isinstance(base, str) and node.func.attr in METHODS.get(base, {}):
                return METHODS[base][node.func.attr]
        found = self.function_of(node, scope)
        if found:
            function, inner = found
            if annotated := _annotated(function):
                return annotated
            kinds = {self.kind(value, inner) for value in returned(function)}
            return kinds.pop() if len(kinds) == 1 else UNKNOWN
        return UNKNOWN

    def elements(self, node: ast.expr, scope: Scope) -> set[Kind]:
        """The kinds of the values that iterating over an expression gives."""
        if scope.depth > DEEPEST:
            return {UNKNOWN}
        match node:
            case ast.Set(elts=elts) | ast.List(elts=elts) | ast.Tuple(elts=elts):
                return {kind for item in elts for kind in self._cell(item, scope)}
            case ast.SetComp() | ast.ListComp() | ast.GeneratorExp():
                return {self.kind(node.elt, scope.over(node.generators))}
            case ast.DictComp():
                return {self.kind(node.key, scope.over(node.generators))}
            case ast.Dict(keys=keys):
                return {self.kind(key, scope) if key else UNKNOWN for key in keys}
            case ast.BinOp(left=left, op=ast.Sub() | ast.BitAnd()):
                return self.elements(left, scope)
            case ast.BinOp(left=left, op=ast.BitOr() | ast.BitXor() | ast.Add(), right=right):
                return self.elements(left, scope) | self.elements(right, scope)
            case ast.IfExp(body=body, orelse=orelse):
                return self.elements(body, scope) | self.elements(orelse, scope)
            case ast.Subscript(value=value, slice=ast.Slice()):
                return self.elements(value, scope)
            case ast.Call():
                return self._of_call(node, scope)
        if held := SETS_HELD.get(self.name_of(node, scope)):
            return {held}
        cls = self.class_of(node, scope)
        if cls:
            return {"enum"} if self.is_enum(cls) else {UNKNOWN}
        found = self.value_of(node, scope)
        if found and (not isinstance(node, ast.Name) or not self.changes(node.id, scope, found[1])):
            return self.elements(*found)
        return {"str"} if self.kind(node, scope) == "str" else {UNKNOWN}

    def changes(self, name: str, scope: Scope, home: Scope) -> bool:
        """Whether what a name holds is changed after it was made."""
        changing = {"add", "update", "append", "extend", "insert", "remove", "discard", "pop"}
        modules = {scope.module.path: scope.module, home.module.path: home.module}
        return any(
            isinstance(inner, ast.Attribute)
            and inner.attr in changing
            and isinstance(inner.value, ast.Name)
            and inner.value.id == name
            for module in modules.values()
            for inner in nodes_of(module.source.tree)
        )

    def _cell(self, item: ast.expr, scope: Scope) -> set[Kind]:
        if isinstance(item, ast.Starred):
            return self.elements(item.value, scope)
        return {self.kind(item, scope)}

    def _of_call(self, node: ast.Call, scope: Scope) -> set[Kind]:
        dotted, arguments = self.name_of(node.func, scope), node.args
        first = arguments[0] if arguments else None
        if dotted in LISTINGS:
            is_bytes = first is not None and self.kind(first, scope) == "bytes"
            return {"bytes" if is_bytes else LISTINGS[dotted]}
        if dotted in (*SETS, *SEQUENCES, "sorted", "dict.fromkeys", "random.sample") and first:
            return self.elements(first, scope)
        if dotted in SETS_GIVEN:
            return {SETS_GIVEN[dotted]}
        if dotted in ("range", "dir"):
            return {"number" if dotted == "range" else "str"}
        if dotted == "filter" and len(arguments) == 2:
            return self.elements(arguments[1], scope)
        if dotted == "map" and len(arguments) == 2:
            return {self._applied(arguments[0], arguments[1], scope)}
        if dotted == "zip":
            return {tuple(_common(self.elements(one, scope)) for one in arguments)}
        if dotted == "enumerate" and first:
            return {("number", _common(self.elements(first, scope)))}
        if isinstance(node.func, ast.Attribute):
            base, method = node.func.value, node.func.attr
            if method in PATH_LISTINGS and self.is_path(base, scope):
                return {"path"}
            if method == "__subclasses__":
                return {"class"}
            if method in ("union", "symmetric_difference"):
                every = (self.elements(one, scope) for one in (base, *arguments))
                return set().union(*every)
            if method in (*SET_METHODS, "keys"):
                return self.elements(base, scope)
            if method in ("values", "items"):
                return self._of_dict(base, method, scope)
            if method in ("split", "splitlines") and self.kind(base, scope) == "str":
                return {"str"}
        found = self.function_of(node, scope)
        if found:
            function, inner = found
            values = [*returned(function)]
            kinds = [self.elements(value, inner) for value in values]
            kinds += [{self.kind(value, inner)} for value in yielded(function)]
            return set().union(*kinds) if kinds else {UNKNOWN}
        return {UNKNOWN}

    def _applied(self, function: ast.expr, iterated: ast.expr, scope: Scope) -> Kind:
        if isinstance(function, ast.Lambda) and len(function.args.args) == 1:
            loops = {**scope.loops, function.args.args[0].arg: (iterated, scope)}
            return self.kind(function.body, replace(scope, loops=loops))
        return RESULTS.get(self.name_of(function, scope), UNKNOWN)

    def _of_dict(self, base: ast.expr, method: str, scope: Scope) -> set[Kind]:
        found: tuple[ast.expr, Scope] | None = (base, scope)
        if not isinstance(base, ast.Dict | ast.DictComp):
            found = self.value_of(base, scope)
        if found is None or not isinstance(found[0], ast.Dict | ast.DictComp):
            return {UNKNOWN}
        node, inner = found[0], found[1]
        if isinstance(node, ast.Dict):
            values = {self.kind(value, inner) for value in node.values}
        else:
            values = {self.kind(node.value, inner.over(node.generators))}
        if method == "values":
            return values
        # The keys of a dict differ, so a comparison never comes to the values.
        return {(kind, "number") for kind in self.elements(node, inner)}


def returned(function: Function) -> Iterator[ast.expr]:
    """What a function gives back, one expression for each ``return``."""
    for node in inside(function.node):
        if isinstance(node, ast.Return) and node.value is not None:
            yield node.value


def yielded(function: Function) -> Iterator[ast.expr]:
    """What a generator gives, one expression for each ``yield``."""
    for node in inside(function.node):
        if isinstance(node, ast.Yield) and node.value is not None:
            yield node.value


def inside(node: ast.AST) -> Iterator[ast.AST]:
    """Everything in the body of a function but what belongs to functions in it."""
    for child in ast.iter_child_nodes(node):
        yield child
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from inside(child)


def _annotated(function: Function) -> Kind | None:
    returns = function.node.returns
    names: dict[str, Kind] = {"str": "str", "int": "number", "float": "number", "bytes": "bytes"}
    return names.get(returns.id) if isinstance(returns, ast.Name) else None


def _common(kinds: set[Kind]) -> Kind:
    return next(iter(kinds)) if len(kinds) == 1 else UNKNOWN


def _kind_of_constant(value: object) -> Kind:
    if value is None:
        return "none"
    for known, kind in ((str, "str"), (bytes, "bytes"), (int | float, "number")):
        if isinstance(value, known):
            return kind
    return "complex" if isinstance(value, complex) else "object"


def _of_operation(left: Kind, op: ast.operator, right: Kind) -> Kind:
    if isinstance(op, ast.Mod) and left == "str":
        return "str"
    if isinstance(op, ast.Div) and "path" in (left, right):
        return "path"
    if isinstance(op, ast.Mult) and {left, right} == {"str", "number"}:
        return "str"
    if left in ("datetime", "date") and right == "timedelta":
        return left
    same = left == right and left in ("number", "str", "bytes", "timedelta")
    return left if same and (left == "number" or isinstance(op, ast.Add)) else UNKNOWN
