"""New code at the end of a file, or as a new one, of which several fixes may write a part each."""

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from codemods.edits.model import Edit
from codemods.suite.model import Import, Suite
from codemods.suite.source import Source
from codemods.transforms.primitives.imports import import_order, import_section, import_statement
from codemods.transforms.primitives.replacing import RefusedRewrite, replacing

_BODY = 9
"""Rank of what stands behind the imports."""


def new_file(
    suite: Suite,
    path: str,
    imports: Sequence[tuple[str, Import]],
    parts: Sequence[str],
    constants: Sequence[str] = (),
) -> Iterator[Edit]:
    """The edits that make a file, or fill an empty one; equal imports are one edit.

    Args:
        imports: with the names that they bind.
        parts: functions and fixtures, each ending in a line end.
        constants: lines that they need.

    Raises:
        RefusedRewrite: the file would change which modules Python finds.
    """
    if path not in suite.modules:
        _check_path(suite, path)
    end = len(suite.raw(path) or b"")

    def insertion(text: str, rank: int) -> Edit:
        return Edit(path, end, end, b"", text.encode(), frozenset(), rank=rank)

    kinds: set[int] = set()
    for found, statement in _statements(imports):
        kind = import_section(found, suite.config.own)
        kinds.add(kind)
        rank = 3 * kind + import_order(found)[0]
        yield insertion(f"{statement}\n", rank)
    for kind in sorted(kinds)[:-1]:
        yield insertion("\n", 3 * kind + 2)
    if constants:
        yield insertion("\n" + "".join(f"{line}\n" for line in sorted(constants)), _BODY)
    for part in parts:
        yield insertion(f"\n\n{part}", _BODY + 1)


def _statements(imports: Sequence[tuple[str, Import]]) -> Iterator[tuple[Import, str]]:
    """The statements that import, one for all names of a module."""
    names: dict[str, list[tuple[str, Import]]] = {}
    for name, found in dict.fromkeys(imports):
        plain = found.attribute == name
        names.setdefault(found.module if plain else f"{found.dotted} {name}", []).append(
            (name, found)
        )
    for several in names.values():
        several.sort(key=lambda one: (not one[0].isupper(), not one[0][0].isupper(), one[0]))
        name, found = several[0]
        more = "".join(f", {other}" for other, _ in several[1:])
        yield found, f"{import_statement(found, name)}{more}"


def _check_path(suite: Suite, path: str) -> None:
    """A conftest puts its folder on the path where no ``__init__.py`` says it is a package."""
    folder = path.rpartition("/")[0]
    package = f"{folder}/__init__.py" if folder else "__init__.py"
    files = {*suite.modules, *suite.checked_in}
    if package in files or any(module.rpartition("/")[0] == folder for module in suite.modules):
        return
    inside = {
        file.removeprefix(f"{folder}/" if folder else "").partition("/")[0].removesuffix(".py")
        for file in files
        if not folder or file.startswith(f"{folder}/")
    }
    for module in suite.modules if folder else ():
        for top in sorted(suite.modules.tops(module) & inside):
            raise RefusedRewrite(
                f"a new {path} would put its folder in front of where {top} is found now"
            )


def behind_all(source: Source, text: str, rank: int = 0) -> Edit:
    """New code behind all other of a file, two blank lines apart.

    What only runs where the file is a script stays the last.

    Args:
        text: ends in a line end.
        rank: among what else is written there.
    """
    raw, newline = source.raw, source.newline
    last = source.tree.body[-1] if source.tree.body else None
    if isinstance(last, ast.If) and "__name__" in ast.unparse(last.test):
        at = source.line_start(last.lineno)
        body = (text + "\n\n").replace("\n", newline)
        return replace(replacing(source, at, at, body), rank=rank)
    end = len(raw.rstrip())
    lines = 3 if source.tree.body else 2
    lead = newline * lines if raw.strip(b" \t\r\n\f\xef\xbb\xbf") else ""
    body = lead + text.replace("\n", newline)
    line_end = re.match(rb"[^\r\n]*(?:\r\n|\n|\r)", raw[end:])
    if end and line_end:
        at = end + line_end.end()  # where imports come too that are put behind the last one
        return replace(replacing(source, at, at, body.removeprefix(newline)), rank=rank)
    return replace(replacing(source, len(raw), len(raw), body), rank=rank)
