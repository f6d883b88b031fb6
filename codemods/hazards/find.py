"""From the traces of all tests to the hazards of a suite."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from codemods.hazards.model import Hazard, Involved, TestRole
from codemods.hazards.paths import (
    TEMPORARY,
    common_folder,
    is_below,
    is_resource,
    is_same,
    looks_like_path,
    overlap,
    shown,
)
from codemods.touches.model import HOLE, SESSION_FOLDERS, Role, Touch, Trace

_CHANGES = frozenset({Role.DELETE, Role.CLEAN})
_MAY_MAKE = frozenset({Role.HANDED, Role.SAVED, Role.LOADED})
_FOLDERS = frozenset({Role.MKDIR, Role.ENSURE})
_MAY_FIND = frozenset({Role.APPEND, Role.STORE, Role.HANDED, Role.LOADED})


def find_hazards(traces: Sequence[Trace], checked_in: frozenset[str]) -> list[Hazard]:
    """All hazards, ordered by the first test that meets on them.

    Args:
        traces: of all tests, in the order of collection.
        checked_in: paths that were there, relative to the root, before any test ran.
    """
    real = [trace for trace in traces if trace.faked is None]
    hazards: list[Hazard] = []
    for paths in _resources(real, _folders(checked_in)):
        involved = [_involved(trace, paths) for trace in real]
        tests = [one for one in involved if _is_involved(one)]
        if any(_changes(touch) for one in tests for touch in one.touches):
            hazards += _hazards(paths, tests, checked_in)
    return hazards


def _is_involved(one: Involved) -> bool:
    return any(counts(touch) for touch in one.touches) or bool(one.hopes)


def makes(touch: Touch) -> bool:
    """Whether a path is there because of this touch."""
    if touch.role is Role.SAVED:
        return looks_like_path(touch.path)
    return touch.role.makes


def counts(touch: Touch) -> bool:
    """Whether a touch surely reaches the file system, as far as reading tells."""
    if touch.role in (Role.SAVED, Role.LOADED):
        return looks_like_path(touch.path) and touch.role is Role.SAVED
    return touch.role.reaches


def _mentions(touch: Touch) -> bool:
    """Whether a use that need not reach the file system names a path for sure."""
    return not counts(touch) and HOLE not in touch.path and is_resource(touch.path)


def _is_meant(touch: Touch, paths: frozenset[str]) -> bool:
    """Whether a mention is of one of these paths; a pattern is where it looks below one."""
    if "*" in touch.path or "?" in touch.path:
        return any(is_below(touch.path, path) for path in paths if HOLE not in path)
    return any(overlap(touch.path, path) for path in paths)


def _changes(touch: Touch) -> bool:
    return makes(touch) or touch.role in _CHANGES


def _folders(files: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    for path in files:
        while path := path.rpartition("/")[0]:
            if path in found:
                break
            found.add(path)
    return frozenset(found)


def _resources(traces: Sequence[Trace], folders: frozenset[str]) -> list[frozenset[str]]:
    """The touched paths; those together that are one, or of which one holds and governs the other.

    A folder governs what is in it where it is made, removed or listed; a folder of the repository
    is there anyway.
    """
    touched: dict[str, bool] = {}
    changed: set[str] = set()
    spelled: dict[int, set[str]] = {}
    for trace in traces:
        for touch in trace.touches:
            path = touch.path
            if not counts(touch) or not is_resource(path):
                continue
            if path in folders and touch.role not in _CHANGES:
                continue
            governs = _changes(touch) or touch.role is Role.LIST
            touched[path] = touched.get(path, False) or governs
            if _changes(touch):
                changed.add(path)
            if touch.origin:
                spelled.setdefault(id(touch.origin.node), set()).add(path)
    groups: list[list[str]] = []
    by_top: dict[str, list[list[str]]] = {}
    for path in touched:
        top = _top(path)
        near = groups if top is None else by_top.setdefault(top, [])
        joined = [group for group in near if any(_governs(path, other, touched) for other in group)]
        merged = [path, *(member for group in joined for member in group)]
        for group in joined:
            near.remove(group)
        near.append(merged)
    everything = [*groups, *(group for near in by_top.values() for group in near)]
    together = [*spelled.values(), *_siblings(traces, touched, folders), *_rows(traces, touched)]
    everything = _joined(everything, together)
    order = {path: index for index, path in enumerate(touched)}
    found = [frozenset(group) for group in everything if changed.intersection(group)]
    return sorted(found, key=lambda group: min(order[path] for path in group))


def _siblings(
    traces: Sequence[Trace], known: Iterable[str], folders: frozenset[str]
) -> Iterator[set[str]]:
    """Paths of one test of which one is the other with something added: a suffix, a file in it."""
    resources = frozenset(known)
    for trace in traces:
        paths = sorted({touch.path for touch in trace.touches} & resources)
        for index, path in enumerate(paths):
            longer = (other for other in paths[index + 1 :] if other.startswith(path))
            ends = "._-" if path in folders else "._-/"
            yield from ({path, other} for other in longer if other[len(path)] in ends)


def _rows(traces: Sequence[Trace], known: Iterable[str]) -> Iterator[set[str]]:
    """Paths that are values of the parameters of one test: they move together or not at all."""
    resources = frozenset(known)
    for trace in traces:
        rows = {
            touch.path
            for touch in trace.touches
            if touch.origin and touch.origin.place == "decorator" and counts(touch)
        }
        if len(rows & resources) > 1:
            yield rows & resources


def _joined(groups: Sequence[list[str]], together: Iterable[set[str]]) -> list[list[str]]:
    """The groups, those as one that hold paths which one expression spells."""
    home = {path: index for index, group in enumerate(groups) for path in group}
    merged = {index: list(group) for index, group in enumerate(groups)}
    for paths in together:
        first, *others = sorted({home[path] for path in paths})
        for other in others:
            merged[first] += merged.pop(other)
            home |= dict.fromkeys(merged[first], first)
    return list(merged.values())


def _governs(one: str, other: str, governing: Mapping[str, bool]) -> bool:
    return (
        is_same(one, other)
        or (governing[other] and is_below(one, other))
        or (governing[one] and is_below(other, one))
    )


def _top(path: str) -> str:
    """What paths must have in common to overlap at all: a cheap first cut."""
    return path[0] if path.startswith(("/", "~")) else "."


@lru_cache(maxsize=65536)
def _mentioned(trace: Trace) -> dict[str, frozenset[int]]:
    """The indices of the touches that only mention a path, by its first part."""
    found: dict[str, set[int]] = {}
    for index, touch in enumerate(trace.touches):
        if _mentions(touch):
            found.setdefault(_first_part(touch.path), set()).add(index)
    return {part: frozenset(indices) for part, indices in found.items()}


def _first_part(path: str) -> str:
    return path.lstrip("/").partition("/")[0]


def _involved(trace: Trace, paths: frozenset[str]) -> Involved:
    parts = {_first_part(path) for path in paths}
    unknown = any(HOLE in part or "*" in part or "?" in part for part in parts)
    mentioned = _mentioned(trace)
    near = {
        index
        for part, indices in mentioned.items()
        if unknown or part in parts or "*" in part or "?" in part
        for index in indices
    }
    touches = tuple(
        touch
        for index, touch in enumerate(trace.touches)
        if touch.path in paths or (index in near and _is_meant(touch, paths))
    )
    needs, hopes = _dependence(touches)
    role: TestRole = "both" if any(makes(touch) for touch in touches) else "cleaner"
    role = "consumer" if needs else role
    return Involved(trace.test.id, trace, role, touches, needs, hopes)


def _dependence(touches: Sequence[Touch]) -> tuple[Touch | None, Touch | None]:
    """The first touch that finds something ready-made, and the first that may."""
    made: list[Touch] = []
    cleared: list[str] = []
    handed: list[str] = []
    needs = hopes = None
    for touch in sorted(touches, key=lambda touch: touch.teardown):
        path = touch.path
        own = any(provides(other, path) for other in made)
        fresh = own or any(path == other or is_below(path, other) for other in cleared)
        if touch.role.needs and touch.role is not Role.LOADED:
            if not (own or touch.teardown or any(overlap(path, other) for other in handed)):
                needs = needs or touch
        elif touch.role in _MAY_FIND and not (fresh or touch.teardown):
            hopes = hopes or touch
        if makes(touch):
            made.append(touch)
        elif touch.role in _CHANGES:
            cleared.append(path)
        elif touch.role in _MAY_MAKE:
            handed.append(path)
    return needs, hopes


def provides(touch: Touch, path: str) -> bool:
    """Whether a path may be there because of what a touch has made.

    A folder alone has no files in it; a file of unknown name may be any in its folder.
    """
    if touch.role in _FOLDERS and not is_same(path, touch.path):
        return is_below(touch.path, path)
    folder, _, name = touch.path.rpartition("/")
    return overlap(touch.path, path) or (HOLE in name and is_below(path, folder or "."))


def _leaves(one: Involved) -> list[str]:
    """The paths that a test makes and does not take away again."""
    left: list[str] = []
    for touch in sorted(one.touches, key=lambda touch: touch.teardown):
        if makes(touch):
            left.append(touch.path)
        elif touch.role in _CHANGES:
            left = [p for p in left if p != touch.path and not is_below(p, touch.path)]
    return left


def _hazards(
    paths: frozenset[str], tests: Sequence[Involved], checked_in: frozenset[str]
) -> Iterator[Hazard]:
    """The tests of which one makes what another finds, and those that keep to themselves."""
    resource = _name(paths)
    fed = {one.id: feeders for one in tests if (feeders := _fed_by(one, tests, checked_in))}
    bound = {*fed, *(feeder for feeders in fed.values() for feeder in feeders)}
    shared = [one for one in tests if one.id in bound]
    everyone = tuple(one.id for one in tests)
    if shared:
        yield Hazard(
            digest(resource, shared),
            "shared-path",
            shown(resource),
            _with_roles(shared, fed),
            ("session-dir", "xdist-group"),
            _why_shared(next(one for one in shared if one.id in fed), fed),
            everyone=everyone,
        )
    own = [one for one in tests if one.id not in bound]
    if resource.startswith(SESSION_FOLDERS) or not any(
        _changes(touch) for one in own for touch in one.touches
    ):
        return
    name = "hardcoded-path" if resource.startswith(("/", "~")) else "cwd-write"
    changed = {touch.path for one in own for touch in one.touches if _changes(touch)}
    kept = sorted(
        path
        for path in paths
        if path in checked_in
        and not _is_overwritten(path, tests)
        and any(path == other or is_below(path, other) for other in changed)
    )
    why = f"{kept[0]} belongs to the repository and the tests change it" if kept else ""
    if kept:
        own = [one for one in own if any(_changes(touch) for touch in one.touches)]
    yield Hazard(
        digest(resource, own),
        name,
        shown(resource),
        tuple(own),
        ("tmp-path", "xdist-group"),
        why or _why_own(resource, own),
        everyone=everyone,
    )


def digest(resource: str, tests: Iterable[Involved]) -> str:
    """The id of a hazard: the same as long as the resource and the tests are."""
    names = "\0".join([resource, *(one.id for one in tests)])
    return hashlib.sha256(names.encode("utf-8", "backslashreplace")).hexdigest()[:8]


def _name(paths: Iterable[str]) -> str:
    found = sorted(paths, key=lambda path: (len(path), path))
    if len(found) == 1:
        return found[0]
    if all(path == found[0] or is_below(path, found[0]) for path in found):
        return found[0]
    common = common_folder(found)
    return found[0] if common in ("", *TEMPORARY) else common


def _fed_by(one: Involved, tests: Sequence[Involved], checked_in: frozenset[str]) -> list[str]:
    """The tests that make what ``one`` finds, or may find, ready-made."""
    others = [other for other in tests if other.id != one.id]
    needed, hoped = one.needs, one.hopes
    found = needed or hoped
    if found and (found.path in checked_in or _is_cleared(one, found)):
        return []
    if needed:
        return [
            other.id
            for other in others
            if any(makes(touch) and provides(touch, needed.path) for touch in other.touches)
        ]
    if hoped:
        earlier = tests[: next(i for i, other in enumerate(tests) if other.id == one.id)]
        return [
            other.id
            for other in earlier
            if any(overlap(path, hoped.path) for path in _leaves(other))
        ]
    return []


def _is_cleared(one: Involved, found: Touch) -> bool:
    """Whether a test itself takes away what is there before it uses it."""
    before = one.touches[: one.touches.index(found)]
    return any(
        touch.role in _CHANGES and not touch.teardown and overlap(touch.path, found.path)
        for touch in before
    )


def _is_overwritten(path: str, tests: Sequence[Involved]) -> bool:
    """Whether every test that touches a path begins by making it anew."""
    first = (next((touch for touch in one.touches if touch.path == path), None) for one in tests)
    return all(touch is None or touch.role is Role.WRITE for touch in first)


def _with_roles(
    tests: Sequence[Involved], fed: Mapping[str, Sequence[str]]
) -> tuple[Involved, ...]:
    feeders = {test for tests in fed.values() for test in tests}
    result: list[Involved] = []
    for one in tests:
        role: TestRole = one.role
        if one.id in fed:
            role = "both" if one.id in feeders else "consumer"
        elif one.id in feeders:
            role = "producer"
        result.append(replace(one, role=role))
    return tuple(result)


def _why_shared(consumer: Involved, fed: Mapping[str, Sequence[str]]) -> str:
    touch = consumer.needs or consumer.hopes
    assert touch
    producers = fed[consumer.id]
    more = f" (and {len(producers) - 1} more)" if len(producers) > 1 else ""
    verb = "needs" if consumer.needs else "may find"
    return (
        f"{consumer.id} {verb} {shown(touch.path)} (line {touch.line}), which {producers[0]}{more} "
        "makes: on two workers they run in any order"
    )


def _why_own(resource: str, tests: Sequence[Involved]) -> str:
    where = "a fixed path" if resource.startswith(("/", "~")) else "a file in the current folder"
    if len(tests) == 1:
        return (
            f"the test works on {where}: run twice at once (another job, --dist each, parameters) "
            "it meets itself"
        )
    return (
        f"{len(tests)} tests work on {where}, each on what it made itself: two workers that run "
        "them at once overwrite or delete each other's"
    )
