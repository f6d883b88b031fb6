"""The verbs that only look: scan, diff, explain."""

from pathlib import Path
from typing import Annotated

import typer

from codemods.cli.answers import Answer, answered
from codemods.cli.app import app
from codemods.cli.options import (
    ExecutorAt,
    IdleIgnore,
    IdleNoColor,
    IdlePython,
    IdleQuiet,
    IdleRoot,
    IdleSelect,
    Ignore,
    NoColor,
    Paths,
    Python,
    Quiet,
    Repos,
    Root,
    Select,
    Settings,
    Where,
    read_settings,
)
from codemods.cli.planning import changes, plan_for, workers_at
from codemods.cli.streams import write
from codemods.cli.talk import say, write_file

FORMATS = ("text", "json", "sarif", "github", "html")


@app.command()
def scan(
    paths: Paths = None,
    format: Annotated[str, typer.Option("--format", metavar="|".join(FORMATS))] = "text",
    output: Annotated[
        Path | None, typer.Option("--output", metavar="FILE", help="Write there, not to stdout.")
    ] = None,
    repos: Repos = None,
    executor: ExecutorAt = None,
    root: Root = None,
    python: Python = None,
    select: Select = None,
    ignore: Ignore = None,
    where: Where = None,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> int:
    """List every hazard: what is shared, which tests share it, how, the remedy, and why."""
    if repos:
        from codemods.cli.many import show_all
        from codemods.repositories import Order

        order = Order("scan", select, ignore, python, where, format=format, quiet=quiet)
        return show_all(repos, paths, root, order, None, executor, format, output)
    settings = read_settings(paths, root, python, select, ignore, quiet, no_color, where)
    if format not in ("text", "json"):
        from codemods.cli.options import check_name

        check_name(format, FORMATS, "format")

    def work_out() -> Answer:
        with workers_at(executor) as pool:
            plan = plan_for(settings, pool)
        from codemods.cli.formats import scanned
        from codemods.cli.report import summary

        content = scanned(plan, format)
        return Answer(content, summary(plan), bool(plan.findings), not plan.is_cut_short)

    answer = answered(settings, format, work_out)
    if output:
        write_file(output, answer.content)
    elif format == "text":
        _print_text(settings, answer.content)
    else:
        write(answer.content.encode("utf-8", "backslashreplace"))
    say(settings, answer.summary)
    return 1 if answer.found else 0


def _print_text(settings: Settings, content: str) -> None:
    from codemods.cli.style import styled

    write(styled(content, settings.no_color).encode("utf-8", "backslashreplace"))


@app.command()
def diff(
    paths: Paths = None,
    unsafe: Annotated[bool, typer.Option("--unsafe", help="With the unsafe fixes.")] = False,
    executor: ExecutorAt = None,
    root: Root = None,
    python: Python = None,
    select: Select = None,
    ignore: Ignore = None,
    where: Where = None,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> int:
    """Print the unified diff that apply would make, and nothing else, on stdout."""
    settings = read_settings(paths, root, python, select, ignore, quiet, no_color, where)
    with workers_at(executor) as pool:
        plan = plan_for(settings, pool)
    files = changes(plan, unsafe)
    from codemods.cli.report import summary, unified_diff

    content = unified_diff(files)
    from codemods.cli.style import terminal_diff

    write(terminal_diff(content, settings.no_color))
    say(settings, summary(plan))
    return 1 if files else 0


@app.command()
def explain(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A transform or a hazard.")],
    format: Annotated[str, typer.Option("--format", metavar="text|json")] = "text",
    root: IdleRoot = None,
    python: IdlePython = None,
    select: IdleSelect = None,
    ignore: IdleIgnore = None,
    quiet: IdleQuiet = False,
    no_color: IdleNoColor = False,
) -> int:
    """Say what a hazard or a transform is, why it matters, and when its fix is safe."""
    from codemods.cli.explanation import explanation
    from codemods.cli.options import check_name

    check_name(format, ("text", "json"), "format")
    write(explanation(name, format).encode())
    return 0
