"""Which places have to change together, and which folder becomes the new one."""

import ast
import posixpath
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from codemods.hazards.model import Involved
from codemods.hazards.paths import TEMPORARY, common_folder, is_below, is_resource
from codemods.hazards.resources import makes
from codemods.suite.model import Function, Suite
from codemods.touches.model import GUESSED_SAVES, HOLE, Origin, Role, Touch
from codemods.touches.values import normalise
from codemods.transforms.primitives.cleanup import Cleanup, purposeless
from codemods.transforms.primitives.hosts import Hosting, function_at, hosting, in_testcase
from codemods.transforms.primitives.removal import cut

_NOT_ITSELF = frozenset(
    {
        Role.MKDIR,
        Role.DELETE,
        Role.CLEAN,
        Role.ABSENT,
        Role.WRITE,
        Role.PROBE,
        Role.READ,
        Role.TITLE,
    }
)
_FOLDER_ROLES = frozenset({Role.MKDIR, Role.ENSURE, Role.LIST})
_PREPARED = frozenset({Role.ENSURE, Role.GUARD, Role.LIST, Role.EMBEDDED, Role.START, Role.TITLE})


@dataclass(frozen=True)
class Spelling:
    """An expression that spells a path, and what all its uses ask of it.

    Attributes:
        is_folder: whether the path is used as one, or holds another.
        whole: whether the expression gives several names below the root, so that it stays as it
            is and only gets another folder in front.
    """

    origin: Origin
    path: str
    needs_str: bool
    is_folder: bool = False
    whole: bool = False


@dataclass(frozen=True)
class Place:
    """A function, or a module, in which paths are spelled that move together.

    Attributes:
        kind: how it comes by a folder.
        function: key of the function; of the test for a row of ``parametrize``.
        spellings: in the order of the code.
        missing: folders below the anchor that the tests found ready-made when it ran.
    """

    kind: Hosting
    function: str
    spellings: tuple[Spelling, ...]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Component:
    """Tests that share rewritten functions, and so one idea of where their files are.

    Attributes:
        places: where their paths are spelled.
        anchor: the folder that becomes the new one; ``""`` for the root.
        idle: by function, the statements that a new folder for each test makes superfluous.
        clash: why the paths cannot lie below one folder that has other files too, or ``None``.
        bound: why they cannot lie below any other folder, or ``None``.
    """

    tests: tuple[Involved, ...]
    places: tuple[Place, ...]
    anchor: str
    idle: Mapping[str, tuple[ast.stmt, ...]]
    clash: str | None = None
    bound: str | None = None


def definition_with(function: Function, spelling: Spelling) -> ast.Assign | None:
    """The statement of a function's body that only gives a spelled path a name."""
    for statement in function.node.body:
        if isinstance(statement, ast.Assign) and statement.value is spelling.origin.node:
            return statement
    return None


def components(tests: Sequence[Involved], suite: Suite) -> list[tuple[Involved, ...]]:
    """Split tests into groups that share no function in which a path is spelled."""
    groups: list[tuple[set[str], list[Involved]]] = []
    for one in tests:
        keys = {key for touch, _ in _own(one, suite) for key in _keys(touch, one, suite)}
        near = [group for group in groups if group[0] & keys]
        merged = (keys.union(*(g[0] for g in near)), [*(t for g in near for t in g[1]), one])
        groups = [group for group in groups if group not in near] + [merged]
    return [tuple(tests) for _, tests in groups]


def _own(one: Involved, suite: Suite) -> list[tuple[Touch, Hosting]]:
    found: list[tuple[Touch, Hosting]] = []
    for touch in one.touches:
        kind = hosting(suite, touch.origin, one.trace.test) if touch.origin else ""
        if isinstance(kind, Hosting):
            found.append((touch, kind))
    return found


def _keys(touch: Touch, one: Involved, suite: Suite) -> set[str]:
    """What two tests have in common if a change for the one changes the other."""
    assert touch.origin
    test = one.trace.test
    function = touch.origin.function or touch.origin.module
    keys = {function if touch.origin.place == "body" else f"{function}#{id(touch.origin.node)}"}
    if touch.origin.place == "decorator":
        keys.add(test.function.key)
    if test.cls and in_testcase(suite, test.function, test) and "::" in function:
        keys.add(f"{test.cls.module}::{test.cls.qualname}")
    return keys


def component_of(
    tests: Sequence[Involved],
    suite: Suite,
    *,
    fresh: bool,
    kept: Collection[int] = (),
    below: bool = True,
) -> Component:
    """What has to move together for these tests.

    Args:
        fresh: whether each test gets a new folder, so that what only prepares or clears the old
            one has lost its purpose.
        kept: identities of statements that stay for other tests.
        below: whether the paths are spelled below the new folder, which is there already.
    """
    owned = [(one, touch, kind) for one in tests for touch, kind in _own(one, suite)]
    moved = {id(touch.origin.node) for _, touch, _ in owned if touch.origin}
    idle = purposeless(tests, moved, suite, kept) if fresh else []
    idle = [cleanup for cleanup in idle if _goes(suite, cleanup, idle)]
    gone = {id(cleanup.statement) for cleanup in idle}
    left = [item for item in owned if id(item[1].statement) not in gone]
    touches = [touch for _, touch, _ in left]
    spellings, varying = _spellings(tests, touches, suite)
    anchor = _anchor(touches, list(spellings.values()))
    if any(spelling.whole for spelling in spellings.values()):
        anchor = ""
    others = _others(tests, {touch.path for touch in touches})
    while anchor not in ("", "/", *TEMPORARY) and _crowded(anchor, touches, others):
        anchor = posixpath.dirname(anchor)
    bound = _lost(tests, anchor, spellings)
    if varying:
        bound = f"what line {varying.node.lineno} spells depends on who runs it"
    statements: dict[str, dict[int, ast.stmt]] = {}
    for cleanup in idle:
        statements.setdefault(cleanup.function, {})[id(cleanup.statement)] = cleanup.statement
    for touch in touches if fresh and below else ():
        if touch.statement and _is_superfluous(touch, anchor, touches):
            statements.setdefault(touch.function, {})[id(touch.statement)] = touch.statement
    missing = _missing(tests, suite, anchor)
    return Component(
        tuple(tests),
        tuple(_places(left, spellings, missing, touches)),
        anchor,
        {key: tuple(found.values()) for key, found in statements.items()},
        bound or _crowded(anchor, touches, others),
        bound,
    )


def _goes(suite: Suite, cleanup: Cleanup, idle: Sequence[Cleanup]) -> bool:
    """Whether a statement can really be taken out, together with the others of its function."""
    function = function_at(suite, cleanup.function)
    if function is None:
        return False
    source = suite.modules[function.module].source
    together = [other.statement for other in idle if other.function == cleanup.function]
    start, end = source.span(cleanup.statement)
    return any(
        part.whole and part.start <= start and end <= part.end
        for part in cut(suite, function, together)
    )


def _spellings(
    tests: Sequence[Involved], touches: Sequence[Touch], suite: Suite
) -> tuple[dict[int, Spelling], Origin | None]:
    spellings: dict[int, Spelling] = {}
    varying: Origin | None = None
    for touch in touches:
        origin = touch.origin
        assert origin
        before = spellings.get(id(origin.node))
        whole = bool(before and before.whole)
        if before and _shape(before.origin) != _shape(origin):
            plain = all(_is_bare(o.text) and o.kind == "str" for o in (before.origin, origin))
            whole = plain and not isinstance(origin.node, ast.Constant)
            varying = varying if whole else origin
        needs_str = touch.needs_str or bool(before and before.needs_str)
        path = normalise(origin.text, suite.root)
        spellings[id(origin.node)] = Spelling(origin, path, needs_str, whole=whole)
    for one in tests:
        for touch in one.trace.touches:
            if touch.needs_str and touch.origin and id(touch.origin.node) in spellings:
                spelling = spellings[id(touch.origin.node)]
                spellings[id(touch.origin.node)] = replace(spelling, needs_str=True)
    return spellings, varying


def _places(
    owned: Sequence[tuple[Involved, Touch, Hosting]],
    spellings: Mapping[int, Spelling],
    missing: Mapping[str, tuple[str, ...]],
    touches: Sequence[Touch],
) -> Iterator[Place]:
    found: dict[tuple[Hosting, str], dict[int, Spelling]] = {}
    folders = _folders({spelling.path for spelling in spellings.values()}, touches)
    for one, touch, kind in owned:
        assert touch.origin
        function = touch.origin.function or touch.origin.module
        if kind is Hosting.ROW:
            function = one.trace.test.function.key
        spelling = spellings[id(touch.origin.node)]
        here = replace(spelling, is_folder=spelling.path in folders)
        found.setdefault((kind, function), {})[id(touch.origin.node)] = here
    for (kind, function), group in found.items():
        ordered = sorted(
            group.values(), key=lambda s: (s.origin.node.lineno, s.origin.node.col_offset)
        )
        yield Place(kind, function, tuple(ordered), missing.get(function, ()))


def _folders(paths: set[str], touches: Sequence[Touch]) -> set[str]:
    """Those of some paths that are folders: used as one, or with another path below them."""
    used = {touch.path for touch in touches if touch.role in _FOLDER_ROLES}
    touched = {touch.path for touch in touches}
    return {path for path in paths if path in used or any(is_below(it, path) for it in touched)}


def _is_bare(text: str) -> bool:
    """Whether a text is a name in the current folder, as far as it is known."""
    return "/" not in text and not text.startswith(("~", HOLE))


def _shape(origin: Origin) -> tuple[object, ...]:
    return tuple(id(piece.node) if piece.node else piece.text for piece in origin.pieces)


def _others(tests: Sequence[Involved], paths: set[str]) -> set[str]:
    """What else these tests touch: other resources, and what they have in ``tmp_path`` already."""
    found = {
        touch.path
        for one in tests
        for touch in one.trace.touches
        if touch.path not in paths and touch.role.reaches and is_resource(touch.path)
    }
    for one in tests:
        if one.trace.own_folder:
            texts = {w.text for w in one.trace.strings if not w.built}
            found |= {f"tmp_path/{text}" for text in texts if text and text not in paths}
            found.add("tmp_path")
    return found


def _crowded(anchor: str, touches: Sequence[Touch], others: set[str]) -> str | None:
    """Why paths below the anchor would meet others in the one folder; ``None`` if they do not."""
    if not others:
        return None
    for touch in touches:
        if touch.path == anchor:
            if touch.role not in (Role.ENSURE, Role.GUARD, Role.EMBEDDED):
                return f"{touch.path} would hold other files of the test"
            continue
        relative = posixpath.relpath(touch.path, anchor or ".") if anchor != "/" else touch.path
        for other in others:
            if other == relative or other.endswith(f"/{relative}"):
                return f"{touch.path} and {other} would be one file in one folder"
    return None


def _lost(tests: Sequence[Involved], anchor: str, spellings: Mapping[int, Spelling]) -> str | None:
    """A look at what is taken from a path, and would not be where it is now."""
    moving = {spelling.path for spelling in spellings.values()}
    for one in tests:
        for touch in one.trace.touches:
            moved = touch.origin is not None and id(touch.origin.node) in spellings
            above = touch.path != anchor and not is_below(touch.path, anchor or ".")
            if not moved or touch.role not in (Role.COMPARED, Role.START):
                continue
            if above or touch.path in TEMPORARY:
                does = "compared" if touch.role is Role.COMPARED else "what it is seen from"
                return f"its folder {touch.path} is {does} at line {touch.line}"
            if not any(_is_in_line(path, touch.path) for path in moving):
                return f"{touch.path}, which is made from it, is compared at line {touch.line}"
    return None


def _is_in_line(path: str, other: str) -> bool:
    return path == other or is_below(path, other) or is_below(other, path)


def _anchor(touches: Sequence[Touch], spellings: Sequence[Spelling]) -> str:
    """The deepest folder that is above, or is, everything that is used.

    A path stands for the folder itself only where nobody makes it strictly or takes it away, since
    ``tmp_path`` is there already and stays.
    """
    roles: dict[str, set[Role]] = {}
    hosts = {spelling.origin.function for spelling in spellings}
    folders = [touch for touch in touches if touch.role in (Role.MKDIR, Role.ENSURE)]
    made_here = [touch.path for touch in folders if touch.function in hosts]
    made_elsewhere = {
        touch.path
        for touch in folders
        if touch.function not in hosts and not any(is_below(touch.path, m) for m in made_here)
    }
    for touch in touches:
        roles.setdefault(touch.path, set()).add(touch.role)
    for spelling in spellings:
        roles.setdefault(spelling.path, set())
    limits: list[str] = []
    for path, found in roles.items():
        holds = any(is_below(other, path) for other in roles if other != path)
        prepared = Role.ENSURE in found or (holds and found <= _PREPARED)
        itself = prepared and not found & _NOT_ITSELF
        if path in made_elsewhere:  # as many levels have to be missing as were before
            limits.append(next((top for top in TEMPORARY if is_below(path, top)), ""))
        else:
            limits.append(_known(path if itself else posixpath.dirname(path)))
    if not limits or not all(limits):
        return "/" if any(path.startswith("/") for path in roles) else ""
    return common_folder(limits)


def _known(folder: str) -> str:
    return posixpath.dirname(folder[: folder.index(HOLE)]) if HOLE in folder else folder


def _missing(tests: Sequence[Involved], suite: Suite, anchor: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for one in tests:
        made: set[str] = set()
        for touch, _ in _own(one, suite):
            folder = posixpath.dirname(touch.path)
            while touch.role in (Role.MKDIR, Role.ENSURE, *GUESSED_SAVES) and folder != anchor:
                made.add(folder)
                if folder == posixpath.dirname(folder):
                    break
                folder = posixpath.dirname(folder)
            if makes(touch) or touch.role is Role.HANDED:  # a link to a folder is one
                made.add(touch.path)
            folder = posixpath.dirname(touch.path)
            ready = folder == anchor or any(folder == m or is_below(folder, m) for m in made)
            if makes(touch) and not ready and folder and is_below(folder, anchor or "."):
                assert touch.origin
                found.setdefault(touch.origin.function or "", {})[folder] = None
                made.add(folder)
    return {host: tuple(folders) for host, folders in found.items()}


def _is_superfluous(touch: Touch, anchor: str, touches: Sequence[Touch]) -> bool:
    if touch.role is not Role.ENSURE or touch.path != anchor or touch.statement is None:
        return False
    return all(
        other.path == anchor and other.role in (Role.ENSURE, Role.GUARD)
        for other in touches
        if other.statement is touch.statement
    )
