"""The options that every verb shares, checked once, and what they mean for this run."""

import difflib
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from codemods.errors import Refusal

_KINDS = {
    "dist": "a name or a list of names",
    "file-timeout": "a number of seconds above 0",
    "ignore": "a name or a list of names",
    "python": "a path or a name",
    "resources": "an array of tables: [[tool.xdistify.resources]]",
    "select": "a name or a list of names",
    "workers": "a whole number",
}

Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[PATHS]...",
        help="Files or folders; by default what pytest's own configuration says, else this folder.",
        show_default=False,
    ),
]
Root = Annotated[
    Path | None,
    typer.Option("--root", metavar="DIR", help="Root of the suite.", show_default=False),
]
Python = Annotated[
    str | None,
    typer.Option("--python", metavar="EXE", help="Python of the suite.", show_default=False),
]
Select = Annotated[
    str | None,
    typer.Option("--select", metavar="NAME,…", help="Only these transforms or hazards."),
]
Ignore = Annotated[
    str | None,
    typer.Option("--ignore", metavar="NAME,…", help="Leave these transforms or hazards out."),
]
Where = Annotated[
    str | None,
    typer.Option(
        "--where",
        metavar="PATTERN",
        help="Only inside the code that a Bowler pattern matches: function:NAME, class:NAME, "
        "\"funcdef< 'def' name=NAME any* >\".",
        show_default=False,
    ),
]
ExecutorAt = Annotated[
    str | None,
    typer.Option(
        "--executor",
        metavar="WHERE",
        help="Work elsewhere: processes, processes:N, dask://HOST:PORT.",
        show_default=False,
    ),
]
Repos = Annotated[
    Path | None,
    typer.Option(
        "--repos",
        metavar="FILE",
        help="All repositories that FILE lists, one a line; - for stdin.",
        show_default=False,
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", help="Say only what went wrong.")]
OwnHome = Annotated[
    bool, typer.Option("--own-home", help="Run with your home folder, not with an empty one.")
]
NoColor = Annotated[bool, typer.Option("--no-color", help="No colours, even on a terminal.")]

_IDLE = "Taken by every verb; changes nothing here."
IdlePaths = Annotated[
    list[Path] | None, typer.Argument(metavar="[PATHS]...", help=_IDLE, show_default=False)
]
IdleRoot = Annotated[
    Path | None, typer.Option("--root", metavar="DIR", help=_IDLE, show_default=False)
]
IdlePython = Annotated[
    str | None, typer.Option("--python", metavar="EXE", help=_IDLE, show_default=False)
]
IdleSelect = Annotated[str | None, typer.Option("--select", metavar="NAME,…", help=_IDLE)]
IdleIgnore = Annotated[str | None, typer.Option("--ignore", metavar="NAME,…", help=_IDLE)]
IdleQuiet = Annotated[bool, typer.Option("--quiet", help=_IDLE)]
IdleNoColor = Annotated[bool, typer.Option("--no-color", help=_IDLE)]
"""For verbs for which an option that is promised everywhere can mean nothing."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What was asked for, with the configuration of the project taken in.

    Attributes:
        root: absolute and resolved.
        paths: as given.
        python: as given on the command line, or ``None``.
        table: ``[tool.xdistify]``.
        where: the pattern as given, or ``None``.
    """

    root: Path
    paths: tuple[Path, ...]
    select: frozenset[str]
    ignore: frozenset[str]
    python: str | None
    quiet: bool
    no_color: bool
    table: dict[str, Any]
    where: str | None = None


def read_settings(
    paths: Sequence[Path] | None,
    root: Path | None,
    python: str | None,
    select: str | None,
    ignore: str | None,
    quiet: bool,
    no_color: bool,
    where: str | None = None,
) -> Settings:
    """Check the common options and read the project's table.

    Raises:
        Refusal: a path or the root does not exist, a name is unknown, the table is wrong.
    """
    from codemods.suite.config import find_root, read_config
    from codemods.touches.resources import resource_table

    given = tuple(paths or ())
    for path in given:
        if not path.exists() and not path.is_symlink():
            raise Refusal(f"{path} does not exist")
    if root is not None and not root.is_dir():
        raise Refusal(f"{root} is not a folder, so it cannot be the root")
    top = root.resolve() if root else find_root([path.absolute() for path in given] or [Path.cwd()])
    top = top.resolve()
    table = dict(read_config(top).tool)
    _check_table(table)
    resource_table(table)
    return Settings(
        top,
        given,
        _names(select, table.get("select", [])),
        _names(ignore, table.get("ignore", [])),
        python,
        quiet,
        no_color,
        table,
        where,
    )


def given_names(given: str | None) -> frozenset[str]:
    """The names of a list on the command line, whatever the configuration says.

    Raises:
        Refusal: one is no transform and no hazard.
    """
    return _names(given or "", ())


def known_names() -> list[str]:
    """The names of all installed transforms and of all hazards."""
    from codemods.hazards.documents import DOCUMENTS
    from codemods.transforms.api import load_transforms

    return [*(transform.name for transform in load_transforms()), *DOCUMENTS]


def check_name(name: str, known: Iterable[str], what: str) -> None:
    """Raise a `Refusal` that suggests the nearest name if ``name`` is unknown."""
    names = list(known)
    if name in names:
        return
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    hint = f"; did you mean {near[0]}?" if near else f"; there are {', '.join(names)}"
    raise Refusal(f"{name!r} is no {what}{hint}")


def _names(given: str | None, configured: object) -> frozenset[str]:
    if given is None:
        listed = configured if isinstance(configured, list) else [configured]
        names = [str(name) for name in listed]
    else:
        names = [name.strip() for name in given.split(",") if name.strip()]
    if names:
        known = known_names()
        for name in names:
            check_name(name, known, "transform or hazard")
    return frozenset(names)


def _check_table(table: dict[str, Any]) -> None:
    for key in table:
        if key not in _KINDS:
            near = difflib.get_close_matches(key, _KINDS, n=1)
            hint = f"; did you mean {near[0]}?" if near else f"; it takes {', '.join(_KINDS)}"
            raise Refusal(f"pyproject.toml: [tool.xdistify] has no key {key!r}{hint}")
        if not _fits(key, table[key]):
            wanted = _KINDS[key]
            raise Refusal(f"pyproject.toml: [tool.xdistify] {key} must be {wanted}")


def _fits(key: str, value: object) -> bool:
    if key == "resources":
        return isinstance(value, list) and all(isinstance(entry, dict) for entry in value)
    if key == "file-timeout":
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return number and 0 < float(str(value)) < math.inf
    names = isinstance(value, list) and all(isinstance(name, str) for name in value)
    if key == "workers":
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, str) or (names and key != "python")
