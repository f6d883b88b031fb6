"""The verb that asks: review, and what it does where nobody can be asked."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from codemods.cli.app import app
from codemods.cli.options import (
    Ignore,
    NoColor,
    Paths,
    Python,
    Quiet,
    Root,
    Select,
    Settings,
    Where,
    check_name,
    read_settings,
)
from codemods.cli.planning import plan_for, recover_first
from codemods.cli.streams import write
from codemods.cli.talk import say
from codemods.errors import Interrupted, Refusal

if TYPE_CHECKING:
    from codemods.cli.decisions import Asked, Commits
    from codemods.review.desk import Desk
    from codemods.review.screen.palette import Theme

_TWINS = """review asks, and here is no terminal to ask on; without one, say
  xdistify review --list                     which fixes there are, and how they stand
  xdistify review --show ID                  one fix, with its diff
  xdistify review --accept ID|NAME|proven|all
  xdistify review --reject ID|NAME|all
  xdistify review --leave ID --reason TEXT   leaves a hazard for good, with a comment
  xdistify review --edit ID                  opens the fix in $EDITOR, and accepts what comes back
  xdistify review --undo                     also --redo, and --forget ID|NAME|all
  xdistify review --apply                    puts what was accepted into the files"""


@app.command()
def review(
    paths: Paths = None,
    tui: Annotated[
        bool, typer.Option("--tui", help="On the full screen; needs the extra 'tui'.")
    ] = False,
    theme: Annotated[
        str, typer.Option("--theme", metavar="blue-orange|red-green|mono", help="For --tui.")
    ] = "blue-orange",
    mouse: Annotated[
        bool,
        typer.Option(
            "--mouse/--no-mouse", help="For --tui: without the mouse the terminal can select text."
        ),
    ] = True,
    listing: Annotated[
        bool, typer.Option("--list", help="List the fixes and how they stand; ask nothing.")
    ] = False,
    show: Annotated[
        list[str] | None, typer.Option("--show", metavar="ID", help="Show one fix; ask nothing.")
    ] = None,
    format: Annotated[
        str, typer.Option("--format", metavar="text|json", help="For --list and --show.")
    ] = "text",
    accept: Annotated[
        list[str] | None,
        typer.Option(
            "--accept",
            metavar="ID|NAME|proven|all",
            help="Accept a fix; or, of those not decided yet, the safe ones of a transform or "
            "hazard, or all safe ones.",
        ),
    ] = None,
    reject: Annotated[
        list[str] | None,
        typer.Option("--reject", metavar="ID|NAME|proven|all", help="Reject likewise; all is all."),
    ] = None,
    forget: Annotated[
        list[str] | None,
        typer.Option("--forget", metavar="ID|NAME|all", help="Take back what was said of it."),
    ] = None,
    leave: Annotated[
        list[str] | None,
        typer.Option(
            "--leave", metavar="ID", help="Leave the hazard for good: a comment will say so."
        ),
    ] = None,
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="Why, for --leave and --reject.")
    ] = "",
    edit: Annotated[
        list[str] | None,
        typer.Option("--edit", metavar="ID", help="Edit the after-side in $EDITOR and accept it."),
    ] = None,
    taken: Annotated[
        Path | None,
        typer.Option("--import", metavar="FILE", help="Take in decisions exported from the page."),
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take the last step back.")] = False,
    redo: Annotated[bool, typer.Option("--redo", help="Do it again.")] = False,
    finish: Annotated[
        bool, typer.Option("--apply", help="Apply what was accepted; ask nothing.")
    ] = False,
    branch: Annotated[
        str | None,
        typer.Option("--branch", metavar="NAME", help="Apply on a new branch, as apply does."),
    ] = None,
    commit: Annotated[
        str | None,
        typer.Option(
            "--commit",
            metavar="none|transform|fix",
            help="What becomes one commit, as with apply.",
            show_default=False,
        ),
    ] = None,
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
    """Show one fix at a time and ask; apply what was accepted at the end."""
    settings = read_settings(paths, root, python, select, ignore, quiet, no_color, where)
    check_name(format, ("text", "json"), "format")
    check_name(theme, ("blue-orange", "red-green", "mono"), "theme")
    from codemods.cli.changing import commit_mode
    from codemods.cli.decisions import Asked, Commits

    commits = Commits(branch, commit_mode(branch, commit), allow_dirty)
    asked = Asked(
        tuple(accept or ()),
        tuple(reject or ()),
        tuple(forget or ()),
        tuple(leave or ()),
        tuple(edit or ()),
        reason,
        taken,
        undo,
        redo,
    )
    if reason and not (leave or reject):
        raise Refusal("--reason says why something is left or rejected: use it with those")
    asks = not (listing or show or asked.anything or finish)
    if (branch or commit or allow_dirty) and not (asks or finish):
        raise Refusal("--branch, --commit and --allow-dirty say how to apply: use --apply too")
    if asks:
        _check_terminal(tui)
        return _ask(settings, commits, Screen(theme, mouse) if tui else None)
    return _decide(settings, asked, commits, listing, show or [], format, finish)


@dataclass(frozen=True, slots=True)
class Screen:
    """How the full screen is to look."""

    theme: str
    mouse: bool


def _decide(
    settings: Settings,
    asked: "Asked",
    commits: "Commits",
    listing: bool,
    show: list[str],
    format: str,
    finish: bool,
) -> int:
    from codemods.cli import decisions, standing
    from codemods.review.desk import look, sit_down

    if asked.anything or finish:
        recover_first(settings)
    plan = plan_for(settings)
    if asked.anything or finish:
        with sit_down(settings.root, plan) as desk:
            if asked.anything:
                decisions.decide(settings, desk, asked)
            if finish:
                decisions.apply_decisions(settings, desk, commits)
            review = desk.review
        if finish and (listing or show):
            review = look(settings.root, plan_for(settings))
    else:
        review = look(settings.root, plan)
    if listing:
        write(standing.listing(review, format))
    if show:
        write(standing.shown(review, show, format, no_color=settings.no_color))
    return 0


def _check_terminal(tui: bool) -> None:
    import sys

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Refusal(_TWINS)
    if tui:
        from codemods.review.screen import check

        check()


def _ask(settings: Settings, commits: "Commits", screen: Screen | None) -> int:
    from codemods.cli.decisions import apply_decisions, kept
    from codemods.cli.report import summary
    from codemods.review.desk import sit_down

    recover_first(settings)
    plan = plan_for(settings)
    with sit_down(settings.root, plan) as desk:
        say(settings, summary(plan))
        if not (desk.review.items or (screen and desk.review.left)):
            return 0
        if not (desk.review.those("undecided") or screen):
            say(settings, f"nothing is left to ask: {kept(desk.review)}")
            return 0
        ending = _asked(settings, desk, screen)
        if ending == "interrupted":
            raise Interrupted(f"interrupted; {kept(desk.review)}")
        if ending != "finished":
            say(settings, kept(desk.review))
            return 0
        apply_decisions(settings, desk, commits)
    return 0


def _asked(settings: Settings, desk: "Desk", screen: Screen | None) -> str:
    """How asking ended: ``finished``, ``quit``, ``abandoned`` or ``interrupted``."""
    try:
        if screen:
            from codemods.review.screen import run

            theme = cast("Theme", screen.theme)
            return run(desk, theme=theme, no_color=settings.no_color, mouse=screen.mouse)
        from codemods.cli.style import wants_colour
        from codemods.review.prompt import ask_all

        return ask_all(desk, colour=wants_colour(settings.no_color))
    except KeyboardInterrupt:
        return "interrupted"
