"""``scan --repos`` and ``apply --repos``: a list of repositories in, one summary out."""

import json
import os
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from codemods.cli.options import check_name
from codemods.cli.streams import utter, write
from codemods.cli.talk import write_file
from codemods.errors import Refusal
from codemods.executors import executor_at
from codemods.history.place import locate
from codemods.repositories import Entry, Order, Row, handle_all
from codemods.safe_text import visible

_BRANCH = "xdistify"


def show_all(
    list_file: Path,
    paths: Sequence[Path] | None,
    root: Path | None,
    order: Order,
    branch: str | None,
    executor: str | None,
    format: str,
    output: Path | None = None,
) -> int:
    """Do what is asked of every repository of a list, and print what became of them.

    Returns:
        The worst exit code of them, the higher the worse.

    Raises:
        Refusal: the list, the name of the branch or the executor is none.
    """
    if paths or root:
        raise Refusal("--repos says where the suites are: leave paths and --root out")
    check_name(format, ("text", "json"), "format of --repos")
    groups = _branched(_groups(_listed(list_file)), order, branch)
    number = sum(map(len, groups))
    rows: list[Row] = []
    with executor_at(executor or "processes", len(groups)) as pool:
        for row in handle_all(groups, order, pool):
            rows.append(row)
            for words in row.said:
                utter(visible(f"{row.path}: {words}"))
            if sys.stderr.isatty() and not order.quiet:
                utter(f"{len(rows)} of {number} done")
    code = max(row.code for row in rows)
    if format == "json":
        content = json.dumps(_as_json(rows, code), indent=2, ensure_ascii=False) + "\n"
    else:
        content = "".join(f"{line}\n" for line in _as_text(rows, order))
    if output:
        write_file(output, content)
    else:
        write(content.encode("utf-8", "backslashreplace"))
    return code


def _listed(file: Path) -> list[Entry]:
    """The lines of a list, in their order, each folder once."""
    try:
        raw = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise Refusal(f"{file} cannot be read ({error.strerror})") from error
    base = Path.cwd() if str(file) == "-" else Path(os.path.abspath(file)).parent  # noqa: PTH100
    found: dict[str, Entry] = {}
    for line in os.fsdecode(raw.removeprefix(b"\xef\xbb\xbf")).splitlines():
        name = line.strip()
        if "\0" in name:
            raise Refusal(f"{file} holds null bytes, so it is no list of repositories")
        if name and not name.startswith("#"):
            root = str((base / Path(name).expanduser()).resolve())
            found.setdefault(root, Entry(name, root))
    if not found:
        raise Refusal(f"{file} names no repository")
    return list(found.values())


def _groups(entries: Sequence[Entry]) -> list[list[Entry]]:
    """The entries that share a repository together: git and the record of fixes are one there.

    A folder that is only there for the workers stands for itself.
    """
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[_repository(Path(entry.root))].append(entry)
    return list(groups.values())


def _repository(root: Path) -> str:
    try:
        place = locate(root)
    except OSError:
        return str(root)
    return str(place.state) if place.top and place.state.parent != root else str(root)


def _branched(
    groups: Sequence[Sequence[Entry]], order: Order, branch: str | None
) -> list[list[Entry]]:
    """The entries with the branches that they get: one name, or one for each suite of one."""
    if order.verb != "apply" or order.check or order.commit == "none":
        return [list(group) for group in groups]
    for group in groups:
        if branch and len(group) > 1:
            raise Refusal(
                f"{group[0].path} and {group[1].path} lie in one repository, where there cannot "
                f"be two branches {branch}: leave --branch out, and each gets a name of its own"
            )
    return [
        [replace(entry, branch=name) for entry, name in zip(group, names, strict=True)]
        for group in groups
        for names in [[branch] if branch else _names(group)]
    ]


def _names(group: Sequence[Entry]) -> list[str]:
    """``xdistify``; where several suites lie in one repository, with the way to each of them."""
    if len(group) == 1:
        return [_BRANCH]
    names: list[str] = []
    for entry in group:
        key = "" if (key := locate(Path(entry.root)).key) == "." else key
        way = re.sub(r"[^A-Za-z0-9]+", "-", key).strip("-")
        name = f"{_BRANCH}-{way}" if way else _BRANCH
        same = sum(other == name or other.startswith(f"{name}.") for other in names)
        names.append(f"{name}.{same + 1}" if same else name)
    return names


def _as_text(rows: Sequence[Row], order: Order) -> Iterator[str]:
    """What was found in each, and a line for each at the end."""
    for row in rows:
        if row.content:
            yield f"== {visible(row.path, keep='')}"
            yield row.content.rstrip("\n")
            yield ""
    width = max(len(visible(row.path, keep="")) for row in rows)
    for row in rows:
        yield f"{visible(row.path, keep=''):<{width}}  {_outcome(row, order)}"
    yield _total(rows, order)


def _outcome(row: Row, order: Order) -> str:
    if row.reason:
        return f"not done: {visible(row.reason, keep='')}"
    where = f", on branch {row.branch}" if row.branch else ""
    return f"{_counts([row], order)}{where}"


def _total(rows: Sequence[Row], order: Order) -> str:
    undone = sum(bool(row.reason) for row in rows)
    number = f"{len(rows)} {'repository' if len(rows) == 1 else 'repositories'}"
    left = f", {undone} of them not done" if undone else ""
    return f"{number}{left}: {_counts([row for row in rows if not row.reason], order)}"


def _counts(rows: Sequence[Row], order: Order) -> str:
    hazards, fixable, fixed = (
        sum(numbers)
        for numbers in zip(
            *((row.hazards, row.fixable, row.fixed) for row in rows), (0, 0, 0), strict=True
        )
    )
    said = f"{hazards} hazard{'s' * (hazards != 1)}"
    if not hazards:
        return said
    if order.verb == "apply" and not order.check:
        return f"{said}: {fixed} fixed, {hazards - fixed} left"
    return f"{said}: {fixable} with a fix, {hazards - fixable} without"


def _as_json(rows: Sequence[Row], code: int) -> dict[str, Any]:
    return {"version": 1, "exit": code, "repositories": [_object(row) for row in rows]}


def _object(row: Row) -> dict[str, Any]:
    found = {
        "path": row.path,
        "root": row.root,
        "exit": row.code,
        "reason": row.reason or None,
        "hazards": row.hazards,
        "fixable": row.fixable,
        "fixed": row.fixed,
        "left": row.left,
        "branch": row.branch,
        "commits": list(row.commits),
    }
    if row.content:
        found["scan"] = json.loads(row.content)
    return found
