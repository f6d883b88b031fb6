"""Which touched paths are one resource."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice, takewhile

from codemods.hazards.paths import (
    is_below,
    is_pattern,
    is_resource,
    is_same,
    looks_like_path,
)
from codemods.touches.model import GUESSED_SAVES, Role, Touch, Trace

CLEARS = frozenset({Role.DELETE, Role.CLEAN})


def makes(touch: Touch) -> bool:
    """Whether a path is there because of this touch."""
    if touch.role in GUESSED_SAVES:
        return looks_like_path(touch.path)
    return touch.role.makes


def counts(touch: Touch) -> bool:
    """Whether a touch surely reaches the file system, as far as reading tells."""
    if touch.role is Role.LOADED:
        return False
    if touch.role in GUESSED_SAVES:
        return looks_like_path(touch.path)
    return touch.role.reaches


def changes(touch: Touch) -> bool:
    return makes(touch) or touch.role in CLEARS


def folders_of(files: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    for path in files:
        while path := path.rpartition("/")[0]:
            if path in found:
                break
            found.add(path)
    return frozenset(found)


def resources(traces: Sequence[Trace], folders: frozenset[str]) -> list[frozenset[str]]:
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
            if path in folders and touch.role not in CLEARS:
                continue
            governs = changes(touch) or touch.role is Role.LIST
            touched[path] = touched.get(path, False) or governs
            if changes(touch):
                changed.add(path)
            if touch.origin:
                spelled.setdefault(id(touch.origin.node), set()).add(path)
    everything = _joined([[path] for path in touched], _governed(touched))
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
            behind = islice(paths, index + 1, None)  # in order, so that what is longer comes first
            longer = takewhile(partial(_starts, path), behind)
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
            moved = merged.pop(other)
            merged[first] += moved
            home |= dict.fromkeys(moved, first)
    return list(merged.values())


def _governs(one: str, other: str, governing: Mapping[str, bool]) -> bool:
    return (
        is_same(one, other)
        or (governing[other] and is_below(one, other))
        or (governing[one] and is_below(other, one))
    )


def _governed(governing: Mapping[str, bool]) -> Iterator[set[str]]:
    """Pairs of paths of which one is the other or governs it: those above are looked up."""
    patterns = {path: None for path in governing if is_pattern(path)}
    for path in governing:
        if path not in patterns:
            above = path
            while above := above.rpartition("/")[0]:
                if governing.get(above):
                    yield {path, above}
            if governing.get(".") and _top(path) == "." != path:
                yield {path, "."}
    for pattern in patterns:
        near = (it for it in governing if _top(it) == _top(pattern))
        yield from ({pattern, it} for it in near if _governs(pattern, it, governing))


def _starts(beginning: str, path: str) -> bool:
    return path.startswith(beginning)


def _top(path: str) -> str:
    """What paths must have in common to overlap at all: a cheap first cut."""
    return path[0] if path.startswith(("/", "~")) else "."
