"""Whether what was read from a file of our own has the types that its dataclasses promise."""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints


def check(value: Any, kind: Any) -> None:
    """See that ``value`` is of the type ``kind``, as written at a field of a dataclass.

    Raises:
        TypeError: it, or something inside, is of another.
    """
    if not _fits(value, kind):
        raise TypeError(f"{str(value)[:40]!r} is no {getattr(kind, '__name__', kind)}")


def check_path(path: str) -> None:
    """See that the system can take ``path`` for one.

    Raises:
        ValueError: it has null characters, or some that no encoding has.
    """
    if "\0" in path:
        raise ValueError(f"{path!r} is no path")
    path.encode("utf-8", "surrogateescape")


def _fits(value: Any, kind: Any) -> bool:
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return any(_fits(value, part) for part in parts)
    if origin is Literal:
        return value in parts
    if origin in (tuple, frozenset):
        return isinstance(value, origin) and all(_fits(it, parts[0]) for it in value)
    if origin is Mapping:
        return isinstance(value, Mapping) and all(
            _fits(name, parts[0]) and _fits(it, parts[1]) for name, it in value.items()
        )
    if not isinstance(value, kind):
        return False
    for name, its_kind in _fields(kind):
        check(getattr(value, name), its_kind)
    return True


@lru_cache
def _fields(kind: Any) -> tuple[tuple[str, Any], ...]:
    if not is_dataclass(kind):
        return ()
    hints = get_type_hints(kind)
    return tuple((it.name, hints[it.name]) for it in fields(kind))
