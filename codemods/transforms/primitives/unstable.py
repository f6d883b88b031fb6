"""What of one parametrization differs between processes, and the edits that end it."""

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from codemods.edits.model import Edit
from codemods.suite.model import Suite
from codemods.suite.nodes import nodes_of
from codemods.transforms.primitives.elements import Reader
from codemods.transforms.primitives.iteration import Origin, Walks, resolved_function
from codemods.transforms.primitives.kinds import is_spelled
from codemods.transforms.primitives.naming import Row, named, rows_of
from codemods.transforms.primitives.ordering import fitted, in_order, why_not_a_list
from codemods.transforms.primitives.parametrizing import Parametrization
from codemods.transforms.primitives.replacing import RefusedRewrite, replacing
from codemods.transforms.primitives.scopes import Scope

_MAKERS = ("operator.attrgetter", "operator.itemgetter", "operator.methodcaller")
_DRAWN = ("random.sample", "random.choices")
_FUNCTIONS = frozenset({"str", "repr", "ascii", "hash", "id", "len", "type", "hex", "format"})


@dataclass(frozen=True)
class Made:
    """A row with values that are made up.

    Attributes:
        row: as it is written.
        changing: for each of its values, whether it is made up and shows in the id.
        by: dotted name of the call.
    """

    row: Row
    changing: tuple[bool, ...]
    by: str


@dataclass(frozen=True)
class Unstable:
    """What differs.

    Attributes:
        origins: what is walked without an order.
        made: rows with made-up values.
        drawn: dotted name of the call that makes up all values together, or the ids.
        counted: what a comprehension of made-up values counts with: the ``range``.
        shown: whether the ids of the tests show the difference.
        obstacle: why nothing can be done about it.
    """

    origins: tuple[Origin, ...] = ()
    made: tuple[Made, ...] = ()
    drawn: str = ""
    counted: ast.expr | None = None
    shown: bool = True
    obstacle: str = ""

    def __bool__(self) -> bool:
        return bool(self.origins or self.made or self.drawn)

    @property
    def places(self) -> list[tuple[str, int]]:
        """The lines concerned."""
        found = [(origin.place[0], origin.place[1]) for origin in self.origins]
        return found + [(m.row.scope.module.path, m.row.node.lineno) for m in self.made]

    def why(self, names: str) -> str:
        """The hazard in one sentence."""
        if not self.origins:
            by = self.made[0].by if self.made else self.drawn
            return (
                f"{by} makes up another value for {names} in every worker, and the ids of the "
                "tests show it: pytest-xdist stops with “Different tests were collected”"
            )
        cause = self.origins[0].cause
        if cause == "a set":
            order = "which every worker walks in another order"
        else:
            order = "whose order is that of the file system"
        if self.shown:
            outcome = "pytest-xdist stops with “Different tests were collected”"
        else:
            outcome = (
                "the ids do not show it, so where the order differs some values run twice and "
                "some never"
            )
        return f"the values of {names} come from {cause}, {order}: {outcome}"


def unstable(suite: Suite, one: Parametrization) -> Unstable:
    """What of a parametrization differs between processes; false if nothing does."""
    known = _known(suite)
    if one.call not in known:
        known[one.call] = _unstable(suite, one)
    return known[one.call]


@lru_cache(maxsize=4)
def _known(suite: Suite) -> dict[ast.Call, Unstable]:
    """What was found for the calls of a suite; both who searches and who mends asks."""
    del suite
    return {}


def _unstable(suite: Suite, one: Parametrization) -> Unstable:
    reader = Reader(suite)
    walks = Walks(reader)
    rows = _rows(one, reader)
    origins = [*walks.origins(one.values, one.scope)]
    if one.ids is not None and _is_list(one, reader):
        origins += walks.origins(one.ids, one.scope)
    for row in rows or ():
        for cell in row.cells if not (row.named or one.ids) else ():
            origins += walks.joined(cell, row.scope)
    unique = tuple({origin.place: origin for origin in origins}.values())
    if unique:
        return Unstable(
            unique, shown=_shown(one, unique, reader), obstacle=_obstacle(one, unique, reader)
        )
    return _made_up(one, rows, reader, walks)


def repaired(suite: Suite, one: Parametrization, found: Unstable) -> list[Edit]:
    """The edits after which nothing differs.

    Raises:
        RefusedRewrite: something cannot be mended, so nothing is.
    """
    if found.obstacle:
        raise RefusedRewrite(found.obstacle)
    edits: list[Edit] = []
    alone = len(found.origins) == 1
    for origin in found.origins:
        if reason := why_not_a_list(suite, origin):
            raise RefusedRewrite(reason)
        given = origin.whole or origin.node
        argument = given is one.values or given is one.ids
        edits += in_order(origin, alone=alone, argument=argument)
    for made in found.made:
        edits += named(made.row, one.names, made.changing)
    if found.counted is not None:
        source = one.scope.module.source
        _, at = source.span(one.values)
        text = source.segment(found.counted)
        edits.append(replacing(source, at, at, f", ids={text}"))
    if not edits:
        raise RefusedRewrite("its values are not written out, so they cannot be given ids")
    by_path: dict[str, list[Edit]] = {}
    for edit in dict.fromkeys(edits):
        by_path.setdefault(edit.path, []).append(edit)
    sources = {path: suite.modules[path].source for path in by_path}
    return [e for path, here in by_path.items() for e in fitted(suite, sources[path], here)]


def _rows(one: Parametrization, reader: Reader) -> list[Row] | None:
    """The rows of the values, where they are written out."""
    node, scope = one.values, one.scope
    while not isinstance(node, ast.List | ast.Tuple | ast.Set):
        found = reader.value_of(node, scope)
        if found is None:
            return None
        node, scope = found
    return rows_of(node.elts, scope, len(one.names))


def _is_list(one: Parametrization, reader: Reader) -> bool:
    """Whether ``ids`` are a list, not a function that makes them."""
    return one.ids is not None and not _is_function(one, reader)


def _is_function(one: Parametrization, reader: Reader) -> bool:
    node = one.ids
    if isinstance(node, ast.Lambda):
        return True
    if isinstance(node, ast.Call):
        return reader.name_of(node.func, one.scope) in (*_MAKERS, "functools.partial")
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return reader.kind(node.value, one.scope) == "class"
    if isinstance(node, ast.Name):
        builtin = node.id in _FUNCTIONS and reader.name_of(node, one.scope) == node.id
        return builtin or resolved_function(reader, node, one.scope)
    return False


def _shown(one: Parametrization, origins: Sequence[Origin], reader: Reader) -> bool:
    """Whether the ids of the tests tell the values apart."""
    if one.ids is not None:
        return _is_function(one, reader) or bool(Walks(reader).origins(one.ids, one.scope))
    kinds = reader.elements(one.values, one.scope)
    flat = [part for kind in kinds for part in (kind if isinstance(kind, tuple) else (kind,))]
    known = [kind for kind in flat if kind != "unknown"]
    return not known or any(is_spelled(kind) for kind in known)


def _obstacle(one: Parametrization, origins: Sequence[Origin], reader: Reader) -> str:
    """Why the order must stay as it is."""
    if any(origin.aside for origin in origins):
        return "it is walked side by side with something whose order is not known"
    if one.ids is None or _is_function(one, reader):
        return ""
    if isinstance(one.ids, ast.List | ast.Tuple | ast.ListComp | ast.GeneratorExp):
        return ""
    if Walks(reader).origins(one.ids, one.scope) or reader.value_of(one.ids, one.scope):
        return ""
    return "its ids are made elsewhere, in an order that was not read"


def _made_up(
    one: Parametrization, rows: list[Row] | None, reader: Reader, walks: Walks
) -> Unstable:
    if one.ids is not None and not _is_function(one, reader):
        drawn = walks.made_up(one.ids, one.scope)
        return Unstable(drawn=drawn or "", obstacle=f"its ids are made with {drawn}")
    by_function = one.ids is not None
    if rows is None:
        return _drawn(one, reader, walks, by_function=by_function)
    made: list[Made] = []
    for row in rows:
        if row.named or len(row.cells) != len(one.names):
            continue
        by = [walks.made_up(cell, row.scope) for cell in row.cells]
        shown = [by_function or is_spelled(reader.kind(cell, row.scope)) for cell in row.cells]
        changing = tuple(bool(b) and s for b, s in zip(by, shown, strict=True))
        if any(changing):
            first = next(b for b, c in zip(by, changing, strict=True) if b and c)
            made.append(Made(row, changing, first))
    obstacle = ""
    if made and by_function:
        obstacle = "a function makes its ids from the values"
    elif made and made[0].row.scope.depth and _is_used_twice(one, reader):
        obstacle = "its rows stand in a constant that is used elsewhere, too"
    return Unstable(made=tuple(made), obstacle=obstacle)


def _is_used_twice(one: Parametrization, reader: Reader) -> bool:
    name = one.values.id if isinstance(one.values, ast.Name) else ""
    uses = [
        inner
        for module in reader.suite.mentioning(name or "parametrize")
        for inner in nodes_of(module.source.tree)
        if (isinstance(inner, ast.Name) and inner.id == name and isinstance(inner.ctx, ast.Load))
        or (isinstance(inner, ast.Attribute) and inner.attr == name)
    ]
    return not name or len(uses) != 1


def _drawn(one: Parametrization, reader: Reader, walks: Walks, *, by_function: bool) -> Unstable:
    """Values that are made up all together."""
    node, scope = one.values, one.scope
    if isinstance(node, ast.Call) and reader.name_of(node.func, scope) in _DRAWN:
        by = walks.made_up(ast.Expr(node).value, scope)
        kinds = reader.elements(node, scope)
        if by and any(is_spelled(kind) for kind in kinds):
            return Unstable(drawn=by)
        return Unstable()
    if not isinstance(node, ast.ListComp):
        return Unstable()
    inner: Scope = scope.over(node.generators)
    cells = [node.elt]
    if len(one.names) > 1 and isinstance(node.elt, ast.Tuple):
        cells = node.elt.elts
    for cell in cells:
        by = walks.made_up(cell, inner)
        if by and (by_function or is_spelled(reader.kind(cell, inner))):
            counted = None if by_function else _range(node)
            return Unstable(drawn=by, counted=counted)
    return Unstable()


def _range(node: ast.ListComp) -> ast.expr | None:
    """The ``range`` that alone says how many values there are."""
    generator = node.generators[0]
    plain = len(node.generators) == 1 and not generator.ifs and isinstance(generator.iter, ast.Call)
    if plain and isinstance(generator.iter, ast.Call):
        called = generator.iter.func
        if isinstance(called, ast.Name) and called.id == "range":
            return generator.iter
    return None
