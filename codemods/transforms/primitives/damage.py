"""Which fixes would leave a file that does not parse, or names that nothing binds."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from codemods.edits.model import Edit, Fix
from codemods.edits.spans import active, render
from codemods.suite.bindings import defined_twice, unbound_names
from codemods.suite.config import why_unreadable
from codemods.suite.model import Suite
from codemods.suite.source import Unreadable, parse


def broken(suite: Suite, fixes: Sequence[Fix]) -> Iterator[tuple[str, str]]:
    """The fixes without which a file would parse, and know all its names."""
    for path in sorted({edit.path for fix in fixes for edit in fix.edits}):
        here = [fix for fix in fixes if any(edit.path == path for edit in fix.edits)]
        if reason := _damage(suite, path, here):
            culprits = [fix for fix in here if _damage(suite, path, [fix])]
            for fix in culprits or [_last_straw(suite, path, here)]:
                yield fix.id, f"{path} {reason}"


def _last_straw(suite: Suite, path: str, fixes: Sequence[Fix]) -> Fix:
    """The first fix that does not go together with those before it."""
    count = next(n for n in range(1, len(fixes) + 1) if _damage(suite, path, fixes[:n]))
    return fixes[count - 1]


def _damage(suite: Suite, path: str, fixes: Sequence[Fix]) -> str | None:
    raw = suite.raw(path) or b""
    edits = [edit for fix in fixes for edit in fix.edits if edit.path == path]
    ids = frozenset(fix.id for fix in fixes)
    try:
        after = render(raw, edits, ids)
    except ValueError:
        return f"would be changed at line {_crossing(raw, edits, ids)} in two ways at once"
    if not path.endswith(".py"):
        reason = why_unreadable(path, after)
        return f"would not parse afterwards ({reason})" if reason else None
    try:
        twice = defined_twice(parse(path, after).tree)
    except Unreadable as error:
        return f"would not parse afterwards ({error})"
    twice -= defined_twice(parse(path, raw).tree)
    if twice:
        return f"would define {', '.join(sorted(twice))} twice"
    missing = unbound_names(after) - unbound_names(raw)
    if missing:
        return f"would use {', '.join(sorted(missing))} without binding it"
    return None


def _crossing(raw: bytes, edits: Iterable[Edit], ids: frozenset[str]) -> int:
    """The line at which the second of two edits begins before the first has ended."""
    pairs = pairwise(active(edits, ids))
    at = next((after.start for before, after in pairs if after.start < before.end), 0)
    return raw.count(b"\n", 0, at) + 1
