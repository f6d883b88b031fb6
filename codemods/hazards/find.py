"""From the traces of all tests to the hazards of a suite."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from codemods.hazards.dependence import (
    Near,
    involved,
    is_involved,
    nearness,
    with_listers,
)
from codemods.hazards.feeding import feeders_of
from codemods.hazards.model import Hazard, Involved, TestRole
from codemods.hazards.paths import TEMPORARY, common_folder, is_below, looks_like_path, shown
from codemods.hazards.resources import changes, folders_of, resources
from codemods.suite.model import Suite
from codemods.suite.support import serves_tests
from codemods.touches.model import GUESSED_SAVES, SESSION_FOLDERS, Role, Trace

_UNPROVEN = frozenset(
    {
        Role.OFFERED,
        Role.HANDED,
        Role.COMPARED,
        Role.EMBEDDED,
        Role.GLUED,
        Role.NAMED,
        Role.INSPECTED,
    }
)
"""Uses of a relative name that say of no file that it is in the current folder."""


def changed_paths(traces: Sequence[Trace], checked_in: frozenset[str]) -> set[str]:
    """The paths that some test changes, and those that belong together with them."""
    groups = resources([t for t in traces if t.faked is None], folders_of(checked_in))
    changed = {touch.path for trace in traces for touch in trace.touches if changes(touch)}
    return {path for group in groups for path in group if path in changed or looks_like_path(path)}


def changing_functions(suite: Suite, traces: Sequence[Trace]) -> set[str]:
    """Keys of the functions, other than tests, in which tests change what others may touch."""
    return {
        touch.function
        for trace in traces
        for touch in trace.touches
        if changes(touch) and touch.function != trace.test.function.key
        if serves_tests(suite, touch.function.partition("::")[0])
    }


def find_hazards(traces: Sequence[Trace], checked_in: frozenset[str]) -> list[Hazard]:
    """All hazards, ordered by the first test that meets on them.

    Args:
        traces: of all tests, in the order of collection.
        checked_in: paths that were there, relative to the root, before any test ran.
    """
    return list(_found_in(tuple(traces), checked_in))


@lru_cache(maxsize=1)
def _found_in(traces: tuple[Trace, ...], checked_in: frozenset[str]) -> tuple[Hazard, ...]:
    real = [trace for trace in traces if trace.faked is None]
    folders = folders_of(checked_in)
    together = resources(real, folders)
    if not together:
        return ()
    near = nearness(real, folders, frozenset[str]().union(*together))
    groups = [_Group.of(paths, near, checked_in, folders) for paths in together]
    while links := _linked(groups):
        one, other = links
        whole = _Group.of(one.paths | other.paths, near, checked_in, folders)
        groups = [whole if group is one else group for group in groups if group is not other]
    found = (
        hazard
        for group in groups
        if any(changes(touch) for one in group.tests for touch in one.touches)
        for hazard in _hazards(group, checked_in)
    )
    return tuple(_told_apart(found))


def _told_apart(hazards: Iterable[Hazard]) -> Iterator[Hazard]:
    """The same, with an id of its own for each: two may share the folder that they are named by."""
    taken: set[str] = set()
    for hazard in hazards:
        if hazard.id in taken:
            paths = sorted({touch.path for one in hazard.tests for touch in one.touches})
            name = "\0".join([hazard.resource, *paths])
            hazard = replace(hazard, id=digest(name, hazard.tests))
        taken.add(hazard.id)
        yield hazard


@dataclass(frozen=True, eq=False)
class _Group:
    """One resource, the tests that meet on it, and by test that needs it those that feed it."""

    paths: frozenset[str]
    tests: tuple[Involved, ...]
    fed: Mapping[str, Sequence[str]]

    @staticmethod
    def of(
        paths: frozenset[str],
        near: Near,
        checked_in: frozenset[str],
        folders: frozenset[str],
    ) -> "_Group":
        found = [involved(trace, paths) for trace in near.of(paths)]
        everyone = with_listers(found, paths, folders)
        tests = [one for one in everyone if is_involved(one)]
        return _Group(paths, tuple(tests), feeders_of(tests, checked_in))

    @property
    def feeders(self) -> frozenset[str]:
        return frozenset(feeder for feeders in self.fed.values() for feeder in feeders)


def _linked(groups: Sequence[_Group]) -> tuple[_Group, _Group] | None:
    """Two resources of which one is made from the other, in one test, for others that need it."""
    shared = [group for group in groups if group.fed]
    for index, one in enumerate(shared):
        for other in shared[index + 1 :]:
            chained = (one.feeders & other.fed.keys()) | (other.feeders & one.fed.keys())
            if chained or any(_meet(one, other, test) for test in one.feeders & other.feeders):
                return one, other
    return None


def _meet(one: _Group, other: _Group, test: str) -> bool:
    """Whether one statement of a test touches both resources."""
    steps = [
        {
            id(touch.step)
            for involved_test in group.tests
            if involved_test.id == test
            for touch in involved_test.touches
            if touch.step is not None and touch.role.reaches
        }
        for group in (one, other)
    ]
    return bool(steps[0] & steps[1])


def _hazards(group: _Group, checked_in: frozenset[str]) -> Iterator[Hazard]:
    """The tests of which one makes what another finds, and those that keep to themselves."""
    paths, tests, fed = group.paths, group.tests, group.fed
    resource = _name(paths)
    if _is_unproven(resource, tests):
        return
    bound = {*fed, *group.feeders}
    if fed:
        bound |= {one.id for one in tests if _only_hopes(one)}
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
    own = [one for one in own if not (only_names(one) or _only_resembles(one, tests))]
    if resource.startswith(SESSION_FOLDERS) or not any(
        changes(touch) for one in own for touch in one.touches
    ):
        return
    name = "hardcoded-path" if resource.startswith(("/", "~")) else "cwd-write"
    changed = {touch.path for one in own for touch in one.touches if changes(touch)}
    kept = sorted(
        path
        for path in paths
        if path in checked_in
        and not _is_overwritten(path, tests)
        and any(path == other or is_below(path, other) for other in changed)
    )
    why = f"{kept[0]} belongs to the repository and the tests change it" if kept else ""
    if kept:
        own = [one for one in own if any(changes(touch) for touch in one.touches)]
    yield Hazard(
        digest(resource, own),
        name,
        shown(resource),
        tuple(own),
        ("tmp-path", "xdist-group"),
        why or _why_own(resource, own),
        everyone=everyone,
    )


def _is_unproven(resource: str, tests: Sequence[Involved]) -> bool:
    """Whether no use says of a resource that it is a file, and not something's name.

    Where not everybody may write, a path that is saved to by a guess names something else: a test
    that made a file there would fail.
    """
    roles = {touch.role for one in tests for touch in one.touches}
    if resource.startswith(("~", *TEMPORARY)):
        return False
    if resource.startswith("/"):
        return not any(role.reaches and role not in GUESSED_SAVES for role in roles)
    return roles <= _UNPROVEN


def _only_hopes(one: Involved) -> bool:
    """Whether a test makes nothing, and would notice what others make."""
    return bool(one.all_hopes) and not any(changes(touch) for touch in one.touches)


def only_names(one: Involved) -> bool:
    """Whether a test only hands on or compares what others use as the name of a file."""
    return all(
        touch.is_doubtful or (touch.role is Role.EMBEDDED and touch.is_bare)
        for touch in one.touches
        if touch.role is not Role.NAMED
    )


def _only_resembles(one: Involved, tests: Sequence[Involved]) -> bool:
    """Whether a test proves no file, and names none that another test surely touches."""
    if any(touch.role not in _UNPROVEN or touch.path.startswith("/") for touch in one.touches):
        return False
    reached = {t.path for other in tests for t in other.touches if t.role.reaches}
    return not any(touch.path in reached for touch in one.touches)


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
        elif _only_hopes(one):
            role = "consumer"
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
