"""The application that the verbs belong to."""

from typing import Annotated

import typer

from codemods import __version__

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
