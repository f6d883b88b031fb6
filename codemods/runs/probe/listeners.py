"""What a sibling plugin may be told while it happens."""

from __future__ import annotations

from collections.abc import Callable

LISTENERS: list[Callable[[str, str], None]] = []
"""Functions that are called with ``how`` and the path or port, before it is done."""


def tell(how: str, what: str) -> None:
    """Call all listeners."""
    for listener in LISTENERS:
        listener(how, what)
