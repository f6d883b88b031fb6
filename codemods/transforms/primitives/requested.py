"""Folders that pytest gives: a parameter of a test, of a fixture, of what was a set-up method."""

import ast
import posixpath
import re

from codemods.suite.model import Function, Suite
from codemods.suite.names import class_chain
from codemods.suite.nodes import nodes_of
from codemods.suite.signatures import keyword_only, positional
from codemods.transforms.primitives.hosts import (
    Hosting,
    columns,
    function_at,
    row_of,
    taken_names,
    why_not_extended,
)
from codemods.transforms.primitives.imports import plain_imports
from codemods.transforms.primitives.layout import broken_for, parameter_edits
from codemods.transforms.primitives.places import Component, Place, Spelling
from codemods.transforms.primitives.replacing import NotApplicable, RefusedRewrite, replacing
from codemods.transforms.primitives.rewrite import Rewriting, at_top, indent_of
from codemods.transforms.primitives.spelling import name_for, quoted, style_of
from codemods.transforms.primitives.writing import Ground

FIXTURE = "tmp_path"
FACTORY = "tmp_path_factory"


def by_parameter(work: Rewriting) -> None:
    """Every function that spells a path takes ``tmp_path``.

    Raises:
        RefusedRewrite: one of them cannot.
    """
    kinds = {place.kind for place in work.component.places}
    if not kinds <= {Hosting.PARAMETER, Hosting.ROW}:
        raise NotApplicable(why_not_requested(work.component, work.suite))
    work.tidy()
    for place in work.component.places:
        if place.kind is Hosting.ROW:
            _rebase(work, place)
        elif work.kept(place):
            request(work, place, FIXTURE)
            work.write(place, Ground(FIXTURE))


def request(work: Rewriting, place: Place, fixture: str) -> None:
    """Give the function of a place one more fixture.

    Raises:
        RefusedRewrite: it cannot take it.
    """
    function = function_at(work.suite, place.function)
    assert function
    source = work.source_of(place.function)
    replaced = [source.span(s.origin.node) for s in work.kept(place)]
    replaced += [(cut.start, cut.end) for cut in work.cuts(place.function)]
    take(work, function, fixture, replaced)


def take(
    work: Rewriting, function: Function, fixture: str, replaced: list[tuple[int, int]]
) -> None:
    """Add a fixture to the parameters of a function, unless it takes it already.

    Raises:
        RefusedRewrite: it cannot take it.
    """
    reason = why_not_extended(work.suite, function, fixture, replaced)
    if reason:
        raise RefusedRewrite(reason)
    node = function.node
    names = [a.arg for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
    if fixture in names:
        return
    if not names and fixture == "monkeypatch":  # in front of a first parameter given before
        source = work.source_of(function.key)
        opening = source.raw.index(b"(", source.offset(node.lineno, node.col_offset))
        work.add([replacing(source, opening, opening + 1, "(monkeypatch, ")])
        return
    edits = parameter_edits(work.suite, function, fixture)
    if edits is None:
        raise RefusedRewrite(f"no place was found for a parameter of {function.qualname}")
    work.add(edits)


def take_both(work: Rewriting, function: Function, one: str, other: str) -> None:
    """Add two fixtures to the parameters of a function, in this order where it takes neither.

    Raises:
        RefusedRewrite: it cannot take them.
    """
    taken = {*positional(function.node), *keyword_only(function.node)}
    reasons = (why_not_extended(work.suite, function, it, []) for it in (one, other))
    whole = (
        [] if taken & {one, other} or any(reasons) else broken_for(work.suite, function, one, other)
    )
    work.add(whole)
    for fixture in () if whole else (other, one):
        take(work, function, fixture, [])


def _rebase(work: Rewriting, place: Place) -> None:
    """The rows of ``parametrize`` stay as they are; the test puts them below ``tmp_path``."""
    function = function_at(work.suite, place.function)
    assert function
    test = next(
        one.trace.test for one in work.component.tests if one.trace.test.function is function
    )
    found: dict[str, list[Spelling]] = {}
    for spelling in place.spellings:
        found.setdefault(row_of(work.suite, spelling.origin, test) or "", []).append(spelling)
    lines: list[str] = []
    every = {spelling.origin.text for spelling in place.spellings}
    for name, spellings in found.items():
        nodes = {id(spelling.origin.node) for spelling in spellings}
        texts = {spelling.origin.text for spelling in spellings}
        if _is_assigned(function, name):
            raise RefusedRewrite(f"{function.qualname} gives {name} another value")
        if not all(id(value) in nodes for value in columns(work.suite, test)[name]):
            raise RefusedRewrite(f"not every value of the parameter {name} is a path that moves")
        if any(posixpath.normpath(text) != text for text in texts):
            raise RefusedRewrite(f"the values of {name} are not plain paths")
        below = f"{FIXTURE} / {name}"
        if all(text.startswith("/") for text in texts):
            if len({posixpath.dirname(text) for text in every}) > 1:
                raise RefusedRewrite(f"the values of {name} lie in different folders")
            module = work.suite.modules[function.module]
            work.add(plain_imports(module, "os"))
            below = f"{FIXTURE} / os.path.basename({name})"
        elif any(text.startswith(("/", "..")) for text in texts):
            raise RefusedRewrite(f"some values of {name} are absolute and some are not")
        else:
            style = style_of(work.source_of(place.function))
            folders = {posixpath.dirname(posixpath.normpath(text)) for text in texts} - {""}
            for folder in sorted(folders):
                lines.append(f"({FIXTURE} / {quoted(folder, style)}).mkdir(parents=True)")
        strings = any(s.needs_str and s.origin.kind == "str" for s in spellings)
        lines.append(f"{name} = str({below})" if strings else f"{name} = {below}")
    take(work, function, FIXTURE, [])
    work.add([at_top(work.source_of(place.function), function, lines)])


def _is_assigned(function: Function, name: str) -> bool:
    return any(
        isinstance(node, ast.Name) and node.id == name and not isinstance(node.ctx, ast.Load)
        for node in nodes_of(function.node)
    )


def by_factory(work: Rewriting) -> None:
    """A wider fixture takes ``tmp_path_factory``: one folder for each time that it runs.

    Raises:
        RefusedRewrite: its path is also spelled elsewhere, or it cannot take the factory.
    """
    places = [place for place in work.component.places if work.kept(place)]
    if len(places) != 1 or places[0].kind is not Hosting.WIDE:
        raise NotApplicable(why_not_requested(work.component, work.suite))
    place = places[0]
    function = function_at(work.suite, place.function)
    assert function
    work.tidy()
    request(work, place, FACTORY)
    label = re.sub(r"\W+", "-", work.component.anchor.rpartition("/")[2]).strip("-")
    if not label or work.component.anchor in ("/tmp", "/var/tmp"):
        label = function.name.strip("_")
    made = f'{FACTORY}.mktemp("{label}")'
    kept = work.kept(place)
    plain = all(piece.fixed for spelling in kept for piece in spelling.origin.pieces)
    alone = len(kept) == 1 or (plain and len({spelling.path for spelling in kept}) == 1)
    if alone and not place.missing:
        work.write(place, Ground(made))
        return
    name = name_for("tmp_dir", None, True, taken_names(work.suite, function))
    work.write(place, Ground(name), [f"{name} = {made}"])


def by_conversion(work: Rewriting) -> None:
    """A set-up method of a class that pytest makes becomes a fixture of the class.

    Raises:
        RefusedRewrite: something else calls it, or it is not the only place.
    """
    places = [place for place in work.component.places if work.kept(place)]
    methods = [place for place in places if place.kind is Hosting.OBJECT]
    others = [place for place in places if place.kind is Hosting.PARAMETER]
    function = function_at(work.suite, methods[0].function) if len(methods) == 1 else None
    if function is None or len(others) + 1 != len(places):
        raise NotApplicable(why_not_requested(work.component, work.suite))
    if function.name not in ("setup_method", "setup"):
        raise NotApplicable(why_not_requested(work.component, work.suite))
    node, source = function.node, work.source_of(methods[0].function)
    given = [argument.arg for argument in node.args.args]
    used = {inner.id for inner in nodes_of(node) if isinstance(inner, ast.Name)}
    if not 1 <= len(given) <= 2 or set(given[1:]) & used or FIXTURE in used or node.decorator_list:
        raise RefusedRewrite(f"{function.qualname} cannot be made a fixture")
    if _is_called(work.suite, function):
        raise RefusedRewrite(f"{function.qualname} is also called by other code")
    work.tidy()
    start = source.line_start(node.lineno)
    head_end = source.raw.index(b"(", source.offset(node.lineno, node.col_offset))
    close = source.raw.index(b")", head_end)
    module = work.suite.modules[function.module]
    work.add(plain_imports(module, "pytest"))
    indent = indent_of(source, node)
    decorator = f"{indent}@pytest.fixture(autouse=True){source.newline}"
    work.add([replacing(source, start, start, decorator)])
    name_start = source.raw.index(function.name.encode(), start)
    name = free_method(work, function, "set_up")
    work.add([replacing(source, name_start, close, f"{name}({given[0]}, {FIXTURE}")])
    work.write(methods[0], Ground(FIXTURE))
    for place in others:
        request(work, place, FIXTURE)
        work.write(place, Ground(FIXTURE))


def free_method(work: Rewriting, function: Function, name: str) -> str:
    """A name that no class of the suite has given to anything."""
    names = (name, f"_{name}", *(f"{name}_{i}" for i in range(2, 99)))
    return next(one for one in names if not _is_given(work.suite, one))


def _is_given(suite: Suite, name: str) -> bool:
    return any(
        (inner.attr if isinstance(inner, ast.Attribute) else inner.name) == name
        for module in suite.mentioning(name)
        for inner in nodes_of(module.source.tree)
        if isinstance(inner, ast.Attribute | ast.FunctionDef | ast.AsyncFunctionDef)
    )


def _is_called(suite: Suite, function: Function) -> bool:
    assert function.owner
    own = suite.modules[function.module].classes[function.owner]
    for module in suite.mentioning(function.name):
        if any(
            isinstance(node, ast.Attribute) and node.attr == function.name
            for node in nodes_of(module.source.tree)
        ):
            return True
        for cls in module.classes.values():
            chain = class_chain(cls, suite.modules, suite.config)
            if own in chain or cls in class_chain(own, suite.modules, suite.config):
                named = f"{cls.qualname}.{function.name}"
                if cls is not own and named in module.functions:
                    return True
    return False


def why_not_requested(component: Component, suite: Suite) -> str:
    """Why a place cannot be given a fixture, as a clause: of the first that cannot."""
    for place in component.places:
        function = function_at(suite, place.function)
        where = f"{function.qualname} in {function.module}" if function else place.function
        match place.kind:
            case Hosting.METHOD:
                return f"its path is set in {where}, a method of a unittest.TestCase"
            case Hosting.OBJECT:
                return f"its path is set in {where}, a method that takes no fixtures"
            case Hosting.HELPER:
                if function and function.kind == "xunit":
                    return f"its path is set in {where}, a set-up function, which takes no fixtures"
                return f"its path is written in the helper {where}, whose callers all meet on it"
            case Hosting.WIDE:
                return f"its path is set in the wider fixture {where}, which outlives one test"
            case Hosting.MODULE:
                return "its path is made when the module is imported, before any fixture exists"
            case _:
                continue
    return "its path is spelled in places that cannot share a fixture"
