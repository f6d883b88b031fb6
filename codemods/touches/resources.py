"""The table of calls that use things outside the process, and what a project adds to it.

An entry of ``resources.toml``, or of ``[[tool.xdistify.resources]]``, has these keys:

kind
    what the thing is: ``kafka-topic``, ``queue``, or a word of one's own.
calls
    dotted names of functions, classes and methods; ``<type>.method`` for a method of what another
    entry gives, ``<type>.*`` for all that no entry names.
argument
    where its name stands: positions and keywords, the first that is there counts.
each, key, in
    the argument is a list of names; a dictionary that holds the name under a key; a ``url``, a
    ``dsn`` or ``sql`` text in which it stands.
part, several
    where the name of what is used inside the thing stands, as for ``argument``; whether all
    positional arguments are such names.
default
    the name where none is given.
does
    ``opens``, ``makes``, ``changes``, ``reads``, ``lists``, ``removes``, ``clears``, ``keeps``
    (commits) or ``undoes`` (rolls back); nothing where the call is of no consequence.
gives, of
    the type of what the call returns, and the argument whose thing it stands for.
"""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib.resources import files
from typing import Any

from codemods.errors import Refusal
from codemods.touches.model import Does

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_TEXTS = frozenset({"url", "dsn", "sql"})
Where = tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One entry of the table, for one call; see the module for the keys."""

    kind: str
    does: Does | None = None
    argument: Where = ()
    each: bool = False
    key: str = ""
    in_: str = ""
    part: Where = ()
    several: bool = False
    default: str | None = None
    gives: str = ""
    of: Where = ()


Table = Mapping[str, tuple[Pattern, ...]]
"""By dotted name of a call; a call can use several things."""


def resource_table(tool: Mapping[str, Any]) -> Table:
    """The table of this package with the entries of ``[tool.xdistify]`` added.

    Raises:
        Refusal: an entry of the project is not as it must be.
    """
    added = tool.get("resources", ())
    if not added:
        return _built_in()
    if not isinstance(added, list):
        raise Refusal(f"{_HERE} must be an array of tables: [[tool.xdistify.resources]]")
    table = dict(_built_in())
    for name, patterns in _read(added).items():
        table[name] = (*table.get(name, ()), *patterns)
    return table


_HERE = "pyproject.toml: [tool.xdistify] resources"


@lru_cache(maxsize=1)
def _built_in() -> Table:
    text = files("codemods.touches").joinpath("resources.toml").read_text(encoding="utf-8")
    return _read(tomllib.loads(text)["resources"])


def _read(entries: Iterable[object]) -> dict[str, tuple[Pattern, ...]]:
    found: dict[str, tuple[Pattern, ...]] = {}
    for entry in entries:
        if not isinstance(entry, dict):
            raise Refusal(f"{_HERE}: each entry must be a table")
        calls, pattern = entry.get("calls"), _pattern(entry)
        if not isinstance(calls, list) or not calls:
            raise Refusal(f"{_HERE}: an entry needs calls, a list of dotted names")
        for call in calls:
            found[str(call)] = (*found.get(str(call), ()), pattern)
    return found


def _pattern(entry: Mapping[str, Any]) -> Pattern:
    known = {"in" if field.name == "in_" else field.name for field in fields(Pattern)}
    for key in entry:
        if key not in {*known, "calls"}:
            raise Refusal(f"{_HERE}: no key {key!r}; there are {', '.join(sorted(known))}")
    if not isinstance(entry.get("kind"), str):
        raise Refusal(f'{_HERE}: an entry needs a kind, such as "queue"')
    if entry.get("in", "url") not in _TEXTS:
        raise Refusal(f"{_HERE}: in must be one of {', '.join(sorted(_TEXTS))}")
    does = entry.get("does")
    allowed = {each.value: each for each in Does}
    if does is not None and does not in allowed:
        raise Refusal(f"{_HERE}: does must be one of {', '.join(allowed)}")
    default = entry.get("default")
    return Pattern(
        entry["kind"],
        allowed[does] if does else None,
        _where(entry, "argument"),
        bool(entry.get("each", False)),
        str(entry.get("key", "")),
        str(entry.get("in", "")),
        _where(entry, "part"),
        bool(entry.get("several", False)),
        None if default is None else str(default),
        str(entry.get("gives", "")),
        _where(entry, "of"),
    )


def _where(entry: Mapping[str, Any], key: str) -> Where:
    given = entry.get(key, [])
    places = given if isinstance(given, list) else [given]
    if not all(isinstance(place, int | str) for place in places):
        raise Refusal(f"{_HERE}: {key} must be a position, a keyword, or a list of them")
    return tuple(places)
