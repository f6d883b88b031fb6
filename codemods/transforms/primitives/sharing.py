"""One fixture for what several tests make and use: the pieces put together."""

import ast
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from codemods.edits.model import Edit
from codemods.hazards.find import makes
from codemods.hazards.model import Hazard, Involved
from codemods.suite.model import Function, Suite
from codemods.touches.model import HOLE
from codemods.transforms.api import Known, Proposal
from codemods.transforms.primitives.common import Common, common_of
from codemods.transforms.primitives.hosts import Hosting, function_at
from codemods.transforms.primitives.imports import plain_imports
from codemods.transforms.primitives.making import body_of, fixture_name
from codemods.transforms.primitives.new_fixture import (
    NewFixture,
    fixture_edits,
    place_of,
    taken_anywhere,
)
from codemods.transforms.primitives.places import Component, Place, Spelling, component_of
from codemods.transforms.primitives.reasons import is_doubtful, why_not_spelled
from codemods.transforms.primitives.replacing import RefusedRewrite, replacing
from codemods.transforms.primitives.requested import take
from codemods.transforms.primitives.rewrite import Rewriting, at_top
from codemods.transforms.primitives.shares import (
    Producer,
    Share,
    copying_share,
    moving_share,
)
from codemods.transforms.primitives.spelling import quoted, style_of
from codemods.transforms.primitives.staging import Staging, staging_of
from codemods.transforms.primitives.timeline import Timeline, read_timeline
from codemods.transforms.primitives.transplant import lines_of, removed
from codemods.transforms.primitives.visibility import why_not_named
from codemods.transforms.primitives.writing import Ground


@dataclass
class Sharing:
    """Everything that is known of what the tests of a hazard share, as it is found out."""

    hazard: Hazard
    suite: Suite
    known: Known
    component: Component
    common: Common
    line: Timeline
    shares: dict[int, Share] = field(default_factory=dict)
    apart: dict[int, Proposal] = field(default_factory=dict)

    @property
    def tests(self) -> Sequence[Involved]:
        return self.hazard.tests

    def function(self, index: int) -> Function:
        return self.tests[index].trace.test.function


def share_by_fixture(hazard: Hazard, suite: Suite, known: Known) -> Proposal:
    """The edits that put what makes it into fixtures which all its tests request.

    Raises:
        RefusedRewrite: that cannot be shown to be right.
    """
    _check(hazard, suite)
    component = component_of(hazard.tests, suite, fresh=True, kept=known.kept)
    idle = {id(s) for statements in component.idle.values() for s in statements}
    common = common_of(hazard.tests, suite, idle)
    line = read_timeline(hazard.tests, common.idle)
    sharing = Sharing(hazard, suite, known, component, common, line)
    _check_set_up(sharing)
    _take_shares(sharing)
    staging = staging_of(sharing.tests, line, sharing.shares, frozenset(sharing.apart))
    return _written(sharing, staging)


def _check(hazard: Hazard, suite: Suite) -> None:
    functions: set[int] = set()
    for one in hazard.tests:
        trace = one.trace
        if trace.incomplete or trace.faked:
            raise RefusedRewrite(str(trace.incomplete or trace.faked))
        if id(trace.test.function) in functions:
            raise RefusedRewrite(f"{trace.test.function.qualname} runs in several classes")
        functions.add(id(trace.test.function))
        for touch in one.touches:
            if touch.path in suite.checked_in:
                raise RefusedRewrite(f"{touch.path} belongs to the repository")
            reason = why_not_spelled(touch, one, suite)
            if reason:
                raise RefusedRewrite(reason)
        if trace.own_folder and trace.moves:
            raise RefusedRewrite("a test goes to a folder of its own itself")
        if reason := why_not_named(one, suite):
            raise RefusedRewrite(reason)


def _check_set_up(sharing: Sharing) -> None:
    """Set-up functions and fixtures may prepare what is shared, but not make it."""
    for one in sharing.tests:
        own = one.trace.test.function
        for touch in one.touches:
            if touch.actor == own.key or id(touch.statement) in sharing.common.idle:
                continue
            if touch.step is None and not touch.role.reaches:
                continue
            function = function_at(sharing.suite, touch.actor) if touch.actor else None
            where = function.qualname if function else "the module"
            raise RefusedRewrite(f"{where} sets it up at line {touch.line}")


def _take_shares(sharing: Sharing) -> None:
    line = sharing.line
    owners = {index for index, _ in line.making}
    if not owners:
        raise RefusedRewrite("no test makes it before another one needs it")
    for index, one in enumerate(sharing.tests):
        if index in owners:
            _take_share(sharing, index)
        elif index not in line.fed:
            if one.needs:
                raise RefusedRewrite(f"{one.id} needs it before any test has made it")
            sharing.apart[index] = _apart(sharing, index)


def _take_share(sharing: Sharing, index: int) -> None:
    one, line = sharing.tests[index], sharing.line
    function = sharing.function(index)
    steps = {id(statement): statement for statement in function.node.body}
    making = [s for key, s in steps.items() if (index, key) in line.making]
    touches: dict[int, list[object]] = {}
    for statement, touch in line.touches_of(index):
        touches.setdefault(statement, []).append(touch)
    producer = Producer(function, one.trace.test, tuple(making), sharing.common.idle, touches)  # type: ignore[arg-type]
    try:
        sharing.shares[index] = moving_share(producer, sharing.suite)
    except RefusedRewrite as refusal:
        if index in line.fed:
            raise
        try:
            share = copying_share(producer, sharing.suite)
            sharing.apart[index] = _apart(sharing, index)
        except RefusedRewrite:
            raise refusal from None
        sharing.shares[index] = share


def _apart(sharing: Sharing, index: int) -> Proposal:
    """A test that keeps to itself, on a path of its own."""
    from codemods.transforms import tmp_path

    alone = replace(sharing.hazard, tests=(replace(sharing.tests[index], needs=None),))
    proposal = tmp_path.propose(alone, sharing.suite, sharing.known)
    if proposal.refused or proposal.away:
        raise RefusedRewrite(proposal.refused[0].reason if proposal.refused else "it moves away")
    return proposal


def _written(sharing: Sharing, staging: Staging) -> Proposal:
    suite, common = sharing.suite, sharing.common
    members = list(staging.seen)
    users = [sharing.function(index) for index in members]
    makers = [share.function for stage in staging.stages for share in stage.shares]
    everyone = list(dict.fromkeys((*users, *makers)))
    taken = taken_anywhere(suite, everyone)
    taken |= frozenset(n for f in everyone for n in sharing.known.taken.get(f.key, frozenset()))
    work = Rewriting(
        replace(sharing.component, anchor=common.anchor, clash=None), suite, sharing.known.taken
    )
    names: list[str] = []
    fixtures: list[NewFixture] = []
    path = place_of(suite, users)
    for number, stage in enumerate(staging.stages):
        name = fixture_name(sharing.component, common, stage.names if number else (), taken)
        taken |= {name}
        previous = names[-1] if names else None
        fixtures.append(body_of(work, common, name, previous, stage.shares, users, path))
        names.append(name)
    used = {staging.seen[index] for index in members}
    if len(used) < len(names) - 1:
        raise RefusedRewrite("a state in between is seen by no test")
    for index in members:
        copied = path if index in staging.copying else None
        _rewrite(sharing, work, index, names[staging.seen[index]], copied)
    if any(sharing.function(index).module == path for index in staging.copying):
        fixtures[0] = replace(fixtures[0], modules=("shutil",))
    _drop_preparation(sharing, work)
    work.add(fixture_edits(suite, fixtures, users, path))
    edits = [*work.edits, *(edit for other in sharing.apart.values() for edit in other.edits)]
    idle = frozenset(common.idle).union(*(other.idle for other in sharing.apart.values()))
    return Proposal(
        tests=tuple(one.id for one in sharing.tests),
        edits=tuple(dict.fromkeys(edits)),
        safety="unsafe" if is_doubtful(sharing.tests) else "safe",
        names=tuple(
            [(function.key, name) for function in users for name in names]
            + [name for other in sharing.apart.values() for name in other.names]
        ),
        idle=idle,
    )


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
    place = _place(sharing, function, spans, inside=False)
    if place and not copied and sharing.common.is_file:
        place, needless = _renamed(work, sharing, function, place, fixture, gone)
        gone += needless
        spans += [source.span(statement) for statement in needless]
    replaced = spans + [source.span(s.origin.node) for s in (place.spellings if place else ())]
    take(work, function, fixture, replaced)
    if copied:
        take(work, function, "tmp_path", replaced)
        fixture = _copy(work, sharing, function, fixture, gone, copied)
    left = [s for s in _body(function) if s not in gone]
    if not left:
        work.add(_only_there(sharing, index, function, fixture, gone))
        return
    work.add(removed(source, function, gone))
    if place:
        work.write(place, Ground(fixture))


def _body(function: Function) -> list[ast.stmt]:
    body = function.node.body
    return body[1:] if ast.get_docstring(function.node, clean=False) is not None else list(body)


def _place(
    sharing: Sharing, function: Function, spans: Collection[tuple[int, int]], *, inside: bool
) -> Place | None:
    """The spellings of a function that stand inside some spans, or outside of them."""
    source = sharing.suite.modules[function.module].source
    found: list[Spelling] = []
    for place in sharing.component.places:
        if place.function != function.key:
            continue
        if place.kind is not Hosting.PARAMETER:
            raise RefusedRewrite(f"{function.qualname} cannot take a fixture")
        for spelling in place.spellings:
            start, end = source.span(spelling.origin.node)
            within = any(first <= start and end <= last for first, last in spans)
            if within == inside:
                found.append(spelling)
    return Place(Hosting.PARAMETER, function.key, tuple(found)) if found else None


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
        statement = next(
            (
                s
                for s in function.node.body
                if isinstance(s, ast.Assign) and s.value is spelling.origin.node
            ),
            None,
        )
        name = statement.targets[0] if statement and len(statement.targets) == 1 else None
        if spelling.needs_str or statement is None or not isinstance(name, ast.Name):
            left.append(spelling)
            continue
        uses = [
            node
            for node in ast.walk(function.node)
            if isinstance(node, ast.Name) and node.id == name.id and node is not name
        ]
        kept = [n for n in uses if not any(n in ast.walk(other) for other in gone)]
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
    if gone:
        raise RefusedRewrite(f"{function.qualname} changes it again behind what makes it")
    source, common = work.source_of(function.key), sharing.common
    style = style_of(source)
    taken = taken_anywhere(sharing.suite, [function]) | {fixture}
    name = next(n for n in ("copy", "own_copy", f"{fixture}_copy") if n not in taken)
    file = quoted(common.file if common.is_file else common.label, style)
    if common.is_file:
        lines = [f"{name} = tmp_path / {file}", f"shutil.copy({fixture}, {name})"]
    else:
        lines = [f"{name} = shutil.copytree({fixture}, tmp_path / {file})"]
    if function.module != home:
        work.add(plain_imports(sharing.suite.modules[function.module], "shutil"))
    work.add([at_top(source, function, lines)])
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
        if makes(touch) and HOLE not in touch.path
    ]
    text = "pass"
    if common.is_file:
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


def _drop_preparation(sharing: Sharing, work: Rewriting) -> None:
    """Take out what only made or cleared the old folder, wherever it stands."""
    suite, own = sharing.suite, {one.trace.test.function.key for one in sharing.tests}
    statements: dict[str, dict[int, ast.stmt]] = {}
    for one in sharing.tests:
        for touch in one.trace.touches:
            if touch.statement is not None and id(touch.statement) in sharing.common.idle:
                statements.setdefault(touch.function, {})[id(touch.statement)] = touch.statement
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
            if not any(first <= start and end <= last for first, last in gone):
                raise RefusedRewrite(
                    f"line {spelling.origin.node.lineno} of {source.path} spells it too"
                )
