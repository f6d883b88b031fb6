"""The verbs that change the suite: apply, revert."""

from typing import Annotated

import typer

from codemods.cli.app import app
from codemods.cli.options import (
    ExecutorAt,
    IdleNoColor,
    IdlePython,
    Ignore,
    NoColor,
    Paths,
    Python,
    Quiet,
    Repos,
    Root,
    Select,
    Where,
    check_name,
    read_settings,
)
from codemods.cli.planning import workers_at
from codemods.errors import Refusal


def commit_mode(branch: str | None, commit: str | None) -> str:
    """What becomes one commit.

    Raises:
        Refusal: there is no such way, or a branch without commits.
    """
    mode = commit or ("transform" if branch else "none")
    check_name(mode, ("none", "transform", "fix"), "way to commit")
    if branch and mode == "none":
        raise Refusal("--branch needs commits: use it with --commit transform or --commit fix")
    return mode


@app.command()
def apply(
    paths: Paths = None,
    branch: Annotated[
        str | None,
        typer.Option(
            "--branch",
            metavar="NAME",
            help="On a new branch, in a worktree of its own; with --repos 'xdistify' by default.",
        ),
    ] = None,
    commit: Annotated[
        str | None,
        typer.Option(
            "--commit",
            metavar="none|transform|fix",
            help="What becomes one commit; 'transform' with --branch or --repos, else 'none'.",
            show_default=False,
        ),
    ] = None,
    unsafe: Annotated[bool, typer.Option("--unsafe", help="The unsafe fixes too.")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; end with 1 if there is a change.")
    ] = False,
    allow_dirty: Annotated[
        bool, typer.Option("--allow-dirty", help="Even if the files have uncommitted changes.")
    ] = False,
    repos: Repos = None,
    executor: ExecutorAt = None,
    format: Annotated[
        str, typer.Option("--format", metavar="text|json", help="Of the summary with --repos.")
    ] = "text",
    root: Root = None,
    python: Python = None,
    select: Select = None,
    ignore: Ignore = None,
    where: Where = None,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> int:
    """Apply every safe fix."""
    check_name(format, ("text", "json"), "format")
    mode = commit_mode(branch, commit or ("transform" if repos else None))
    from codemods.repositories import Order, carry_out

    order = Order(
        "apply", select, ignore, python, where, unsafe, check, mode, allow_dirty, quiet=quiet
    )
    if repos:
        from codemods.cli.many import show_all

        return show_all(repos, paths, root, order, branch, executor, format)
    if format != "text":
        raise Refusal("--format json is for the summary of --repos; without it there is none")
    settings = read_settings(paths, root, python, select, ignore, quiet, no_color, where)
    with workers_at(executor) as pool:
        return carry_out(settings, order, branch, pool).code


@app.command()
def revert(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TRANSFORM|FIX_ID]...", help="What to take back.", show_default=False
        ),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Take back every fix.")] = False,
    commit: Annotated[bool, typer.Option("--commit", help="Commit the result.")] = False,
    allow_dirty: Annotated[
        bool, typer.Option("--allow-dirty", help="Even if the files have uncommitted changes.")
    ] = False,
    root: Root = None,
    python: IdlePython = None,
    select: Annotated[
        str | None,
        typer.Option("--select", metavar="NAME,…", help="What these transforms or hazards made."),
    ] = None,
    ignore: Annotated[
        str | None,
        typer.Option("--ignore", metavar="NAME,…", help="Without those of these names."),
    ] = None,
    quiet: Quiet = False,
    no_color: IdleNoColor = False,
) -> int:
    """Take fixes back, in any order, exactly."""
    settings = read_settings(None, root, None, None, None, quiet, no_color)
    from codemods.cli.options import given_names

    wanted, left = given_names(select), given_names(ignore)
    if bool(names or wanted) == everything:
        raise Refusal("name transforms or fixes to take back, or say --all")
    from codemods.cli.changes import revert_names, revert_some

    if wanted or left:
        revert_some(settings, names or [], everything, wanted, left, commit, allow_dirty)
    else:
        revert_names(settings, names or [], everything, commit, allow_dirty)
    return 0
