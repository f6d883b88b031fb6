"""Where an expression takes its order from: sets and listings of folders have none."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from codemods.suite.model import Function, Module, Suite
from codemods.suite.names import resolve
from codemods.suite.nodes import nodes_of
from codemods.suite.support import serves_tests
from codemods.transforms.primitives.elements import (
    LISTINGS,
    PATH_LISTINGS,
    SEQUENCES,
    SET_METHODS,
    SETS,
    VIEWS,
    Reader,
    inside,
    returned,
    yielded,
)
from codemods.transforms.primitives.kinds import (
    MADE_UP,
    SETS_GIVEN,
    SETS_HELD,
    Kind,
    hashes_alike,
)
from codemods.transforms.primitives.scopes import DEEPEST, Scope

_PASSING = frozenset(
    {"enumerate", "filter", "map", "zip", "dict", "dict.fromkeys", "collections.OrderedDict"}
    | {"itertools.chain", "itertools.product", "itertools.combinations", "itertools.permutations"}
    | {"itertools.chain.from_iterable", "itertools.islice", "random.sample", "random.choices"}
)
_ALIGNING = frozenset({"zip", "map"})
_GROWING = frozenset({"append", "extend", "insert", "add", "update", "setdefault"})


@dataclass(frozen=True)
class Origin:
    """An expression that is walked though its values have no order of their own.

    Attributes:
        node: the expression to be put in order.
        scope: in which it stands.
        cause: what it is, as a noun.
        kinds: of its values.
        whole: the call of ``list``, ``tuple`` or ``iter`` around it that only copies it.
        aside: the walk is one of several that go on side by side, such as those of ``zip``.
    """

    node: ast.expr
    scope: Scope
    cause: str
    kinds: frozenset[Kind]
    whole: ast.Call | None = None
    aside: bool = False

    @property
    def place(self) -> tuple[str, int, int]:
        """Unique in the suite."""
        node = self.whole or self.node
        return self.scope.module.path, node.lineno, node.col_offset


@dataclass(frozen=True)
class Walks:
    """Finds the origins of the order in which expressions are walked."""

    reader: Reader

    def origins(self, node: ast.expr, scope: Scope) -> list[Origin]:
        """What has to be put in order before walking over ``node`` gives the same every time."""
        return list({origin.place: origin for origin in self._origins(node, scope)}.values())

    def is_set(self, node: ast.expr, scope: Scope) -> bool:
        """Whether an expression is surely a set, or a view that behaves like one."""
        if scope.depth > DEEPEST:
            return False
        match node:
            case ast.Set() | ast.SetComp():
                return True
            case ast.BinOp(left=left, op=ast.Sub()):
                return self.is_set(left, scope) or _is_view(left)
            case ast.BinOp(left=left, op=ast.BitOr() | ast.BitAnd() | ast.BitXor(), right=right):
                return any(self.is_set(side, scope) or _is_view(side) for side in (left, right))
            case ast.IfExp(body=body, orelse=orelse):
                return self.is_set(body, scope) or self.is_set(orelse, scope)
            case ast.Call():
                if self.reader.name_of(node.func, scope) in (*SETS, *SETS_GIVEN):
                    return True
                if isinstance(node.func, ast.Attribute) and node.func.attr in SET_METHODS:
                    return self.is_set(node.func.value, scope)
                found = self.reader.function_of(node, scope)
                if found and not any(yielded(found[0])):
                    values = list(returned(found[0]))
                    return bool(values) and all(self.is_set(one, found[1]) for one in values)
            case ast.Name() | ast.Attribute():
                if self.reader.name_of(node, scope) in SETS_HELD:
                    return True
                value = self.reader.value_of(node, scope)
                return bool(value) and value is not None and self.is_set(*value)
        return False

    def _origins(self, node: ast.expr, scope: Scope, aside: bool = False) -> Iterator[Origin]:
        if scope.depth > DEEPEST:
            return
        if self.is_set(node, scope):
            kinds = frozenset(self.reader.elements(node, scope))
            if not hashes_alike(kinds):
                yield Origin(node, scope, "a set", kinds, aside=aside)
            return
        match node:
            case ast.List(elts=elts) | ast.Tuple(elts=elts):
                for item in elts:
                    if isinstance(item, ast.Starred):
                        yield from self._origins(item.value, scope, aside)
            case ast.ListComp() | ast.GeneratorExp() | ast.DictComp():
                inner = scope.over(node.generators)
                for generator in node.generators:
                    yield from self._origins(generator.iter, inner, aside)
            case ast.Subscript(value=value):
                yield from self._origins(value, scope, aside)
            case ast.BinOp(left=left, op=ast.Add() | ast.Mult() | ast.BitOr(), right=right):
                yield from self._origins(left, scope, aside)
                yield from self._origins(right, scope, aside)
            case ast.IfExp(body=body, orelse=orelse):
                yield from self._origins(body, scope, aside)
                yield from self._origins(orelse, scope, aside)
            case ast.BoolOp(values=values):
                for value in values:
                    yield from self._origins(value, scope, aside)
            case ast.Call():
                yield from self._of_call(node, scope, aside)
            case ast.Name() | ast.Attribute():
                yield from self._of_name(node, scope, aside)

    def _of_call(self, node: ast.Call, scope: Scope, aside: bool) -> Iterator[Origin]:
        dotted = self.reader.name_of(node.func, scope)
        is_method = isinstance(node.func, ast.Attribute)
        method = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        if dotted in LISTINGS or (is_method and method in PATH_LISTINGS and dotted != "glob.glob"):
            kinds = frozenset(self.reader.elements(node, scope))
            yield Origin(node, scope, "the listing of a folder", kinds, aside=aside)
        elif dotted == "os.walk":
            yield Origin(node, scope, "os.walk", frozenset({"unknown"}), aside=aside)
        elif dotted in SEQUENCES and len(node.args) == 1:
            for origin in self._origins(node.args[0], scope, aside):
                bare = origin.node is node.args[0] and origin.whole is None
                if bare and dotted != "reversed":
                    yield Origin(origin.node, scope, origin.cause, origin.kinds, node, aside)
                else:
                    yield origin
        elif dotted in _PASSING:
            partners = node.args[dotted == "map" :] if dotted in _ALIGNING else []
            side = aside or any(not self._keeps_step(one, scope) for one in partners[:9])
            side = side and len(partners) != 1
            for argument in node.args:
                item = argument.value if isinstance(argument, ast.Starred) else argument
                yield from self._origins(item, scope, side)
        elif is_method and isinstance(node.func, ast.Attribute) and method in (*VIEWS, "copy"):
            yield from self._origins(node.func.value, scope, aside)
        elif found := self.reader.function_of(node, scope):
            function, inner = found
            values = list(returned(function))
            deeper = [one for value in values for one in self._origins(value, inner, aside)]
            if any(yielded(function)):
                deeper += self._loops(function, scope=inner, name=None)
            yield from self._lifted(deeper, node, scope, inner.module)

    def _keeps_step(self, node: ast.expr, scope: Scope) -> bool:
        """Whether the order of something walked side by side with others is known."""
        if isinstance(node, ast.List | ast.Tuple | ast.Constant):
            return True
        if isinstance(node, ast.Call):
            dotted = self.reader.name_of(node.func, scope)
            if dotted in ("range", "sorted", "itertools.count", "itertools.repeat"):
                return True
        found = self.reader.value_of(node, scope)
        if found and isinstance(found[0], ast.List | ast.Tuple):
            return True
        return bool(self.origins(node, scope))

    def _of_name(
        self, node: ast.Name | ast.Attribute, scope: Scope, aside: bool
    ) -> Iterator[Origin]:
        found = self.reader.value_of(node, scope)
        if found is None:
            return
        value, inner = found
        name = node.id if isinstance(node, ast.Name) else node.attr
        if _is_sorted_later(name, inner):
            return
        deeper = list(self._origins(value, inner, aside))
        deeper += self._loops(inner.function, scope=inner, name=name)
        yield from self._lifted(deeper, node, scope, inner.module)

    def _lifted(
        self, deeper: Sequence[Origin], node: ast.expr, scope: Scope, home: Module
    ) -> Iterator[Origin]:
        """The origins, or their user where they stand in code that is not the suite's."""
        if deeper and not self.is_ours(home):
            kinds = frozenset(self.reader.elements(node, scope))
            yield Origin(node, scope, deeper[0].cause, kinds, aside=deeper[0].aside)
        else:
            yield from deeper

    def is_ours(self, module: Module) -> bool:
        """Whether a module belongs to the tests, not to the code under test."""
        return serves_tests(self.reader.suite, module.path)

    def _loops(
        self, function: Function | None, *, scope: Scope, name: str | None
    ) -> Iterator[Origin]:
        """What the loops run over in which a name grows, or in which something is yielded."""
        body = function.node.body if function else scope.body
        for statement in body:
            pending: list[tuple[ast.AST, tuple[ast.For, ...]]] = [(statement, ())]
            while pending:
                current, around = pending.pop()
                if isinstance(current, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                    continue
                if isinstance(current, ast.For):
                    around = (*around, current)
                if _grows(current, name):
                    for loop in around:
                        yield from self._origins(loop.iter, _inner(scope, around, loop))
                    if isinstance(current, ast.Call) and _method(current) in ("extend", "update"):
                        for argument in current.args:
                            yield from self._origins(argument, scope)
                    if isinstance(current, ast.AugAssign | ast.YieldFrom) and current.value:
                        yield from self._origins(current.value, scope)
                pending += [(child, around) for child in ast.iter_child_nodes(current)]

    def made_up(self, node: ast.expr, scope: Scope) -> str | None:
        """The call in a value that gives something else in every process."""
        if scope.depth > DEEPEST:
            return None
        known = _known_values(self.reader.suite)
        alone = not scope.loops and scope.depth > 0
        if alone and node in known:
            return known[node]
        found = next(self._calls_made_up(node, scope), None)
        if alone:
            known[node] = found
        return found

    def _calls_made_up(self, node: ast.expr, scope: Scope) -> Iterator[str]:
        for current in _values_in(node):
            deeper: list[tuple[ast.expr, Scope]] = []
            if isinstance(current, ast.Call):
                dotted = self.reader.name_of(current.func, scope)
                if dotted in MADE_UP and not self._is_seeded(dotted, scope.module):
                    yield dotted
                if found := self.reader.function_of(current, scope):
                    deeper = [(value, found[1]) for value in returned(found[0])]
            elif isinstance(current, ast.Name) and current.id in scope.loops:
                deeper = [scope.loops[current.id]]
            elif isinstance(current, ast.Name | ast.Attribute):
                value_of = self.reader.value_of(current, scope)
                deeper = [value_of] if value_of else []
            for value, inner in deeper:
                if by := self.made_up(value, inner):
                    yield by

    def _is_seeded(self, dotted: str, module: Module) -> bool:
        """Whether the module sets the seed of ``random`` itself."""
        if not dotted.startswith("random."):
            return False
        conftests = [self.reader.suite.modules[path] for path in self.reader.suite.conftests]
        return any(
            isinstance(inner, ast.Call)
            and self.reader.name_of(inner.func, Scope(home)) == "random.seed"
            for home in (module, *conftests)
            for inner in nodes_of(home.source.tree)
        )

    def joined(self, node: ast.expr, scope: Scope) -> list[Origin]:
        """The origins of the order in which the text of one value is put together."""
        return [
            origin
            for inner in nodes_of(node)
            if isinstance(inner, ast.Call)
            and _method(inner) == "join"
            and len(inner.args) == 1
            and self.reader.name_of(inner.func, scope) not in ("os.path.join",)
            for origin in self.origins(inner.args[0], scope)
        ]


@lru_cache(maxsize=4)
def _known_values(suite: Suite) -> dict[ast.expr, str | None]:
    """What was found for the values of names: many rows use the same."""
    del suite
    return {}


def _values_in(node: ast.AST) -> Iterator[ast.AST]:
    """The expressions that a value is made of, without the bodies of functions."""
    yield node
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.Lambda | ast.FunctionDef):
            yield from _values_in(child)


def _inner(scope: Scope, around: Sequence[ast.For], loop: ast.For) -> Scope:
    """The scope of what a loop runs over: the variables of the loops around it are known."""
    for outer in around[: list(around).index(loop)]:
        if isinstance(outer.target, ast.Name):
            known = {**scope.loops, outer.target.id: (outer.iter, scope)}
            scope = Scope(scope.module, scope.function, known, scope.depth)
    return scope


def _method(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else ""


def _is_view(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and _method(node) in ("keys", "items") and not node.args


def _grows(node: ast.AST, name: str | None) -> bool:
    """Whether something is added to what ``name`` holds; without a name, whether it is yielded."""
    if name is None:
        return isinstance(node, ast.Yield | ast.YieldFrom)
    if isinstance(node, ast.Call) and _method(node) in _GROWING:
        assert isinstance(node.func, ast.Attribute)
        return isinstance(node.func.value, ast.Name) and node.func.value.id == name
    if isinstance(node, ast.AugAssign):
        return isinstance(node.target, ast.Name) and node.target.id == name
    return isinstance(node, ast.Assign) and any(
        isinstance(target, ast.Subscript)
        and isinstance(target.value, ast.Name)
        and target.value.id == name
        for target in node.targets
    )


def _is_sorted_later(name: str, scope: Scope) -> bool:
    """Whether ``name.sort()`` stands among the statements that made it."""
    around: ast.AST = scope.function.node if scope.function else scope.module.source.tree
    return b".sort" in scope.module.source.raw and any(
        isinstance(inner, ast.Call)
        and _method(inner) == "sort"
        and isinstance(inner.func, ast.Attribute)
        and isinstance(inner.func.value, ast.Name)
        and inner.func.value.id == name
        for inner in inside(around)
    )


def resolved_function(reader: Reader, node: ast.expr, scope: Scope) -> bool:
    """Whether a name is that of a function or class of the suite."""
    if not isinstance(node, ast.Name):
        return False
    hit = resolve(reader.suite, scope.module, node.id)
    return (
        bool(hit)
        and hit is not None
        and bool(hit[0].functions.get(hit[1]) or hit[0].classes.get(hit[1]))
    )
