"""A bar on stderr while a suite runs, where there is a terminal to show it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from codemods.cli.options import Settings


@contextmanager
def bar(settings: Settings, what: str) -> Iterator[Callable[[int, int], None] | None]:
    """A function that takes how many tests have ended and of how many; None without a terminal."""
    if settings.quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True, no_color=settings.no_color or None)
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as shown:
        task = shown.add_task("", total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total or None)
