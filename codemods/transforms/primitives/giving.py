"""Fixtures that make what is shared and give its path: the usual way."""

import ast
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from codemods.edits.model import Edit
from codemods.suite.model import Function
from codemods.suite.nodes import nodes_of
from codemods.touches.model import HOLE, SESSION_FOLDERS, Role
from codemods.transforms.api import Proposal
from codemods.transforms.primitives.common import statements_of
from codemods.transforms.primitives.hosts import Hosting
from codemods.transforms.primitives.imports import plain_imports
from codemods.transforms.primitives.making import body_of, fixture_name, is_moved
from codemods.transforms.primitives.new_fixture import (
    NewFixture,
    fixture_edits,
    given_beside,
    place_of,
    taken_anywhere,
)
from codemods.transforms.primitives.places import Place, Spelling, definition_with
from codemods.transforms.primitives.replacing import NotApplicable, RefusedRewrite, replacing
from codemods.transforms.primitives.requested import take
from codemods.transforms.primitives.rewrite import Rewriting, at_top, is_inside
from codemods.transforms.primitives.sharing import Sharing, check_set_up, proposed
from codemods.transforms.primitives.spelling import quoted, style_of
from codemods.transforms.primitives.transplant import lines_of, removed
from codemods.transforms.primitives.writing import Ground

_SURELY_MAKES = frozenset({Role.WRITE, Role.APPEND, Role.STORE, Role.MKDIR, Role.ENSURE})
_NAMES_FILES = frozenset({"dbm", "shelve"})
"""Modules that add to the name of the file that they make, as the system asks."""


def by_value(sharing: Sharing) -> Proposal:
    """The tests request fixtures that make it, and spell its paths from what those give.

    Raises:
        RefusedRewrite: a path is spelled where no fixture can be requested.
    """
    check_set_up(sharing)
    if sharing.common.anchor.startswith(SESSION_FOLDERS):
        raise NotApplicable("its folder is that of a fixture already")
    suite, common, staging = sharing.suite, sharing.common, sharing.staging
    members = list(staging.seen)
    users = [sharing.function(index) for index in members]
    makers = [share.function for stage in staging.stages for share in stage.shares]
    everyone = list(dict.fromkeys((*users, *makers)))
    path = place_of(users)
    taken = taken_anywhere(suite, everyone) | given_beside(sharing.known.taken, users)
    taken |= frozenset(n for f in everyone for n in sharing.known.taken.get(f.key, ()))
    work = Rewriting(
        replace(sharing.component, anchor=common.anchor, clash=None), suite, sharing.known.taken
    )
    names: list[str] = []
    fixtures: list[NewFixture] = []
    for number, stage in enumerate(staging.stages):
        name = fixture_name(sharing.component, common, stage.names if number else (), taken)
        taken |= {name}
        previous = names[-1] if names else None
        fixtures.append(body_of(work, common, name, previous, stage.shares, users, path))
        names.append(name)
    for index in members:
        copied = path if index in staging.copying else None
        _rewrite(sharing, work, index, names[staging.seen[index]], copied)
    if any(sharing.function(index).module == path for index in staging.copying):
        fixtures[0] = replace(fixtures[0], modules=("shutil",))
    drop_preparation(sharing, work)
    work.add(fixture_edits(suite, fixtures, users, path))
    return proposed(sharing, work, common.idle, names)


def _rewrite(
    sharing: Sharing, work: Rewriting, index: int, fixture: str, copied: str | None
) -> None:
    """One test: what moved goes, the fixture is requested, its paths are spelled from it.

    Args:
        copied: the file of the fixtures, where the test works on a copy.
    """
    function = sharing.function(index)
    share = sharing.shares.get(index)
    source = work.source_of(function.key)
    gone = [*(share.moved if share else ())]
    gone += [s for s in function.node.body if id(s) in sharing.common.idle]
    nested = sharing.component.idle.get(function.key, ())
    if any(statement not in function.node.body for statement in nested):
        raise RefusedRewrite(f"{function.qualname} clears it away in the middle")
    spans = [source.span(statement) for statement in gone]
    place = _place(sharing, function, spans)
    if place and not copied and sharing.common.is_file:
        place, needless = _renamed(work, sharing, function, place, fixture, gone)
        gone += needless
        spans += [source.span(statement) for statement in needless]
    replaced = spans + [source.span(s.origin.node) for s in (place.spellings if place else ())]
    take(work, function, fixture, replaced)
    if copied:
        take(work, function, "tmp_path", replaced)
        fixture = _copy(work, sharing, function, fixture, gone, copied)
    if is_moved(function, gone):
        work.add(_only_there(sharing, index, function, fixture, gone))
        return
    work.add(removed(source, function, gone))
    if place:
        work.write(place, Ground(fixture))


def _place(
    sharing: Sharing, function: Function, spans: Collection[tuple[int, int]]
) -> Place | None:
    """The spellings of a function that stand outside of some spans."""
    if any(
        place.function == function.key and place.kind is not Hosting.PARAMETER
        for place in sharing.component.places
    ):
        raise RefusedRewrite(f"{function.qualname} cannot take a fixture")
    found = spelled_outside(sharing, function, spans)
    return Place(Hosting.PARAMETER, function.key, tuple(found)) if found else None


def spelled_outside(
    sharing: Sharing, function: Function, spans: Collection[tuple[int, int]]
) -> list[Spelling]:
    """The spellings of what is shared in a function that stand outside of some spans."""
    source = sharing.suite.modules[function.module].source
    found: list[Spelling] = []
    for place in sharing.component.places:
        for spelling in place.spellings if place.function == function.key else ():
            start, end = source.span(spelling.origin.node)
            if not is_inside((start, end), spans):
                found.append(spelling)
    return found


def _renamed(
    work: Rewriting,
    sharing: Sharing,
    function: Function,
    place: Place,
    fixture: str,
    gone: Sequence[ast.stmt],
) -> tuple[Place | None, list[ast.stmt]]:
    """Use the fixture itself where a local name would only be another word for it.

    Returns:
        What is still to be spelled, and the definitions that go.
    """
    source, limit = work.source_of(function.key), sharing.suite.config.line_length
    needless: list[ast.stmt] = []
    left: list[Spelling] = []
    for spelling in place.spellings:
        statement = definition_with(function, spelling)
        name = statement.targets[0] if statement and len(statement.targets) == 1 else None
        if spelling.needs_str or statement is None or not isinstance(name, ast.Name):
            left.append(spelling)
            continue
        uses = [
            node
            for node in nodes_of(function.node)
            if isinstance(node, ast.Name) and node.id == name.id and node is not name
        ]
        kept = [n for n in uses if not any(n in nodes_of(other) for other in gone)]
        lines = {node.lineno for node in kept}
        longer = max(len(fixture) - len(name.id), 0) * len(kept)
        fits = all(len(source.line(line).rstrip()) + longer <= limit for line in lines)
        plain = all(
            isinstance(node.ctx, ast.Load) and source.segment(node) == node.id for node in uses
        )
        if not (fits and plain):
            left.append(spelling)
            continue
        work.add(replacing(source, *source.span(node), fixture) for node in kept)
        needless.append(statement)
    return (replace(place, spellings=tuple(left)) if left else None), needless


def _copy(
    work: Rewriting,
    sharing: Sharing,
    function: Function,
    fixture: str,
    gone: Sequence[ast.stmt],
    home: str,
) -> str:
    """The statements that copy what a test changes into its own folder; the name of the copy."""
    if any(id(statement) not in sharing.common.idle for statement in gone):
        raise RefusedRewrite(f"{function.qualname} changes it again behind what makes it")
    source, common = work.source_of(function.key), sharing.common
    style = style_of(source)
    taken = taken_anywhere(sharing.suite, [function]) | {fixture}
    taken |= sharing.known.taken.get(function.key, frozenset())
    name = next(n for n in ("copy", "own_copy", f"{fixture}_copy") if n not in taken)
    file = quoted(common.file if common.is_file else common.label, style)
    if common.is_file:
        lines = [f"{name} = tmp_path / {file}", f"shutil.copy({fixture}, {name})"]
    else:
        lines = [f"{name} = shutil.copytree({fixture}, tmp_path / {file})"]
    if function.module != home:
        work.add(plain_imports(sharing.suite.modules[function.module], "shutil"))
    work.add([at_top(source, function, lines)])
    work.names.append((function.key, name))
    return name


def _only_there(
    sharing: Sharing,
    index: int,
    function: Function,
    fixture: str,
    gone: Sequence[ast.stmt],
) -> Iterator[Edit]:
    """What is left of a test that only made something: that it is there."""
    source, common = sharing.suite.modules[function.module].source, sharing.common
    made = [
        touch.path
        for _, touch in sharing.line.touches_of(index)
        if touch.role in _SURELY_MAKES and HOLE not in touch.path
    ]
    text = "pass"
    if _NAMES_FILES & {i.module for i in sharing.suite.modules[function.module].imports.values()}:
        made = []
    if made and common.is_file:
        text = f"assert {fixture}.exists()"
    elif made:
        style = style_of(source)
        below = made[-1].removeprefix(common.anchor).strip("/")
        parts = " / ".join([fixture, *(quoted(part, style) for part in below.split("/") if part)])
        text = f"assert ({parts}).exists()" if below else f"assert {fixture}.exists()"
    first, *rest = gone
    start, end = source.span(first)
    yield replacing(source, start, end, text)
    yield from removed(source, function, rest)


def drop_preparation(
    sharing: Sharing, work: Rewriting, filled: Collection[str] = frozenset()
) -> None:
    """Take out what only made or cleared the old folder, wherever it stands.

    Args:
        filled: keys of functions whose statements are replaced already.
    """
    suite, own = sharing.suite, {one.trace.test.function.key for one in sharing.tests}
    own |= set(filled)
    statements = statements_of(sharing.tests, sharing.common.idle)
    for key, found in sharing.component.idle.items():
        statements.setdefault(key, {}).update({id(s): s for s in found})
    elsewhere = {key: tuple(found.values()) for key, found in statements.items() if key not in own}
    functions = {key: found for key, found in elsewhere.items() if "::" in key}
    work.component = replace(work.component, idle=functions)
    work.tidy()
    for key, found in elsewhere.items():
        if "::" in key:
            continue
        source = suite.modules[key].source
        work.add(replacing(source, *lines_of(source, statement), "") for statement in found)
    spans = {key: [(c.start, c.end) for c in work.cuts(key)] for key in functions}
    used = {
        id(touch.origin.node)
        for one in sharing.tests
        for touch in one.touches
        if touch.origin and id(touch.statement) not in sharing.common.idle
    }
    for place in sharing.component.places:
        if place.function in own:
            continue
        source = work.source_of(place.function)
        gone = spans.get(place.function) or [
            source.span(s) for s in elsewhere.get(place.function, ())
        ]
        for spelling in place.spellings:
            if id(spelling.origin.node) not in used:
                continue
            start, end = source.span(spelling.origin.node)
            if not is_inside((start, end), gone):
                raise RefusedRewrite(
                    f"line {spelling.origin.node.lineno} of {source.path} spells it too"
                )
