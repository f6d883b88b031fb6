"""The verbs that run the suite: trace, verify, demo."""

from pathlib import Path
from typing import Annotated

import typer

from codemods.cli.app import app
from codemods.cli.options import (
    IdleIgnore,
    IdlePaths,
    IdleRoot,
    IdleSelect,
    Ignore,
    NoColor,
    OwnHome,
    Paths,
    Python,
    Quiet,
    Root,
    Select,
    read_settings,
)


@app.command()
def trace(
    context: typer.Context,
    paths: Paths = None,
    confirm: Annotated[
        bool,
        typer.Option("--confirm", help="Try one pair of each cause: alone, and both at once."),
    ] = False,
    workers: Annotated[
        int | None,
        typer.Option(
            "-n",
            metavar="N",
            help="With N workers: quicker, but what children and C code do is not seen.",
            show_default=False,
        ),
    ] = None,
    own_home: OwnHome = False,
    timeout: Annotated[
        float | None,
        typer.Option("--timeout", metavar="SECONDS", help="For one run.", show_default=False),
    ] = None,
    format: Annotated[str, typer.Option("--format", metavar="text|json")] = "text",
    root: Root = None,
    python: Python = None,
    select: IdleSelect = None,
    ignore: IdleIgnore = None,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> int:
    """Run the suite once, serially, and say which tests would meet on what.

    The evidence is kept outside the project, and later verbs use it. What follows -- goes to
    pytest.
    """
    from codemods.cli.options import check_name

    settings = read_settings(paths, root, python, None, None, quiet, no_color)
    check_name(format, ("text", "json"), "format")
    from codemods.cli.tracing import show_trace

    return show_trace(
        settings,
        context.obj or [],
        workers=workers,
        timeout=timeout,
        own_home=own_home,
        confirm=confirm,
        format=format,
    )


@app.command()
def verify(
    context: typer.Context,
    paths: Paths = None,
    workers: Annotated[
        int | None, typer.Option("-n", metavar="N", help="Workers (default 4).", show_default=False)
    ] = None,
    tx: Annotated[
        list[str] | None,
        typer.Option(
            "--tx",
            metavar="SPEC",
            help="Instead of -n: gateways of pytest-xdist, as 2*popen//python=EXE; repeatable.",
            show_default=False,
        ),
    ] = None,
    dist: Annotated[
        str | None,
        typer.Option("--dist", metavar="MODE,…", help="Schedulers.", show_default=False),
    ] = None,
    repeat: Annotated[int, typer.Option("--repeat", metavar="K", help="Runs of each kind.")] = 1,
    timeout: Annotated[
        float | None,
        typer.Option("--timeout", metavar="SECONDS", help="For one run.", show_default=False),
    ] = None,
    untraced: Annotated[
        bool, typer.Option("--no-trace", help="Compare outcomes only: four runs fewer.")
    ] = False,
    own_home: OwnHome = False,
    format: Annotated[str, typer.Option("--format", metavar="text|json")] = "text",
    root: Root = None,
    python: Python = None,
    select: Select = None,
    ignore: Ignore = None,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> int:
    """Run the suite before and after the fixes, serially and under -n, and compare.

    What follows -- goes to pytest.
    """
    from codemods.cli.options import check_name

    settings = read_settings(paths, root, python, select, ignore, quiet, no_color)
    check_name(format, ("text", "json"), "format")
    from codemods.cli.proof import prove

    return prove(
        settings,
        context.obj or [],
        workers,
        tx or [],
        dist,
        repeat,
        timeout,
        not untraced,
        own_home,
        format,
    )


@app.command()
def demo(
    keep: Annotated[
        Path | None,
        typer.Option("--keep", metavar="DIR", help="Leave the suite there afterwards."),
    ] = None,
    paths: IdlePaths = None,
    root: IdleRoot = None,
    python: Annotated[
        str | None,
        typer.Option(
            "--python",
            metavar="EXE",
            help="With this Python, which needs pytest and pytest-xdist.",
            show_default=False,
        ),
    ] = None,
    select: IdleSelect = None,
    ignore: IdleIgnore = None,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> int:
    """Show the whole journey on a small suite, in a temporary folder."""
    from codemods.cli.journey import show_journey

    return show_journey(keep, python, quiet, no_color)
