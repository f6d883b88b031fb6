"""What several tests share: one file, or one folder, and what becomes of its preparation."""

import ast
import posixpath
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from codemods.hazards.model import Involved
from codemods.hazards.paths import TEMPORARY, common_folder, is_below
from codemods.suite.model import Suite
from codemods.touches.model import HOLE, Role, Touch
from codemods.transforms.primitives.hosts import function_at
from codemods.transforms.primitives.removal import cut

_PREPARES = frozenset(
    {Role.MKDIR, Role.ENSURE, Role.GUARD, Role.DELETE, Role.CLEAN, Role.ABSENT, Role.PROBE}
)
_FOLDERS = frozenset({Role.MKDIR, Role.ENSURE, Role.LIST, Role.GUARD, Role.DELETE, Role.CLEAN})
_CLEARS = frozenset({Role.DELETE, Role.CLEAN})
_MENTIONS = frozenset({Role.NAMED, Role.EMBEDDED})


@dataclass(frozen=True)
class Common:
    """What the tests share.

    Attributes:
        anchor: the file, or the folder, that a fixture gives in its place.
        is_file: whether it is one file.
        idle: identities of the statements that only make or clear the folder.
    """

    anchor: str
    is_file: bool
    idle: frozenset[int]

    @property
    def file(self) -> str:
        return self.anchor.rpartition("/")[2]

    @property
    def label(self) -> str:
        """What a person would call the new folder."""
        name = posixpath.dirname(self.anchor) if self.is_file else self.anchor
        if name in ("", *TEMPORARY):
            name = self.file.partition(".")[0] if self.is_file else ""
        label = re.sub(r"\W+", "-", name.rpartition("/")[2]).strip("-")
        return label or "shared"


def common_of(
    tests: Sequence[Involved], suite: Suite, idle: Collection[int], kept: Collection[int]
) -> Common:
    """Find what tests share, once the statements ``idle`` and all preparation are gone.

    Args:
        kept: identities of statements that stay for other tests.
    """
    gone = set(idle)
    while True:
        touches = [t for one in tests for t in one.touches if id(t.statement) not in gone]
        anchor = _anchor(touches)
        more = {id(s) for s in _preparing(tests, touches, suite, anchor)} - gone - set(kept)
        if not more:
            break
        gone |= more
    while any(_needs_missing(touch, anchor, suite) for touch in touches):
        anchor = posixpath.dirname(anchor)
    paths = {touch.path for touch in touches if touch.role not in _MENTIONS}
    is_file = paths == {anchor} and not _is_folder(anchor, touches)
    return Common(anchor, is_file, frozenset(gone))


def statements_of(
    tests: Sequence[Involved], wanted: Collection[int]
) -> dict[str, dict[int, ast.stmt]]:
    """By function, the statements with these identities that the tests run."""
    found: dict[str, dict[int, ast.stmt]] = {}
    for one in tests:
        for touch in one.trace.touches:
            if touch.statement is not None and id(touch.statement) in wanted:
                found.setdefault(touch.function, {})[id(touch.statement)] = touch.statement
    return found


def _needs_missing(touch: Touch, anchor: str, suite: Suite) -> bool:
    """Whether a folder has to be made, as it was before, by code that is no preparation."""
    if touch.path != anchor or anchor in ("", *TEMPORARY):
        return False
    foreign = suite.modules[touch.function.partition("::")[0]].kind == "other"
    return touch.role is Role.MKDIR or (touch.role is Role.ENSURE and foreign)


def _anchor(touches: Sequence[Touch]) -> str:
    paths = {_known(touch.path) for touch in touches}
    if not paths:
        return ""
    top = common_folder(paths)
    return "" if top == "." else top


def _known(path: str) -> str:
    """The part of a path that is the same in every run."""
    return posixpath.dirname(path[: path.index(HOLE)]) if HOLE in path else path


def _is_folder(path: str, touches: Sequence[Touch]) -> bool:
    return any(
        is_below(t.path, path)
        or (t.path == path and t.role in (Role.MKDIR, Role.ENSURE, Role.LIST))
        for t in touches
    )


def _preparing(
    tests: Sequence[Involved], touches: Sequence[Touch], suite: Suite, anchor: str
) -> Iterator[ast.stmt]:
    """Statements that do nothing but make or clear folders that hold all that is shared."""
    doing: dict[int, list[Touch]] = {}
    for one in tests:
        for touch in one.trace.touches:
            if touch.statement is not None:
                doing.setdefault(id(touch.statement), []).append(touch)
    others = {t.path for t in touches if not (t.path == anchor and t.role in _FOLDERS)}
    for found in doing.values():
        statement = found[0].statement
        assert statement
        clears = any(touch.role in _CLEARS for touch in found)
        if clears and any(one.trace.test.function.key == found[0].function for one in tests):
            continue  # in a test, what is cleared may be what it is about
        if all(
            t.role in _PREPARES
            and any(t is other for other in touches)
            and _holds(t.path, others, anchor, t.role)
            for t in found
        ) and _goes(suite, found[0]):
            yield statement


def _holds(path: str, others: Collection[str], anchor: str, role: Role) -> bool:
    if path == anchor:
        below = [other for other in others if is_below(other, path)]
        return bool(below) and len(below) == len([o for o in others if o != path])
    return is_below(anchor, path) and role in (Role.MKDIR, Role.ENSURE, Role.GUARD)


def _goes(suite: Suite, touch: Touch) -> bool:
    """Whether a statement of the tests' own code can be taken out."""
    assert touch.statement
    module = suite.modules[touch.function.partition("::")[0]]
    function = function_at(suite, touch.function)
    if module.kind == "other":
        return False
    if function is None:
        return touch.statement in module.source.tree.body
    if function.kind == "helper" and not suite.is_test(function):
        return False
    if touch.statement in function.node.body:
        return True
    return bool(cut(suite, function, [touch.statement]))
