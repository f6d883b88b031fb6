"""Fixtures that make what is shared where the suite has its folder: a wide fixture, a constant."""

import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from codemods.edits.model import Edit
from codemods.hazards.resources import makes
from codemods.suite.model import SCOPES, Function
from codemods.touches.model import HOLE, SESSION_FOLDERS
from codemods.transforms.api import Proposal
from codemods.transforms.primitives.hosts import Hosting, function_at
from codemods.transforms.primitives.imports import plain_imports
from codemods.transforms.primitives.making import acting_fixture, fixture_name, is_moved
from codemods.transforms.primitives.new_fixture import (
    fixture_edits,
    given_beside,
    place_of,
    taken_anywhere,
)
from codemods.transforms.primitives.places import component_of
from codemods.transforms.primitives.process import by_constant, by_process
from codemods.transforms.primitives.replacing import RefusedRewrite, replacing
from codemods.transforms.primitives.requested import by_factory
from codemods.transforms.primitives.rewrite import Rewriting
from codemods.transforms.primitives.sharing import Sharing, only_stage, proposed
from codemods.transforms.primitives.spelling import quoted, style_of
from codemods.transforms.primitives.transplant import removed


def by_effect(sharing: Sharing) -> Proposal:
    """The folder moves where it is defined; a fixture makes what is in it, for all that use it.

    Raises:
        RefusedRewrite: the folder cannot move alone, or the tests change what is in it.
    """
    stage = only_stage(sharing)
    members = list(sharing.staging.seen)
    users = [sharing.function(index) for index in members]
    _check_hosts(sharing, users)
    scope = _scope_of_folder(sharing)
    work = _moved_folder(sharing)
    taken = taken_anywhere(sharing.suite, users) | given_beside(sharing.known.taken, users)
    name = _acting_name(fixture_name(sharing.component, sharing.common, (), taken), taken)
    fixture = acting_fixture(sharing.suite, name, stage.shares, users, scope)
    for index in members:
        share = sharing.shares.get(index)
        function = sharing.function(index)
        gone = list(share.moved) if share else []
        work.add(_without(sharing, index, function, gone))
        work.add(_marked(sharing, function, name))
    work.add(fixture_edits(sharing.suite, [fixture], users, place_of(users)))
    idle = frozenset(id(s) for found in work.component.idle.values() for s in found)
    return proposed(sharing, work, idle, [name])


def _check_hosts(sharing: Sharing, users: Sequence[Function]) -> None:
    """Set-up may only prepare the folder; plain unittest would not run a fixture."""
    for one in sharing.tests:
        for touch in one.touches:
            acts = touch.step is not None and touch.role.reaches and not touch.role.prepares
            if acts and touch.actor != one.trace.test.function.key:
                function = function_at(sharing.suite, touch.actor) if touch.actor else None
                where = function.qualname if function else "the module"
                raise RefusedRewrite(f"{where} sets it up at line {touch.line}")
    for function in users:
        if function.in_testcase and "pytest" not in sharing.suite.modules[function.module].imports:
            raise RefusedRewrite(f"{function.module} is written for unittest, without pytest")


def _scope_of_folder(sharing: Sharing) -> str:
    """How long the narrowest wide fixture lasts in which the folder is spelled."""
    found = ["session"]
    name = sharing.common.anchor.removeprefix(f"{SESSION_FOLDERS}/").partition("/")[0]
    for one in sharing.tests if sharing.common.anchor.startswith(SESSION_FOLDERS) else ():
        for key in one.trace.functions:
            function = function_at(sharing.suite, key)
            if function and function.fixture and function.fixture.name == name:
                found.append(function.fixture.scope or "class")
    for place in sharing.component.places:
        function = function_at(sharing.suite, place.function)
        if place.kind is Hosting.WIDE and function and function.fixture:
            found.append(function.fixture.scope or "class")
    return min(found, key=SCOPES.index)


def _moved_folder(sharing: Sharing) -> Rewriting:
    """The edits that give each worker a folder of its own where the folder is spelled."""
    if sharing.common.anchor.startswith(SESSION_FOLDERS):
        component = replace(sharing.component, idle={})
        return Rewriting(component, sharing.suite, sharing.known.taken)
    refusals: list[RefusedRewrite] = []
    ways: tuple[tuple[Callable[[Rewriting], None], bool], ...] = (
        (by_factory, True),
        (by_constant, False),
        (by_process, False),
    )
    for way, fresh in ways:
        component = component_of(sharing.tests, sharing.suite, fresh=fresh, kept=sharing.known.kept)
        work = Rewriting(component, sharing.suite, sharing.known.taken)
        try:
            if component.clash:
                raise RefusedRewrite(component.clash)
            way(work)
            _check_apart(sharing, work)
        except RefusedRewrite as refusal:
            refusals.append(refusal)
        else:
            return work
    raise refusals[-1]


def _check_apart(sharing: Sharing, work: Rewriting) -> None:
    """The statements that move are written elsewhere as they stand."""
    for share in sharing.shares.values():
        source = work.source_of(share.function.key)
        for statement in share.statements:
            start, end = source.span(statement)
            for edit in work.edits:
                if edit.path == source.path and edit.start < end and start < edit.end:
                    raise RefusedRewrite(
                        f"line {statement.lineno} of {source.path} makes it and spells its path"
                    )


def _without(
    sharing: Sharing, index: int, function: Function, gone: Sequence[ast.stmt]
) -> Iterator[Edit]:
    """The edits that take out of a test what the fixture does."""
    module = sharing.suite.modules[function.module]
    source = module.source
    if gone and is_moved(function, gone):
        first, *rest = gone
        text, needs_os = _only_there(sharing, index, function)
        yield from plain_imports(module, "os") if needs_os else ()
        yield replacing(source, *source.span(first), text)
        yield from removed(source, function, rest)
    else:
        yield from removed(source, function, gone)


def _only_there(sharing: Sharing, index: int, function: Function) -> tuple[str, bool]:
    """What is left of a test that only made something, and whether it needs ``os`` for that."""
    source = sharing.suite.modules[function.module].source
    arguments = {argument.arg for argument in function.node.args.args}
    for _, touch in reversed(list(sharing.line.touches_of(index))):
        if not makes(touch) or HOLE in touch.path:
            continue
        fixture, _, below = touch.path.removeprefix(f"{SESSION_FOLDERS}/").partition("/")
        if touch.path.startswith(SESSION_FOLDERS) and fixture in arguments and below:
            parts = (quoted(part, style_of(source)) for part in below.split("/"))
            return f"assert ({' / '.join([fixture, *parts])}).exists()", False
        home, _, name = ((touch.origin.constant if touch.origin else "") or "").rpartition(":")
        known = name in sharing.suite.modules[function.module].bound
        if touch.origin and known and home in ("", function.module):
            if touch.origin.kind == "path":
                return f"assert {name}.exists()", False
            return f"assert os.path.exists({name})", True
    return "pass", False


def _marked(sharing: Sharing, function: Function, name: str) -> Iterator[Edit]:
    """The mark by which a test requests the fixture, which gives it no value."""
    module = sharing.suite.modules[function.module]
    source = module.source
    yield from plain_imports(module, "pytest")
    at = source.line_start(function.node.lineno)
    indent = source.indent(function.node.lineno)
    fixture = quoted(name, style_of(source))
    mark = f"{indent}@pytest.mark.usefixtures({fixture}){source.newline}"
    yield replacing(source, at, at, mark)


def _acting_name(name: str, taken: frozenset[str]) -> str:
    """A name for a fixture that makes something, and gives nothing."""
    stem = name.removesuffix("_path").removesuffix("_dir")
    candidates = (f"{stem}_file", f"written_{stem}", name)
    return next(n for n in candidates if n not in taken)
