"""Which places have to change together, and which folder becomes the new one."""

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from codemods.hazards.find import makes
from codemods.hazards.model import Involved
from codemods.hazards.paths import TEMPORARY, common_folder, is_below, is_resource
from codemods.suite.model import Suite
from codemods.touches.model import HOLE, Origin, Role, Touch
from codemods.touches.values import normalise
from codemods.transforms.primitives.hosts import why_not_hosted

_NOT_ITSELF = frozenset(
    {Role.MKDIR, Role.DELETE, Role.CLEAN, Role.ABSENT, Role.WRITE, Role.PROBE, Role.READ}
)
_FOLDER_ROLES = frozenset({Role.MKDIR, Role.ENSURE, Role.LIST})
_PREPARED = frozenset({Role.ENSURE, Role.GUARD, Role.LIST, Role.EMBEDDED})


@dataclass(frozen=True)
class Spelling:
    """An expression that spells a path, and what all its uses ask of it.

    Attributes:
        is_folder: whether the path is used as one, or holds another.
    """

    origin: Origin
    path: str
    needs_str: bool
    is_folder: bool = False


@dataclass(frozen=True)
class Component:
    """Tests that share rewritten functions, and so one idea of where their files are.

    Attributes:
        hosts: by key of the function that will take the fixture, its spellings in order.
        anchor: the folder that becomes ``tmp_path``; ``""`` for the root.
        missing: by host, folders below the anchor that the tests found ready-made.
        superfluous: touches whose statement only makes sure that the anchor exists.
        clash: why the paths cannot lie below one folder, or ``None``.
    """

    tests: tuple[Involved, ...]
    hosts: Mapping[str, tuple[Spelling, ...]]
    anchor: str
    missing: Mapping[str, tuple[str, ...]]
    superfluous: tuple[Touch, ...]
    clash: str | None = None


def components(tests: Sequence[Involved], suite: Suite) -> list[Component]:
    """Split tests into groups that share no function in which a path is spelled."""
    groups: list[tuple[set[str], list[Involved]]] = []
    for one in tests:
        hosts = {touch.origin.function or "" for touch in _own(one, suite) if touch.origin}
        near = [group for group in groups if group[0] & hosts]
        merged = (hosts.union(*(g[0] for g in near)), [*(t for g in near for t in g[1]), one])
        groups = [group for group in groups if group not in near] + [merged]
    return [_component(tests, suite) for _, tests in groups]


def _own(one: Involved, suite: Suite) -> list[Touch]:
    return [
        touch for touch in one.touches if touch.origin and not why_not_hosted(suite, touch.origin)
    ]


def _component(tests: Sequence[Involved], suite: Suite) -> Component:
    touches = [touch for one in tests for touch in _own(one, suite)]
    spellings: dict[int, Spelling] = {}
    varying: Origin | None = None
    for touch in touches:
        origin = touch.origin
        assert origin
        before = spellings.get(id(origin.node))
        if before and _shape(before.origin) != _shape(origin):
            varying = origin
        needs_str = touch.needs_str or bool(before and before.needs_str)
        path = normalise(origin.text, suite.root)
        spellings[id(origin.node)] = Spelling(origin, path, needs_str)
    for one in tests:
        for touch in one.trace.touches:
            if touch.needs_str and touch.origin and id(touch.origin.node) in spellings:
                spelling = spellings[id(touch.origin.node)]
                spellings[id(touch.origin.node)] = replace(spelling, needs_str=True)
    anchor = _anchor(touches, list(spellings.values()))
    paths = {touch.path for touch in touches}
    others = _others(tests, paths)
    while anchor not in ("", "/", *TEMPORARY) and _crowded(anchor, touches, others):
        anchor = posixpath.dirname(anchor)
    if varying:
        clash: str | None = f"what line {varying.node.lineno} spells depends on who runs it"
    else:
        clash = _crowded(anchor, touches, others) or _lost(tests, anchor, spellings)
    hosts: dict[str, list[Spelling]] = {}
    for found in spellings.values():
        spelling = replace(found, is_folder=_is_folder(found.path, touches))
        hosts.setdefault(spelling.origin.function or "", []).append(spelling)
    for group in hosts.values():
        group.sort(key=lambda s: (s.origin.node.lineno, s.origin.node.col_offset))
    return Component(
        tuple(tests),
        {host: tuple(group) for host, group in hosts.items()},
        anchor,
        _missing(tests, suite, anchor),
        tuple(touch for touch in touches if _is_superfluous(touch, anchor, touches)),
        clash,
    )


def _is_folder(path: str, touches: Sequence[Touch]) -> bool:
    return any(
        is_below(touch.path, path) or (touch.path == path and touch.role in _FOLDER_ROLES)
        for touch in touches
    )


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
    """A comparison with a folder above the one that becomes ``tmp_path``."""
    for one in tests:
        for touch in one.trace.touches:
            moved = touch.origin is not None and id(touch.origin.node) in spellings
            above = touch.path != anchor and not is_below(touch.path, anchor or ".")
            if moved and (above or touch.path in TEMPORARY) and touch.role is Role.COMPARED:
                return f"its folder {touch.path} is compared at line {touch.line}"
    return None


def _anchor(touches: Sequence[Touch], spellings: Sequence[Spelling]) -> str:
    """The deepest folder that is above, or is, everything that is used.

    A path stands for the folder itself only where nobody makes it strictly or takes it away, since
    ``tmp_path`` is there already and stays.
    """
    roles: dict[str, set[Role]] = {}
    hosts = {spelling.origin.function for spelling in spellings}
    made_elsewhere = {
        touch.path
        for touch in touches
        if touch.role in (Role.MKDIR, Role.ENSURE) and touch.function not in hosts
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
    if not all(limits):
        return "/" if any(path.startswith("/") for path in roles) else ""
    return common_folder(limits)


def _known(folder: str) -> str:
    return posixpath.dirname(folder[: folder.index(HOLE)]) if HOLE in folder else folder


def _missing(tests: Sequence[Involved], suite: Suite, anchor: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for one in tests:
        made: set[str] = set()
        for touch in _own(one, suite):
            folder = posixpath.dirname(touch.path)
            while touch.role in (Role.MKDIR, Role.ENSURE, Role.SAVED) and folder != anchor:
                made.add(folder)
                if folder == posixpath.dirname(folder):
                    break
                folder = posixpath.dirname(folder)
            if touch.role in (Role.MKDIR, Role.ENSURE, Role.HANDED, Role.SAVED):
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
