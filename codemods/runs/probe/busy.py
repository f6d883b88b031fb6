"""Who is at work for the probe itself, so that it does not take its own doing for a test's."""

from __future__ import annotations

from .real import Real


class Busy:
    """A context manager, for each thread by itself; it may be entered again within itself."""

    def __init__(self) -> None:
        self._depths: dict[int, int] = {}

    def __enter__(self) -> None:
        mine = Real.ident()
        self._depths[mine] = self._depths.get(mine, 0) + 1

    def __exit__(self, *raised: object) -> None:
        mine = Real.ident()
        depth = self._depths.get(mine, 1) - 1
        if depth:
            self._depths[mine] = depth
        else:
            self._depths.pop(mine, None)

    @property
    def is_mine(self) -> bool:
        """Whether this thread is at work for the probe."""
        return Real.ident() in self._depths

    def clear(self) -> None:
        """Forget all threads: a forked child has none of them."""
        self._depths.clear()
