"""The verbs, and how a run ends."""

import sys
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from codemods import __version__
from codemods.cli.options import (
    Ignore,
    NoColor,
    Paths,
    Python,
    Quiet,
    Root,
    Select,
    Settings,
    read_settings,
)
from codemods.errors import Refusal

app = typer.Typer(
    name="xdistify",
    help="Make a pytest suite safe under pytest-xdist: find what tests share, rewrite it "
    "reversibly, prove the result.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def run() -> NoReturn:
    """Run the command line; every way to end has its exit code and its sentence."""
    words = sys.argv[1:]
    at = words.index("--") if words[:1] == ["verify"] and "--" in words else len(words)
    try:
        code = app(words[:at], standalone_mode=False, obj=words[at + 1 :])
        if code == 130:  # how Typer passes on an interrupt
            raise KeyboardInterrupt
    except Refusal as refusal:
        code = _end(str(refusal), 2)
    except KeyboardInterrupt:
        code = _end("interrupted; what was applied before stays, the rest is untouched", 130)
    except BrokenPipeError:
        sys.stderr.close()
        code = 0
    except Exception as error:
        code = _failure(error)
    sys.exit(code if isinstance(code, int) else 0)


def _end(message: str, code: int) -> int:
    print(f"xdistify: {message}", file=sys.stderr)
    return code


def _failure(error: Exception) -> int:
    import traceback

    show = getattr(error, "show", None)
    if callable(show):  # click's own usage errors know how to print themselves
        show(file=sys.stderr)
        return int(getattr(error, "exit_code", 2))
    if type(error).__name__ == "Abort":
        return _end("interrupted", 130)
    traceback.print_exception(error, file=sys.stderr)
    return _end("this is a bug in xdistify; nothing was left half-written", 3)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"xdistify {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show it and end.")
    ] = False,
) -> None:
    """Make a pytest suite safe under pytest-xdist."""


def say(settings: Settings, message: str) -> None:
    """Talk goes to stderr, and not at all with ``--quiet``."""
    if not settings.quiet:
        print(message, file=sys.stderr)


def write(content: bytes) -> None:
    """Content goes to stdout, byte for byte."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def plan_for(settings: Settings) -> Any:
    """Read and analyse the suite that the settings name."""
    from codemods.suite.read import read_suite

    suite = read_suite(settings.root, settings.paths)
    if not suite.modules:
        from codemods.plan import Plan

        return Plan(suite, ())
    from codemods.plan import make_plan
    from codemods.suite.discover import tracked_files

    return make_plan(
        suite,
        select=settings.select,
        ignore=settings.ignore,
        checked_in=tracked_files(settings.root),
    )


@app.command()
def scan(
    paths: Paths = None,
    format: Annotated[str, typer.Option("--format", metavar="text|json")] = "text",
    output: Annotated[
        Path | None, typer.Option("--output", metavar="FILE", help="Write there, not to stdout.")
    ] = None,
    root: Root = None,
    python: Python = None,
    select: Select = None,
    ignore: Ignore = None,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> int:
    """List every hazard: what is shared, which tests share it, how, the remedy, and why."""
    settings = read_settings(paths, root, python, select, ignore, quiet, no_color)
    if format not in ("text", "json"):
        from codemods.cli.options import check_name

        check_name(format, ("text", "json"), "format")
    plan = plan_for(settings)
    from codemods.cli import report

    if format == "json":
        import json

        content = json.dumps(report.as_json(plan), indent=2, ensure_ascii=False) + "\n"
    else:
        content = "".join(f"{line}\n" for line in report.as_text(plan))
    if output:
        _write_output(output, content)
    elif format == "text":
        _print_text(settings, content)
    else:
        write(content.encode("utf-8", "backslashreplace"))
    say(settings, report.summary(plan))
    return 1 if plan.findings else 0


def _write_output(output: Path, content: str) -> None:
    try:
        output.write_bytes(content.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise Refusal(f"{output} cannot be written ({error.strerror})") from error


def _print_text(settings: Settings, content: str) -> None:
    from codemods.cli.style import styled

    write(styled(content, settings.no_color).encode("utf-8", "backslashreplace"))


@app.command()
def diff(
    paths: Paths = None,
    unsafe: Annotated[bool, typer.Option("--unsafe", help="With the unsafe fixes.")] = False,
    root: Root = None,
    python: Python = None,
    select: Select = None,
    ignore: Ignore = None,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> int:
    """Print the unified diff that apply would make, and nothing else, on stdout."""
    settings = read_settings(paths, root, python, select, ignore, quiet, no_color)
    plan = plan_for(settings)
    files = _changes(plan, unsafe)
    from codemods.cli.report import summary, unified_diff

    content = unified_diff(files)
    from codemods.cli.style import coloured_diff, wants_colour

    if wants_colour(settings.no_color):
        content = coloured_diff(content)
    write(content)
    say(settings, summary(plan))
    return 1 if files else 0


def _chosen(plan: Any, unsafe: bool) -> list[Any]:
    return [fix for fix in plan.fixes if unsafe or fix.safety == "safe"]


def _changes(plan: Any, unsafe: bool) -> dict[str, tuple[bytes, bytes]]:
    fixes = _chosen(plan, unsafe)
    if not fixes:
        return {}
    from codemods.plan import changed_files

    return changed_files(plan, fixes)


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
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> int:
    """Apply every safe fix."""
    from codemods.cli.options import check_name

    settings = read_settings(paths, root, python, select, ignore, quiet, no_color)
    mode = commit or ("transform" if branch else "none")
    check_name(mode, ("none", "transform", "fix"), "way to commit")
    if branch and mode == "none":
        raise Refusal("--branch needs commits: use it with --commit transform or --commit fix")
    plan = plan_for(settings)
    from codemods.cli.report import summary

    if check:
        say(settings, summary(plan))
        return 1 if _chosen(plan, unsafe) else 0
    from codemods.cli.changes import apply_plan

    apply_plan(settings, plan, _chosen(plan, unsafe), branch, mode, allow_dirty)
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
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> int:
    """Take fixes back, in any order, exactly."""
    settings = read_settings(None, root, None, None, None, quiet, no_color)
    if bool(names) == everything:
        raise Refusal("name transforms or fixes to take back, or say --all")
    from codemods.cli.changes import revert_names

    revert_names(settings, names or [], everything, commit, allow_dirty)
    return 0


@app.command()
def verify(
    context: typer.Context,
    paths: Paths = None,
    workers: Annotated[
        int | None, typer.Option("-n", metavar="N", help="Workers (default 4).", show_default=False)
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

    return prove(settings, context.obj or [], workers, dist, repeat, timeout, format)


@app.command()
def explain(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A transform or a hazard.")],
    format: Annotated[str, typer.Option("--format", metavar="text|json")] = "text",
) -> int:
    """Say what a hazard or a transform is, why it matters, and when its fix is safe."""
    from codemods.cli.explanation import explanation
    from codemods.cli.options import check_name

    check_name(format, ("text", "json"), "format")
    write(explanation(name, format).encode())
    return 0


@app.command()
def demo(
    keep: Annotated[
        Path | None,
        typer.Option("--keep", metavar="DIR", help="Leave the suite there afterwards."),
    ] = None,
    no_color: NoColor = False,
) -> int:
    """Show the whole journey on a small suite, in a temporary folder."""
    from codemods.cli.journey import show_journey

    return show_journey(keep, no_color)
