"""What the tests of a hazard share, and which statements of theirs make it."""

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from codemods.hazards.model import Hazard, Involved
from codemods.hazards.resources import changes, folders_of, makes
from codemods.suite.model import Function, Suite
from codemods.suite.nodes import nodes_of
from codemods.touches.model import SESSION_FOLDERS, Role, Touch
from codemods.transforms.api import Known, Proposal
from codemods.transforms.primitives.common import Common, common_of
from codemods.transforms.primitives.effects import changes_unseen
from codemods.transforms.primitives.hosts import function_at
from codemods.transforms.primitives.new_fixture import place_of, reach_of
from codemods.transforms.primitives.places import Component, component_of
from codemods.transforms.primitives.producers import Producer
from codemods.transforms.primitives.reasons import is_doubtful, why_not_spelled
from codemods.transforms.primitives.replacing import RefusedRewrite
from codemods.transforms.primitives.rewrite import Rewriting
from codemods.transforms.primitives.shares import (
    Share,
    copying_share,
    moving_share,
)
from codemods.transforms.primitives.staging import Stage, Staging, staging_of
from codemods.transforms.primitives.timeline import Timeline, read_timeline
from codemods.transforms.primitives.unreached import why_run_unseen
from codemods.transforms.primitives.visibility import why_not_named


@dataclass
class Sharing:
    """Everything that is known of what the tests of a hazard share.

    Attributes:
        line: what they do to it, one after the other.
        shares: what goes into fixtures, by index of the test.
        apart: what becomes of the tests that keep to themselves, by index.
    """

    hazard: Hazard
    suite: Suite
    known: Known
    component: Component
    common: Common
    line: Timeline
    shares: dict[int, Share] = field(default_factory=dict)
    apart: dict[int, Proposal] = field(default_factory=dict)
    staging: Staging = field(default_factory=lambda: Staging((), {}, frozenset()))

    @property
    def tests(self) -> Sequence[Involved]:
        return self.hazard.tests

    def function(self, index: int) -> Function:
        return self.tests[index].trace.test.function


def analyse(hazard: Hazard, suite: Suite, known: Known) -> Sharing:
    """Find out who makes what for whom, and what of each test has to move.

    Raises:
        RefusedRewrite: that cannot be told.
    """
    _check(hazard, suite, known)
    component = component_of(hazard.tests, suite, fresh=True, kept=known.kept)
    if component.bound:
        raise RefusedRewrite(component.bound)
    idle = {id(s) for statements in component.idle.values() for s in statements}
    common = common_of(hazard.tests, suite, idle, known.kept)
    line = read_timeline(hazard.tests, common.idle)
    sharing = Sharing(hazard, suite, known, component, common, line)
    _take_shares(sharing)
    staging = staging_of(
        sharing.tests, line, sharing.shares, frozenset(sharing.apart), _unseen(sharing)
    )
    return replace(sharing, staging=staging)


def only_stage(sharing: Sharing) -> Stage:
    """The one stage of what is made.

    Raises:
        RefusedRewrite: there are several, or a test needs a copy.
    """
    staging = sharing.staging
    if len(staging.stages) != 1 or staging.copying or sharing.apart:
        raise RefusedRewrite("the tests change it, and cannot be given copies of it")
    return staging.stages[0]


def proposed(
    sharing: Sharing, work: Rewriting, idle: frozenset[int], names: Sequence[str] = ()
) -> Proposal:
    """What becomes of all the tests, those that keep to themselves among them.

    Args:
        idle: identities of the statements that go.
        names: of the fixtures that the others request.
    """
    apart = sharing.apart.values()
    users = [sharing.function(index) for index in sharing.staging.seen]
    edits = [*work.edits, *(edit for other in apart for edit in other.edits)]
    return Proposal(
        tests=tuple(one.id for one in sharing.tests),
        edits=tuple(dict.fromkeys(edits)),
        safety="unsafe" if is_doubtful(sharing.tests) else "safe",
        names=(
            *work.names,
            *((function.key, name) for function in users for name in names),
            *((reach_of(place_of(users)), name) for name in names),
            *(name for other in apart for name in other.names),
        ),
        idle=idle.union(*(other.idle for other in apart)),
    )


def _unseen(sharing: Sharing) -> frozenset[int]:
    """The tests that may change what is shared in ways that were not read."""
    found: set[int] = set()
    for index, one in enumerate(sharing.tests):
        function, share = sharing.function(index), sharing.shares.get(index)
        gone = share.moved if share else ()
        kept = [s for s in function.node.body if s not in gone]
        if changes_unseen(function, sharing.suite.modules[function.module], one.touches, kept):
            found.add(index)
    return frozenset(found)


def _check(hazard: Hazard, suite: Suite, known: Known) -> None:
    functions: set[int] = set()
    kept = folders_of(suite.checked_in)
    for one in hazard.tests:
        trace = one.trace
        if trace.incomplete or trace.faked:
            raise RefusedRewrite(str(trace.incomplete or trace.faked))
        if id(trace.test.function) in functions:
            raise RefusedRewrite(f"{trace.test.function.qualname} runs in several classes")
        functions.add(id(trace.test.function))
        for touch in one.touches:
            if touch.path in suite.checked_in or (touch.role is Role.LIST and touch.path in kept):
                raise RefusedRewrite(f"{touch.path} belongs to the repository")
            reason = why_not_spelled(touch, one, suite)
            if reason and not touch.path.startswith(SESSION_FOLDERS):
                raise RefusedRewrite(reason)
        if trace.own_folder and trace.moves:
            raise RefusedRewrite("a test goes to a folder of its own itself")
        if reason := why_not_named(one, suite):
            raise RefusedRewrite(reason)
    if reason := why_run_unseen(hazard.tests, suite, known.traces):
        raise RefusedRewrite(reason)


def check_set_up(sharing: Sharing) -> None:
    """Set-up functions and fixtures may prepare what is shared, but not make it.

    Raises:
        RefusedRewrite: one of them makes it.
    """
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
            try:
                sharing.apart[index] = _apart(sharing, index)
            except RefusedRewrite:
                if any(changes(touch) for touch in one.touches):
                    raise
                sharing.apart[index] = Proposal()  # it finds nothing where it looks, as before


def _take_share(sharing: Sharing, index: int) -> None:
    one, line = sharing.tests[index], sharing.line
    function = sharing.function(index)
    steps = {id(statement): statement for statement in function.node.body}
    making = [s for key, s in steps.items() if (index, key) in line.making]
    touches: dict[int, list[Touch]] = {}
    for statement, touch in line.touches_of(index):
        touches.setdefault(statement, []).append(touch)
    if made := _expected_to_fail(making, touches):
        raise RefusedRewrite(f"what would make it at line {made} is expected to fail")
    producer = Producer(function, one.trace.test, tuple(making), sharing.common.idle, touches)
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


def _expected_to_fail(
    making: Sequence[ast.stmt], touches: Mapping[int, Sequence[Touch]]
) -> int | None:
    """The line of a path that is spelled where an error is expected, so that nothing is made."""
    for statement in making:
        inside = {
            id(spelled)
            for node in nodes_of(statement)
            if isinstance(node, ast.With | ast.AsyncWith)
            and any("raise" in ast.unparse(item.context_expr).lower() for item in node.items)
            for spelled in nodes_of(node)
        }
        for touch in touches.get(id(statement), ()):
            if makes(touch) and touch.origin and id(touch.origin.node) in inside:
                return touch.origin.node.lineno
    return None


def _apart(sharing: Sharing, index: int) -> Proposal:
    """A test that keeps to itself, on a path of its own."""
    from codemods.transforms import tmp_path

    alone = replace(sharing.hazard, tests=(replace(sharing.tests[index], all_needs=()),))
    proposal = tmp_path.propose(alone, sharing.suite, sharing.known)
    if proposal.refused or proposal.away:
        raise RefusedRewrite(proposal.refused[0].reason if proposal.refused else "it moves away")
    return proposal
