"""Clean-up that has lost its purpose, because the folder of the files is new and goes by itself."""

import ast
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from codemods.hazards.model import Involved
from codemods.hazards.paths import overlap
from codemods.suite.model import Function, Suite
from codemods.suite.nodes import nodes_of, parents_in
from codemods.suite.support import serves_tests
from codemods.touches.model import GUESSED_SAVES, Role, Touch
from codemods.transforms.primitives.hosts import function_at
from codemods.transforms.primitives.plainness import loads

_REMOVES = frozenset({Role.DELETE, Role.CLEAN, Role.GUARD})
_IS_THERE = frozenset({Role.READ, Role.LIST, Role.PROBE})
_BLOCKS = ("body", "orelse", "finalbody")
_CLEANS_UP = re.compile(rb"clean|clear|remov|delet|tidy|unlink|tear|get rid", re.IGNORECASE)
_SCOPES = ("session", "package", "module", "class", "function")
_AFTER = ("teardown", "tearDown", "asyncTearDown")


@dataclass(frozen=True, eq=False, slots=True)
class Cleanup:
    """A statement of ``function`` that only removes what the test made, or would have found."""

    function: str
    statement: ast.stmt


def purposeless(
    tests: Sequence[Involved], moved: Collection[int], suite: Suite, kept: Collection[int]
) -> list[Cleanup]:
    """The statements that only remove what nobody will find in a new folder.

    Args:
        moved: identities of the expressions whose paths get a new folder in every test.
        kept: identities of statements that tests run which do not move.

    Returns:
        Those before the first use and behind the last, in every test that runs them.
    """
    if any(_is_to_fail(one) for one in tests):
        return []
    doing: dict[int, list[Touch]] = {}
    for one in tests:
        for touch in one.trace.touches:
            if touch.statement is not None:
                doing.setdefault(id(touch.statement), []).append(touch)
    between = {
        id(touch.statement)
        for one in tests
        for touch in one.trace.touches
        if touch.statement is not None and _is_between(one, touch, suite)
    }
    candidates = {
        key: touches[0]
        for key, touches in doing.items()
        if key not in kept
        and key not in between
        and not any(touch.path in suite.checked_in for touch in touches)
        and all(t.role in _REMOVES and t.origin and id(t.origin.node) in moved for t in touches)
        and any(t.role is not Role.GUARD for t in touches)
    }
    candidates = {
        key: touch
        for key, touch in candidates.items()
        if _is_of_tests(suite, touch.function) and not _is_explained(suite, touch)
    }
    gone = {key: touch.statement for key, touch in candidates.items() if touch.statement}
    for key, touch in list(candidates.items()):
        if _leaves_names(suite, touch, gone):
            del candidates[key]
    ends = {key: _Ends(suite, touch) for key, touch in candidates.items()}
    while True:
        useful = {
            key
            for one in tests
            for key in {id(touch.statement) for touch in one.trace.touches} & candidates.keys()
            if _has_purpose(one, key, candidates, ends[key], between)
        }
        if not useful:
            break
        for key in useful:
            del candidates[key]
    found = [Cleanup(t.function, t.statement) for t in candidates.values() if t.statement]
    return sorted(found, key=lambda cleanup: (cleanup.function, cleanup.statement.lineno))


def _is_between(one: Involved, touch: Touch, suite: Suite) -> bool:
    """Whether a statement removes, test by test, what lies in a folder that lasts for several."""
    home = touch.origin.function if touch.origin else None
    if home is None or home == touch.function or home not in one.trace.lasting:
        return False
    return touch.function not in one.trace.lasting or _width(suite, home) < _width(
        suite, touch.function
    )


def _width(suite: Suite, key: str) -> int:
    """The rank of a function among those that run for several tests, the widest first."""
    function = function_at(suite, key)
    if function is None or function.fixture is None:
        return _SCOPES.index("class" if function and function.owner else "module")
    return _SCOPES.index(function.fixture.scope or "function")


def _is_of_tests(suite: Suite, key: str) -> bool:
    """Whether pytest itself runs the function: nobody else counts on what it removes."""
    function = function_at(suite, key)
    return function is not None and (function.kind != "helper" or suite.is_test(function))


def _is_to_fail(one: Involved) -> bool:
    decorators = one.trace.test.function.node.decorator_list
    return any(
        "xfail" in text or "expectedFailure" in text for text in map(ast.unparse, decorators)
    )


def _tells(touch: Touch, suite: Suite) -> bool:
    """Whether the test itself makes what is removed, or has looked at it before."""
    if touch.role in _IS_THERE or touch.role is Role.LOADED:
        return True
    module = suite.modules[touch.function.partition("::")[0]]
    own = serves_tests(suite, module.path)
    return own and touch.role.makes and touch.role not in GUESSED_SAVES


def _is_explained(suite: Suite, touch: Touch) -> bool:
    """Whether somebody had more to say of a statement than that it cleans up."""
    assert touch.statement
    source = suite.modules[touch.function.partition("::")[0]].source
    first, last = touch.statement.lineno, touch.statement.end_lineno or 0
    lines = [source.line(number) for number in range(first, last + 1)]
    above = first - 1
    while source.line(above).strip().startswith(b"#"):
        lines.append(source.line(above))
        above -= 1
    comments = b" ".join(line.partition(b"#")[2] for line in lines if b"#" in line)
    return bool(comments.strip()) and not _CLEANS_UP.search(comments)


def _leaves_names(suite: Suite, touch: Touch, gone: Mapping[int, ast.stmt]) -> bool:
    """Whether a variable of the same block would be worked out for nobody."""
    function = function_at(suite, touch.function)
    assert touch.statement
    if function is None:
        return False
    block = next(_ancestry(function.node, touch.statement), (None, [], None))[1]
    set_here = {
        target.id
        for other in block[: block.index(touch.statement) if touch.statement in block else 0]
        if isinstance(other, ast.Assign)
        for target in other.targets
        if isinstance(target, ast.Name)
    }
    used = set_here & loads(touch.statement)
    kept = [s for s in nodes_of(function.node) if isinstance(s, ast.Name) and s.id in used]
    inside = {id(node) for statement in gone.values() for node in ast.walk(statement)}
    left = {name.id for name in kept if isinstance(name.ctx, ast.Load) and id(name) not in inside}
    return bool(used - left)


def _has_purpose(
    one: Involved,
    key: int,
    candidates: dict[int, Touch],
    end: "_Ends",
    earlier: Collection[int],
) -> bool:
    touches = sorted(one.trace.touches, key=lambda touch: touch.teardown)
    own = [index for index, touch in enumerate(touches) if id(touch.statement) == key]
    paths = {touches[index].path for index in own}

    def related(touch: Touch) -> bool:
        reaches = touch.role not in (Role.EMBEDDED, Role.NAMED)
        return reaches and any(overlap(touch.path, path) for path in paths)

    before = [touch for touch in touches[: own[0]] if related(touch)]
    after = [
        touch
        for touch in touches[own[0] :]
        if related(touch)
        and id(touch.statement) not in candidates
        and id(touch.statement) not in earlier
    ]
    strict = any(touches[index].role is Role.DELETE for index in own)
    if not strict and all(id(touch.statement) in candidates for touch in before) and after:
        return end.in_loop or not end.known
    told = any(_tells(touch, end.suite) for touch in before)
    if after or (strict and not told):
        return True
    return not (touches[own[0]].teardown or end.is_last(candidates))


class _Ends:
    """Where a statement stands in its function, and what follows it there."""

    def __init__(self, suite: Suite, touch: Touch) -> None:
        function = function_at(suite, touch.function)
        assert touch.statement
        self.suite = suite
        self.after: list[int] = []
        self.in_loop = False
        self.known = function is not None and is_removable(function, touch.statement)
        self.in_after = function is not None and function.name.startswith(_AFTER)
        if function is None:
            return
        for parent, block, statement in _ancestry(function.node, touch.statement):
            self.after += [id(other) for other in block[block.index(statement) + 1 :]]
            self.in_loop |= isinstance(parent, ast.For | ast.While | ast.AsyncFor)

    def is_last(self, candidates: dict[int, Touch]) -> bool:
        """Whether nothing follows but other clean-up."""
        last = all(key in candidates for key in self.after)
        return self.known and not self.in_loop and (last or self.in_after)


def _ancestry(
    function: ast.AST, statement: ast.stmt
) -> Iterator[tuple[ast.AST, list[ast.stmt], ast.stmt]]:
    """From a statement outwards: what holds it, the block it stands in, and itself."""
    parents = parents_in(function)
    current: ast.AST = statement
    while current is not function and current in parents:
        parent = parents[current]
        for name in _BLOCKS:
            block = getattr(parent, name, None)
            if isinstance(block, list) and current in block:
                yield parent, block, current  # type: ignore[misc]
        current = parent


def is_removable(function: Function, statement: ast.stmt) -> bool:
    """Whether something is left of every block if a statement goes, or the block goes with it."""
    parent, block, _ = next(iter(_ancestry(function.node, statement)), (None, [], statement))
    if len(block) > 1:
        return True
    if isinstance(parent, ast.Try):
        return block is parent.finalbody and not parent.handlers and not parent.orelse
    return parent is function.node and function.kind == "xunit"
