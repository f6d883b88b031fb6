"""What is known of a file from its bytes alone: cheap to find, to keep, and to send about.

Whoever has the bytes can find the facts, so files are mapped over any executor, and what was found
is kept by content (`codemods.cache`).
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from functools import lru_cache

from codemods.suite.imports import imported_names
from codemods.suite.model import Facts
from codemods.touches.words import CHANGES, Signs, may_change

_BATCH = 64


def facts_of(file: tuple[str, bytes]) -> Facts:
    """The facts of a file, given as its path in the suite and its bytes."""
    path, raw = file
    shows = {name for name, signs in _signs() if (signs.in_file or signs.shown)(raw)}
    if may_change(raw):
        shows.add(CHANGES)
    return Facts(tuple(dict.fromkeys(imported_names(raw, path))), frozenset(shows))


def facts_of_all(
    files: Sequence[tuple[str, bytes]], executor: Executor | None = None
) -> Iterator[Facts]:
    """The facts of many files, in their order, found by an executor where there is one."""
    if executor is None:
        yield from map(facts_of, files)
        return
    from codemods.executors import mapped

    yield from mapped(executor, facts_of, files, batch=_BATCH)


def kept_facts(files: Sequence[tuple[str, bytes]], executor: Executor | None = None) -> list[Facts]:
    """The facts of many files, in their order; only those are looked for that are not kept."""
    from codemods.cache import key_of, user_cache

    cache = user_cache()
    keys = [key_of("facts", path, raw) for path, raw in files]
    known = {key: _read(entry) for key, entry in cache.get(keys).items()}
    missing = [(key, file) for key, file in zip(keys, files, strict=True) if key not in known]
    found = facts_of_all([file for _, file in missing], executor)
    new = dict(zip((key for key, _ in missing), found, strict=True))
    cache.put({key: [facts.imports, sorted(facts.shows)] for key, facts in new.items()})
    return [known.get(key) or new[key] for key in keys]


def _read(entry: list[list[str]]) -> Facts:
    imports, shows = entry
    return Facts(tuple(imports), frozenset(shows))


@lru_cache(maxsize=1)
def _signs() -> tuple[tuple[str, Signs], ...]:
    from codemods.transforms.api import load_transforms

    return tuple((each.name, each.signs) for each in load_transforms() if each.signs)
