"""The picture of who meets on what: tests on the left, shared things on the right.

A layered drawing with two layers: things that have to do with each other stand together, and in
each layer the order is that of the mean of the neighbours (the barycentre heuristic of Sugiyama,
Tagawa and Toda, 1981), which keeps crossings few.
"""

from bisect import bisect_right, insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from codemods.reports.page.meetings import WORDS, Meeting, Use, together

MOST_TESTS = 32
"""Tests that are drawn one by one; if there are more, their files are drawn instead."""

MOST_ROWS = 40
"""Nodes in a layer."""

_MIDDLE = 240
_CHARACTER, _PILL, _MARGIN = 7.6, 22, 12
_ROW, _PORT, _GAP, _EDGE = 26, 21, 10, 14
_LONGEST_LEFT, _LONGEST_RIGHT = 62, 56
_SWEEPS = 8


@dataclass(frozen=True, slots=True)
class Node:
    """A name in the drawing.

    Attributes:
        label: short enough to fit.
        title: the whole of it.
        target: id of a finding that it leads to.
        ports: of a name on the left, what it does, each with the height from which those lines
            leave.
    """

    label: str
    title: str
    y: float
    target: str
    ports: tuple[tuple[Use, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from a port to a shared thing."""

    use: Use
    title: str
    curve: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The drawing, in the units of its view box.

    Attributes:
        port: where the lines leave on the left.
        thing: where they arrive on the right.
        files: whether the left layer shows files instead of tests.
        left_out: what is not drawn, as a sentence; empty if nothing is.
    """

    width: float
    height: float
    port: float
    thing: float
    left: tuple[Node, ...]
    right: tuple[Node, ...]
    edges: tuple[Edge, ...]
    files: bool
    left_out: str


Links = dict[tuple[str, int], tuple[Use, int]]
"""Use and number of tests, by the name on the left and the index of the meeting on the right."""


def draw(found: Sequence[Meeting]) -> Picture:
    """Lay out the picture of some meetings; the same meetings give the same picture."""
    files = len({test for meeting in found for test, _ in meeting.tests}) > MOST_TESTS
    chosen, names = _chosen(found, files)
    links = _links(found, chosen, names, files)
    left: list[Node] = []
    right: list[Node] = []
    edges: list[Edge] = []
    parts = [_ordered(*part, links) for part in _parts(links)]
    port = _margin([_cut(name, _LONGEST_LEFT) for name in names]) + _PILL
    thing = port + _MIDDLE
    top: float = _EDGE
    for lefts, rights in parts:
        ports = {name: _ports(name, rights, links) for name in lefts}
        sizes = [max(_ROW, _PORT * len(ports[name]) + _PORT // 2) for name in lefts]
        height = float(max(sum(sizes), _ROW * len(rights)))
        left_ys = _spread(top, height, sizes)
        right_ys = dict(zip(rights, _spread(top, height, [_ROW] * len(rights)), strict=True))
        for name, y in zip(lefts, left_ys, strict=True):
            first = y - _PORT * (len(ports[name]) - 1) / 2
            at = {use: first + _PORT * place for place, use in enumerate(ports[name])}
            own = [it for it in rights if (name, it) in links]
            target = found[own[0]].findings[0]
            left.append(Node(_cut(name, _LONGEST_LEFT), name, y, target, tuple(at.items())))
            for it in own:
                use, tests = links[name, it]
                of = f"{tests} tests of {name}" if tests > 1 else name
                title = f"{of} · {WORDS[use]} · {found[it].resource}"
                curve = _curve(port, at[use], thing, right_ys[it])
                edges.append(Edge(use, title, curve))
        for it in rights:
            label = _cut(found[it].resource, _LONGEST_RIGHT)
            right.append(Node(label, found[it].resource, right_ys[it], found[it].findings[0]))
        top += height + _GAP
    return Picture(
        thing + _margin([node.label for node in right]),
        top - _GAP + _EDGE if left else 0,
        port,
        thing,
        tuple(left),
        tuple(right),
        tuple(edges),
        files,
        _left_out(found, chosen, names, files),
    )


def _ports(name: str, rights: Sequence[int], links: Links) -> list[Use]:
    """What a name does, in the order of the things it does it to."""
    places: dict[Use, list[int]] = {}
    for place, it in enumerate(rights):
        if (name, it) in links:
            places.setdefault(links[name, it][0], []).append(place)
    return sorted(places, key=lambda use: _mean(places[use]))


def _chosen(found: Sequence[Meeting], files: bool) -> tuple[list[int], set[str]]:
    """The meetings that are drawn, those of most tests first, and the names on the left."""
    chosen: list[int] = []
    names: set[str] = set()
    for it in sorted(range(len(found)), key=lambda it: (-len(found[it].tests), it)):
        own = dict.fromkeys(_name(test, files) for test, _ in found[it].tests)
        more = [name for name in own if name not in names][: MOST_ROWS // 2]
        if len(chosen) == MOST_ROWS or (chosen and len(names) + len(more) > MOST_ROWS):
            continue
        chosen.append(it)
        names.update(more)
    return sorted(chosen), names


def _name(test: str, files: bool) -> str:
    return test.partition("::")[0] if files else test


def _links(found: Sequence[Meeting], chosen: Sequence[int], names: set[str], files: bool) -> Links:
    uses: dict[tuple[str, int], list[Use]] = {}
    for it in chosen:
        for test, use in found[it].tests:
            if _name(test, files) in names:
                uses.setdefault((_name(test, files), it), []).append(use)
    return {link: (together(all_uses), len(all_uses)) for link, all_uses in uses.items()}


def _left_out(found: Sequence[Meeting], chosen: Sequence[int], names: set[str], files: bool) -> str:
    """The sentence about what is not drawn."""
    parts = []
    things = len(found) - len(chosen)
    if things:
        parts.append(f"{things} shared {'things' if things > 1 else 'thing'} with fewer tests")
    more = {_name(test, files) for it in chosen for test, _ in found[it].tests} - names
    if more:
        parts.append(f"{len(more)} more {'files' if len(more) > 1 else 'file'} of tests")
    return f"Not drawn: {' and '.join(parts)}. The table has them all." if parts else ""


def _parts(links: Links) -> list[tuple[list[str], list[int]]]:
    """The nodes of each connected part of the drawing, the largest part first."""
    by_left: dict[str, list[int]] = {}
    by_right: dict[int, list[str]] = {}
    for name, it in links:
        by_left.setdefault(name, []).append(it)
        by_right.setdefault(it, []).append(name)
    seen: set[str] = set()
    parts: list[tuple[list[str], list[int]]] = []
    for first in by_left:
        if first in seen:
            continue
        lefts, rights, waiting = [], dict[int, None](), [first]
        seen.add(first)
        while waiting:
            name = waiting.pop(0)
            lefts.append(name)
            for it in by_left[name]:
                rights[it] = None
                more = [other for other in by_right[it] if other not in seen]
                seen.update(more)
                waiting += more
        parts.append((lefts, list(rights)))
    return sorted(parts, key=lambda part: -len(part[0]) - len(part[1]))


def _ordered(lefts: list[str], rights: list[int], links: Links) -> tuple[list[str], list[int]]:
    """Both layers of a part, in an order with few crossings."""
    by_left = {name: [it for it in rights if (name, it) in links] for name in lefts}
    by_right = {it: [name for name in lefts if (name, it) in links] for it in rights}
    best = lefts, rights
    fewest = crossings(lefts, rights, by_left)
    for _ in range(_SWEEPS):
        if not fewest:
            break
        lefts_at = {name: at for at, name in enumerate(lefts)}
        rights = sorted(rights, key=lambda it: _mean([lefts_at[name] for name in by_right[it]]))
        rights_at = {it: at for at, it in enumerate(rights)}
        lefts = sorted(lefts, key=lambda name: _mean([rights_at[it] for it in by_left[name]]))
        number = crossings(lefts, rights, by_left)
        if number < fewest:
            best, fewest = (lefts, rights), number
    return best


def crossings(
    lefts: Sequence[str], rights: Sequence[int], by_left: Mapping[str, Sequence[int]]
) -> int:
    """How many pairs of edges cross when the layers stand in this order."""
    at = {it: place for place, it in enumerate(rights)}
    seen: list[int] = []
    total = 0
    for name in lefts:
        places = sorted(at[it] for it in by_left[name])
        total += sum(len(seen) - bisect_right(seen, place) for place in places)
        for place in places:
            insort(seen, place)
    return total


def _mean(numbers: Sequence[int]) -> float:
    return sum(numbers) / len(numbers)


def _spread(top: float, height: float, sizes: Sequence[float]) -> list[float]:
    """The middles of things of these sizes, with what is left of the height between them."""
    spare = (height - sum(sizes)) / len(sizes)
    middles = []
    for size in sizes:
        middles.append(round(top + (size + spare) / 2, 1))
        top += size + spare
    return middles


def _curve(x: float, y: float, other_x: float, other_y: float) -> str:
    """A path that leaves and arrives level."""
    middle = (x + other_x) / 2
    return f"M{x:g} {y:g}C{middle:g} {y:g} {middle:g} {other_y:g} {other_x:g} {other_y:g}"


def _margin(labels: Sequence[str]) -> float:
    """Room for labels beside the lines."""
    longest = max(map(len, labels), default=0)
    return round(_CHARACTER * longest + _PILL + _MARGIN)


def _cut(name: str, longest: int) -> str:
    """A name with its middle left out where it is too long."""
    if len(name) <= longest:
        return name
    tail = longest * 3 // 4
    return f"{name[: longest - tail - 1]}…{name[-tail:]}"
