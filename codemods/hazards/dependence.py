"""What a test finds ready-made of a resource, and who has made it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from codemods.hazards.model import Involved, TestRole
from codemods.hazards.paths import is_below, is_pattern, is_resource, is_same, overlap
from codemods.hazards.resources import CLEARS, counts, makes
from codemods.touches.model import GUESSED_SAVES, HOLE, Role, Touch, Trace

_MAY_MAKE = GUESSED_SAVES | {Role.HANDED, Role.LOADED}
_FOLDERS = frozenset({Role.MKDIR, Role.ENSURE})
_MAY_FIND = frozenset({Role.APPEND, Role.STORE, Role.PEEK, Role.HANDED, Role.LOADED})


def is_involved(one: Involved) -> bool:
    return any(counts(touch) for touch in one.touches) or bool(one.hopes)


def _mentions(touch: Touch) -> bool:
    """Whether a use that need not reach the file system names a path for sure."""
    return not counts(touch) and HOLE not in touch.path and is_resource(touch.path)


@lru_cache(maxsize=65536)
def _is_meant(mention: str, paths: frozenset[str]) -> bool:
    """Whether a mention is of one of these paths; a pattern is where it looks below one."""
    if "*" in mention or "?" in mention:
        return any(is_below(mention, path) for path in paths if HOLE not in path)
    folders, patterns = _in_line(paths)
    if mention in folders or any(above in paths for above in _above(mention)):
        return True
    return any(overlap(mention, path) for path in patterns)


@lru_cache(maxsize=1024)
def _in_line(paths: frozenset[str]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Paths that are known with the folders above them, and those that have to be held against."""
    open_ones = tuple(path for path in paths if is_pattern(path) or path == ".")
    known = paths.difference(open_ones)
    return known.union(above for path in known for above in _above(path)), open_ones


def _above(path: str) -> Iterator[str]:
    """The folders above a path, as it spells them."""
    while "/" in path[1:]:
        path = path.rpartition("/")[0]
        yield path


@dataclass(frozen=True, slots=True)
class _Index:
    """Where in a trace its paths are: a resource has few of them, and a trace may have thousands.

    Attributes:
        touched: by path, the indices of its touches.
        mentioned: by the first part of a path and by path, those of the touches that only
            mention it.
        open_parts: those of these parts that are patterns.
        lists: the touches that list a folder.
    """

    touched: Mapping[str, Sequence[int]]
    mentioned: Mapping[str, Mapping[str, Sequence[int]]]
    open_parts: frozenset[str]
    lists: Sequence[Touch]


@lru_cache(maxsize=65536)
def _index(trace: Trace) -> _Index:
    touched: dict[str, list[int]] = {}
    mentioned: dict[str, dict[str, list[int]]] = {}
    for index, touch in enumerate(trace.touches):
        touched.setdefault(touch.path, []).append(index)
        if _mentions(touch):
            paths = mentioned.setdefault(_first_part(touch.path), {})
            paths.setdefault(touch.path, []).append(index)
    lists = tuple(touch for touch in trace.touches if touch.role is Role.LIST)
    return _Index(touched, mentioned, frozenset(filter(_is_open, mentioned)), lists)


def _first_part(path: str) -> str:
    return path.lstrip("/").partition("/")[0]


@dataclass(frozen=True, eq=False)
class Near:
    """Where to look for the tests of a resource, instead of at all of them.

    Attributes:
        traces: of all tests, in the order of collection.
        by_path: by path, the indices of the traces that touch it.
        by_part: by the first part of a path, the indices of those that mention one so.
        always: the indices of those that may mean any path, or list a folder of the repository.
    """

    traces: Sequence[Trace]
    by_path: Mapping[str, frozenset[int]]
    by_part: Mapping[str, frozenset[int]]
    always: frozenset[int]

    def of(self, paths: frozenset[str]) -> list[Trace]:
        """The traces that `involved` and `with_listers` find anything in."""
        parts = {_first_part(path) for path in paths}
        if any(_is_open(part) or HOLE in part for part in parts):
            parts = set(self.by_part)
        found = self.always.union(
            *(self.by_path.get(path, frozenset()) for path in paths),
            *(self.by_part.get(part, frozenset()) for part in parts),
        )
        return [self.traces[index] for index in sorted(found)]


def nearness(traces: Sequence[Trace], folders: frozenset[str], wanted: frozenset[str]) -> Near:
    """The index over all traces.

    Args:
        folders: of the repository.
        wanted: the paths that are ever asked for.
    """
    by_path: dict[str, set[int]] = {path: set() for path in wanted}
    by_part: dict[str, set[int]] = {}
    always: set[int] = set()
    parts = {_first_part(path) for path in wanted}
    everything = any(_is_open(part) or HOLE in part for part in parts)
    told: dict[str, str | None] = {}
    for index, trace in enumerate(traces):
        for touch in trace.touches:
            path = touch.path
            if path in by_path:
                by_path[path].add(index)
            if touch.role is Role.LIST and path in folders:
                always.add(index)
            if path not in told:
                part = _first_part(path)
                told[path] = part if everything or part in parts or _is_open(part) else None
            if (named := told[path]) is not None and _mentions(touch):
                by_part.setdefault(named, set()).add(index)
                if _is_open(named):
                    always.add(index)
    return Near(
        traces,
        {path: frozenset(indices) for path, indices in by_path.items()},
        {part: frozenset(indices) for part, indices in by_part.items()},
        frozenset(always),
    )


def _is_open(part: str) -> bool:
    return "*" in part or "?" in part


def involved(trace: Trace, paths: frozenset[str]) -> Involved:
    parts = {_first_part(path) for path in paths}
    unknown = any(HOLE in part or _is_open(part) for part in parts)
    own = _index(trace)
    indices = {index for path in own.touched.keys() & paths for index in own.touched[path]}
    near = own.mentioned.keys() if unknown else own.open_parts | (own.mentioned.keys() & parts)
    for part in near:
        for path, where in own.mentioned[part].items():
            if _is_meant(path, paths):
                indices.update(where)
    touches = tuple(trace.touches[index] for index in sorted(indices))
    needed, hoped = _dependence(touches, trace)
    role: TestRole = "both" if any(makes(touch) for touch in touches) else "cleaner"
    role = "consumer" if needed else role
    return Involved(trace.test.id, trace, role, touches, tuple(needed), tuple(hoped))


def with_listers(
    tests: Sequence[Involved], paths: frozenset[str], folders: frozenset[str]
) -> list[Involved]:
    """The same, with those that list a folder of the repository in which earlier tests leave files.

    Args:
        tests: of the whole suite, in the order of collection.
        folders: of the repository.
    """
    left = _Left()
    found: list[Involved] = []
    for one in tests:
        lists = [
            touch
            for touch in _index(one.trace).lists
            if touch.path in folders and touch.path not in paths and left.lies_in(touch.path)
        ]
        if lists:
            one = replace(one, touches=(*one.touches, *lists), all_hopes=(*one.all_hopes, *lists))
        found.append(one)
        if any(makes(touch) for touch in one.touches):
            left.add(leaves(one))
    return found


class _Left:
    """What earlier tests leave; each path is held against each folder once."""

    def __init__(self) -> None:
        self._paths: list[str] = []
        self._known: set[str] = set()
        self._checked: dict[str, int] = {}
        self._holding: set[str] = set()

    def add(self, paths: Iterable[str]) -> None:
        new = [path for path in dict.fromkeys(paths) if path not in self._known]
        self._known.update(new)
        self._paths += new

    def lies_in(self, folder: str) -> bool:
        if folder not in self._holding:
            new = self._paths[self._checked.get(folder, 0) :]
            self._checked[folder] = len(self._paths)
            if any(is_below(path, folder) for path in new):
                self._holding.add(folder)
        return folder in self._holding


def _dependence(touches: Sequence[Touch], trace: Trace) -> tuple[list[Touch], list[Touch]]:
    """The touches that find something ready-made, and those that may."""
    own = trace.test.function.key
    made: dict[tuple[str, Role, str | None], Touch] = {}
    cleared: dict[str, None] = {}
    handed: dict[str, None] = {}
    needs: list[Touch] = []
    hopes: list[Touch] = []
    for touch in sorted(touches, key=lambda touch: touch.teardown):
        path = touch.path
        there = any(provides(other, path) for other in made.values())
        fresh = there or any(path == other or is_below(path, other) for other in cleared)
        given = any(overlap(path, other) for other in handed)
        if touch.role.needs and touch.role is not Role.LOADED:
            if not (there or touch.teardown or given):
                needs.append(touch)
            elif touch.role is Role.LIST and not (given or touch.teardown):
                hopes += [] if _fills(made.values(), cleared, path, own) else [touch]
        elif touch.role in _MAY_FIND and not (fresh or touch.teardown):
            hopes.append(touch)
        if makes(touch):
            made.setdefault((path, touch.role, touch.actor), touch)
        elif touch.role in CLEARS and touch.actor not in trace.lasting:
            cleared[path] = None
        elif touch.role in _MAY_MAKE:
            handed[path] = None
    return needs, hopes


def _fills(made: Iterable[Touch], cleared: Iterable[str], path: str, own: str) -> bool:
    """Whether a test knows what is in a folder: it has put something in, cleared it, or made it."""
    if any(path == other or is_below(path, other) for other in cleared):
        return True
    return any(
        (touch.role not in _FOLDERS and overlap(touch.path, path))
        or is_below(touch.path, path)
        or (touch.role is Role.MKDIR and touch.path == path and touch.actor == own)
        for touch in made
    )


def provides(touch: Touch, path: str) -> bool:
    """Whether a path may be there because of what a touch has made.

    A folder alone has no files in it; a file of unknown name may be any in its folder.
    """
    if touch.role in _FOLDERS and not is_same(path, touch.path):
        return is_below(touch.path, path)
    folder, _, name = touch.path.rpartition("/")
    return overlap(touch.path, path) or (HOLE in name and is_below(path, folder or "."))


def leaves(one: Involved, *, itself: bool = False) -> list[str]:
    """The paths that a test makes and does not take away again.

    Args:
        itself: whether what wide fixtures and set-up do, before the first test and behind the
            last, is left out.
    """
    left: list[str] = []
    for touch in sorted(one.touches, key=lambda touch: touch.teardown):
        if itself and touch.actor in one.trace.lasting:
            continue
        if makes(touch):
            left.append(touch.path)
        elif touch.role in CLEARS:
            left = [p for p in left if p != touch.path and not is_below(p, touch.path)]
    return left
