"""What fixes need together: commas, the removal of what nothing uses any more, blank lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from codemods.edits.model import LEADING, Edit, Fix
from codemods.suite.model import Suite
from codemods.transforms.primitives.chains import blanks, chains
from codemods.transforms.primitives.hollow import hollow
from codemods.transforms.primitives.tidy import Removal, unused

_STRINGS = re.compile(r"""(?<!\w)([A-Za-z]{0,2})(['"])(?:(?!\2)[^\\\n]|\\.)*\2|\\.""")
"""Strings, in which names are read only where they are fields.

What is escaped outside of any, in a piece of a long one, begins none: that would take time that
grows with the square of the length.
"""


def together(suite: Suite, fixes: Sequence[Fix]) -> list[Fix]:
    """The fixes with the edits that they own jointly.

    Args:
        fixes: that fit together, with shared owners.
    """
    return _with_removals(suite, _with_commas(suite, fixes))


def _with_commas(suite: Suite, fixes: Sequence[Fix]) -> list[Fix]:
    """Part the parameters that several edits write between the same empty parentheses."""
    found: dict[tuple[str, int], dict[bytes, frozenset[str]]] = {}
    for fix in fixes:
        for edit in fix.edits:
            raw = suite.raw(edit.path) or b""
            empty = edit.start == edit.end and raw[edit.start - 1 : edit.end + 1] == b"()"
            if empty and re.fullmatch(rb"\w+(: [\w.]+)?", edit.after):
                here = found.setdefault((edit.path, edit.start), {})
                here[edit.after] = here.get(edit.after, frozenset()) | edit.owners
    several = {place: sorted(here.items()) for place, here in found.items() if len(here) > 1}
    commas = [
        Edit(path, at, at, b"", b", ", frozenset({one, other}), "all", rank=2 * index + 1)
        for (path, at), here in several.items()
        for index, (_, owners) in enumerate(here)
        for _, others in here[index + 1 :]
        for one in sorted(owners)
        for other in sorted(others)
    ]
    ranks = {
        (path, at, text): 2 * index
        for (path, at), here in several.items()
        for index, (text, _) in enumerate(here)
    }
    parted: list[Fix] = []
    for fix in fixes:
        own = [replace(e, rank=ranks.get((e.path, e.start, e.after), e.rank)) for e in fix.edits]
        own += [comma for comma in commas if fix.id in comma.owners]
        parted.append(replace(fix, edits=tuple(own)))
    return parted


def _with_removals(suite: Suite, fixes: Sequence[Fix]) -> list[Fix]:
    """Give each unused name's removal to all the fixes that together make it unused."""
    gone: dict[str, list[tuple[int, int]]] = {}
    named: dict[str, set[str]] = {}
    for fix in fixes:
        for edit in fix.edits:
            gone.setdefault(edit.path, []).append((edit.start, edit.end))
            written = names_written(edit.after.decode("utf-8", "replace"))
            named.setdefault(edit.path, set()).update(written)
    extra: list[Edit] = list(_hollowed(suite, fixes))
    for edit in extra:
        gone[edit.path].append((edit.start, edit.end))
    removals = unused(suite, gone, named)
    owners = _owners(removals, fixes, extra)
    dropped = _dropped(suite, fixes)
    owners |= dropped
    inserted: dict[str, set[int]] = {}
    for edit in (edit for fix in fixes for edit in fix.edits if edit.start == edit.end):
        inserted.setdefault(edit.path, set()).add(edit.start)
    for path in sorted({removal.path for removal in owners}):
        source = suite.modules[path].source
        here = [removal for removal in owners if removal.path == path]
        for chain in chains(source, here, inserted.get(path, ())):
            everybody = frozenset[str]().union(*(owners[removal] for removal in chain))
            own = [removal for removal in chain if removal not in dropped]
            spans = [(removal.start, removal.end, owners[removal]) for removal in own]
            extra += [
                Edit(path, start, end, source.raw[start:end], b"", ids, "all")
                for start, end, ids in spans
            ]
            behind = chain[-1].end in inserted.get(path, ())
            if not behind or _parts(fixes, path, chain[-1].end):
                extra += [
                    Edit(path, start, end, source.raw[start:end], b"", everybody, "all")
                    for start, end in blanks(source, chain, above_only=behind)
                ]
    extra = _without_crossing_blanks(extra)
    fixes = [_without_lead(suite, fix, extra) for fix in fixes]
    return [
        replace(
            fix,
            edits=tuple(
                sorted(
                    (*fix.edits, *(edit for edit in extra if fix.id in edit.owners)),
                    key=lambda edit: (edit.path, edit.order),
                )
            ),
        )
        for fix in fixes
    ]


def names_written(code: str) -> set[str]:
    """The words of a piece of code, those in its strings apart where they are no fields."""
    return set(re.findall(r"\w+", _STRINGS.sub(_fields, code)))


def _fields(string: re.Match[str]) -> str:
    if not set(string[1] or "") & set("fFtT"):
        return " "
    return " ".join(piece.partition("{")[2] for piece in string[0].split("}")[:-1])


def _without_crossing_blanks(edits: Sequence[Edit]) -> list[Edit]:
    """The edits but for blank lines that go with something else."""
    return [
        edit
        for edit in edits
        if edit.before.strip()
        or not any(
            other is not edit
            and other.path == edit.path
            and other.start < edit.end
            and edit.start < other.end
            for other in edits
        )
    ]


def _parts(fixes: Sequence[Fix], path: str, at: int) -> bool:
    """Whether what is written at a place begins with a blank line of its own."""
    here = [e for f in fixes for e in f.edits if e.path == path and e.start == e.end == at]
    return bool(here) and all(edit.after.startswith((b"\n", b"\r\n")) for edit in here)


def _dropped(suite: Suite, fixes: Sequence[Fix]) -> dict[Removal, frozenset[str]]:
    """The statements of modules that fixes take out themselves, line by line."""
    found: dict[Removal, frozenset[str]] = {}
    for fix in fixes:
        for edit in fix.edits:
            module = suite.modules.get(edit.path)
            if edit.after or edit.start == edit.end or module is None:
                continue
            source = module.source
            first, last = source.line_of(edit.start), source.line_of(edit.end - 1)
            whole = source.line_start(first), source.line_start(last + 1)
            if (edit.start, edit.end) == whole and any(
                first <= node.lineno and (node.end_lineno or 0) <= last for node in source.tree.body
            ):
                removal = Removal(edit.path, edit.start, edit.end)
                found[removal] = found.get(removal, frozenset()) | edit.owners
    return found


def _without_lead(suite: Suite, fix: Fix, removed: Sequence[Edit]) -> Fix:
    """The fix with no blank line in front of an import above which nothing will be left."""
    edits: list[Edit] = []
    for edit in fix.edits:
        raw = suite.raw(edit.path)
        blank = not edit.after.strip() and edit.rank != LEADING
        leads = edit.after.startswith((b"\n", b"\r\n")) and not blank
        if raw and edit.start == edit.end and leads:
            above = bytearray(raw[: edit.start])
            for other in removed:
                if other.path == edit.path and other.end <= edit.start:
                    above[other.start : other.end] = b" " * (other.end - other.start)
            written = any(
                other.path == edit.path and other.order < edit.order and other.after.strip()
                for other in fix.edits
            )
            if not (above.strip() or written):
                edit = replace(edit, after=edit.after.lstrip(b"\r\n"))
        edits.append(edit)
    return replace(fix, edits=tuple(edits))


def _hollowed(suite: Suite, fixes: Sequence[Fix]) -> Iterator[Edit]:
    """What is left of functions that several fixes empty together."""
    deleted: dict[str, list[Edit]] = {}
    written: dict[str, list[Edit]] = {}
    for fix in fixes:
        for edit in fix.edits:
            if not edit.after and edit.end > edit.start:
                deleted.setdefault(edit.path, []).append(edit)
            elif edit.after.strip():
                written.setdefault(edit.path, []).append(edit)
    gone = {path: [(e.start, e.end) for e in edits] for path, edits in deleted.items()}
    for path, (first, last), spans in hollow(suite, gone):
        if any(first < it.start and it.end < last for it in written.get(path, ())):
            continue
        raw = suite.modules[path].source.raw
        ids = frozenset[str]().union(
            *(e.owners for e in deleted[path] if first <= e.start and e.end <= last)
        )
        yield from (Edit(path, s, e, raw[s:e], b"", ids, "all") for s, e in spans)


def _owners(
    removals: Sequence[Removal], fixes: Sequence[Fix], extra: Sequence[Edit]
) -> dict[Removal, frozenset[str]]:
    """By removal the fixes that cause it, by their own edits or by those that several share."""
    owners: dict[Removal, frozenset[str]] = {}
    written: dict[str, list[tuple[int, int, frozenset[str]]]] = {}
    for edit, ids in (
        *((edit, frozenset({fix.id})) for fix in fixes for edit in fix.edits),
        *((edit, edit.owners) for edit in extra),
    ):
        written.setdefault(edit.path, []).append((edit.start, edit.end, ids))
    for removal in removals:
        found: frozenset[str] = frozenset()
        for path, start, end in removal.causes:
            found = found.union(
                *(
                    ids
                    for first, last, ids in written.get(path, ())
                    if first <= start and end <= last
                )
            )
            for other, ids in owners.items():
                if other.path == path and other.start <= start and end <= other.end:
                    found |= ids
        owners[removal] = found
    return owners
