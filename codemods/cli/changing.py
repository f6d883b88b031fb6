"""The verbs that change the suite: apply, revert."""

from typing import Annotated

import typer

from codemods.cli.app import app
from codemods.cli.options import (
    IdleNoColor,
    IdlePython,
    Ignore,
    NoColor,
    Paths,
    Python,
    Quiet,
    Root,
    Select,
    Where,
    check_name,
    read_settings,
)
from codemods.cli.planning import chosen, plan_for, recover_first
from codemods.cli.talk import say
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
        typer.Option("--branch", metavar="NAME", help="On a new branch, in a worktree of its own."),
    ] = None,
    commit: Annotated[
        str | None,
        typer.Option(
            "--commit",
            metavar="none|transform|fix",
            help="What becomes one commit; 'transform' with --branch, else 'none'.",
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
    root: Root = None,
    python: Python = None,
    select: Select = None,
    ignore: Ignore = None,
    where: Where = None,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> int:
    """Apply every safe fix."""
    settings = read_settings(paths, root, python, select, ignore, quiet, no_color, where)
    mode = commit_mode(branch, commit)
    if not check:
        recover_first(settings)
    plan = plan_for(settings)
    from codemods.cli.report import summary

    if check:
        say(settings, summary(plan))
        return 1 if chosen(plan, unsafe) else 0
    from codemods.cli.changes import apply_plan
    from codemods.review.desk import rejected

    fixes = chosen(plan, unsafe)
    if refused := rejected(settings.root, plan, fixes):
        say(
            settings,
            f"note: apply takes every fix, also {len(refused)} that a review said no to; "
            "xdistify review --apply leaves those out",
        )
    apply_plan(settings, plan, fixes, branch, mode, allow_dirty)
    return 0


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
