"""Removals that stand together, and the blank lines that are too many once they are gone."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from codemods.suite.source import Source
from codemods.transforms.primitives.tidy import Removal

Span = tuple[int, int]


def chains(
    source: Source, removals: Sequence[Removal], inserted: Collection[int] = ()
) -> Iterator[list[Removal]]:
    """The removals of one file; whole lines together with nothing but blank ones between them.

    Args:
        inserted: offsets at which something is written, which parts what is around it.
    """
    chain: list[Removal] = []
    for removal in sorted(removals, key=lambda removal: removal.start):
        apart = chain and not (_is_whole(source, chain[-1]) and _is_whole(source, removal))
        parted = chain and any(chain[-1].end <= at <= removal.start for at in inserted)
        if chain and (apart or parted or source.raw[chain[-1].end : removal.start].strip()):
            yield chain
            chain = []
        chain.append(removal)
    if chain:
        yield chain


def _is_whole(source: Source, removal: Removal) -> bool:
    last = source.line_of(max(removal.end - 1, 0))
    return removal.start == source.line_start(source.line_of(removal.start)) and (
        removal.end == source.line_start(last + 1)
    )


def blanks(source: Source, chain: Sequence[Removal], *, above_only: bool = False) -> list[Span]:
    """The blank lines that are too many once a whole chain is gone.

    Args:
        above_only: whether what follows comes with a blank line of its own.
    """
    start, end = chain[0].start, chain[-1].end
    if not all(_is_whole(source, removal) for removal in chain):
        return []
    between = [(a.end, b.start) for a, b in pairwise(chain) if a.end < b.start]
    first, last = source.line_of(start), source.line_of(max(end - 1, 0))
    above = first
    while above > 1 and not source.line(above - 1).strip():
        above -= 1
    if above_only:
        return [(source.line_start(above), start)] if 1 < above < first else []
    below = last
    while source.line_start(below + 1) < len(source.raw) and not source.line(below + 1).strip():
        below += 1
    at_edge = above == 1 or source.line_start(below + 1) >= len(source.raw)
    tight = above == first and below == last and not at_edge
    if tight and between:  # one of the gaps inside is all that parts what is left
        return [span for span in between[:-1] if span[0] < span[1]]
    at_top = above == 1 or source.line(above - 1).rstrip().endswith(b":")
    at_bottom = source.line_start(below + 1) >= len(source.raw)
    before, after = (source.line_start(above), start), (end, source.line_start(below + 1))
    if at_top:
        extra = after
    elif at_bottom:
        extra = before
    else:
        extra = after if below - last <= first - above else before
    return [span for span in (*between, extra) if span[0] < span[1]]
