"""How collisions are shown: a table of causes, one telling pair of each kind, and what is apart."""

from collections.abc import Iterator, Sequence
from typing import Any

from codemods.evidence.causes import Cause
from codemods.evidence.conflicts import Encounter, Pair, Part
from codemods.evidence.model import Actor, Evidence, Leftover, Use
from codemods.evidence.roles import roles
from codemods.evidence.schedulers import MODES

_MOST_TESTS = 6
_MOST_LEFT = 20
_WIDEST = 44
_VERBS = {
    "append": "appends to it",
    "bind": "binds it",
    "change": "changes it",
    "connect": "connects to it",
    "delete": "deletes it",
    "ensure": "makes it",
    "list": "lists it",
    "mkdir": "makes it",
    "probe": "looks for it",
    "read": "reads it",
    "rmdir": "removes it",
    "rmtree": "clears it away",
    "sqlite": "opens it",
    "update": "changes it",
    "write": "writes it",
}


def as_text(causes: Sequence[Cause], evidence: Evidence) -> Iterator[str]:
    """Lines for people."""
    if causes:
        yield from _table(causes)
    for cause in causes:
        yield ""
        yield from _details(cause)
    if evidence.leftovers:
        yield ""
        yield "Order inside a worker, which no path can mend; what tests leave behind in it:"
        yield from _left_behind(evidence.leftovers)


def _table(causes: Sequence[Cause]) -> Iterator[str]:
    names = [_shortened(cause.resource) for cause in causes]
    width = max(len("resource"), *map(len, names))
    yield f"{'cause':<8}  {'resource':<{width}}  tests  pairs  " + "  ".join(MODES)
    for cause, name in zip(causes, names, strict=True):
        pairs = len(cause.pairs) + cause.more
        meets = "  ".join(
            f"{'meet' if cause.meets[mode] else '-':<{len(mode)}}" for mode in MODES
        ).rstrip()
        yield f"{cause.id}  {name:<{width}}  {len(cause.tests):>5}  {pairs:>5}  {meets}"


def _details(cause: Cause) -> Iterator[str]:
    count = len(cause.encounters)
    by = f", by fixture {cause.fixture}" if cause.fixture else ""
    several = f", {count} resources" if count > 1 else ""
    where = f"{cause.place}  " if cause.place else ""
    yield f"{where}{cause.resource}  [{cause.id}]{by}{several}"
    shown = set()
    for kind in cause.kinds:
        encounter, pair = next(found for found in cause.pairs if found[1].kind == kind)
        shown |= {pair.first.actor.key, pair.second.actor.key}
        yield from _pair(encounter, pair)
    tests = [test.key for test in cause.tests if test.key not in shown]
    if tests:
        yield "  and" if any(key in shown for key in map(_key, cause.tests)) else "  for"
    yield from (f"    {test}" for test in tests[:_MOST_TESTS])
    if len(tests) > _MOST_TESTS:
        yield f"    … and {len(tests) - _MOST_TESTS} more tests"


def _key(actor: Actor) -> str:
    return actor.key


def _pair(encounter: Encounter, pair: Pair) -> Iterator[str]:
    if pair.kind == "itself":
        yield f"  {encounter.resource}: it is done once in every worker"
        yield f"    {_part(pair.first, pair.first.telling)}"
        return
    yield f"  {pair.kind} on {encounter.resource}"
    yield f"    {_part(pair.first, pair.first.telling)}"
    yield f"    {_part(pair.second, pair.second.needs or pair.second.telling)}"


def _part(part: Part, use: Use) -> str:
    verb = _VERBS[use.how]
    if "beside" in part.hows and use.how == "list":
        verb = f"lists {use.resource}"
    elif "inside" in part.hows and not part.hows - {"inside", "beside"}:
        verb = f"{verb.removesuffix(' it')} {use.resource}"
    by = " from a child, C code or an open handle" if use.watched else ""
    via = f" in fixture {use.fixture}" if use.fixture else ""
    place = f" ({use.place}, {use.phase})" if use.place else f" ({use.phase})"
    return f"{who(part.actor)} {verb}{by}{via}{place}"


def who(actor: Actor) -> str:
    """An actor as people call it."""
    if actor.kind == "fixture":
        return f"fixture {actor.name} [{actor.scope}]"
    if actor.kind == "collection":
        return f"importing {actor.name or 'the suite'}"
    return actor.name


def _left_behind(leftovers: Sequence[Leftover]) -> Iterator[str]:
    for left in leftovers[:_MOST_LEFT]:
        what = {"cwd": "the current folder", "env": f"${left.name}", "module": left.name}[left.kind]
        place = f" ({left.place})" if left.place else ""
        readers = ", ".join(left.readers[:3]) + (" and others" if len(left.readers) > 3 else "")
        read = f"; read later by {readers}" if readers else ""
        yield f"    {left.test} changes {what}{place}{read}"
    if len(leftovers) > _MOST_LEFT:
        yield f"    … and {len(leftovers) - _MOST_LEFT} more"


def _shortened(name: str) -> str:
    return name if len(name) <= _WIDEST else f"…{name[1 - _WIDEST :]}"


def as_json(causes: Sequence[Cause], evidence: Evidence) -> dict[str, Any]:
    """The part of the object of ``trace --format json`` that comes from the evidence."""
    return {
        "causes": [_cause(cause) for cause in causes],
        "order": [
            {
                "test": left.test,
                "kind": left.kind,
                "name": left.name,
                "path": left.place.path if left.place else None,
                "line": left.place.line if left.place else None,
                "readers": list(left.readers),
            }
            for left in evidence.leftovers
        ],
    }


def _cause(cause: Cause) -> dict[str, Any]:
    parts = roles(cause)
    return {
        "id": cause.id,
        "resource": cause.resource,
        "resources": [encounter.resource for encounter in cause.encounters],
        "fixture": cause.fixture,
        "path": cause.place.path if cause.place else None,
        "line": cause.place.line if cause.place else None,
        "kinds": list(cause.kinds),
        "meets": cause.meets,
        "tests": [{"id": test.key, "role": parts[test.key]} for test in cause.tests],
        "pairs": [
            {
                "resource": encounter.resource,
                "kind": pair.kind,
                "first": _end(pair.first, pair.first.telling),
                "second": _end(pair.second, pair.second.needs or pair.second.telling),
            }
            for encounter, pair in cause.pairs
        ],
        "more_pairs": cause.more,
    }


def _end(part: Part, use: Use) -> dict[str, Any]:
    return {
        "id": part.actor.name,
        "is": part.actor.kind,
        "scope": part.actor.scope or None,
        "tests": [test.key for test in part.tests],
        "how": use.how,
        "phase": use.phase,
        "fixture": use.fixture,
        "by_child": use.watched,
        "path": use.place.path if use.place else None,
        "line": use.place.line if use.place else None,
    }
