"""``apply`` and ``revert``: handing fixes to the history room, and saying what it did."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, cast

from codemods.cli.options import Settings, check_name, known_names
from codemods.cli.report import commit_message, summary
from codemods.cli.talk import say
from codemods.edits.model import Fix
from codemods.history import Applied, Reverted, applied_fixes, apply_fixes, revert_fixes
from codemods.plan import Plan
from codemods.review.desk import taken_back
from codemods.review.ignoring import NAME as IGNORE
from codemods.suite.bindings import unbound_names
from codemods.transforms.api import load_transforms


def apply_plan(
    settings: Settings,
    plan: Plan,
    fixes: Sequence[Fix],
    branch: str | None,
    commit: str,
    allow_dirty: bool,
) -> Applied:
    """Apply these fixes of a plan, and say what was done."""
    applied = apply_fixes(
        settings.root,
        plan.originals(fixes),
        fixes,
        commit=cast(Literal["none", "transform", "fix"], commit),
        branch=branch,
        allow_dirty=allow_dirty,
        describe=describe,
    )
    say(settings, summary(plan))
    for line in _said(applied):
        say(settings, line)
    return applied


def describe(fixes: Sequence[Fix]) -> str:
    """The commit message for fixes of one transform, or for comments that a review left."""
    name = fixes[0].transform
    if name == IGNORE:
        what = "a hazard as it is" if len(fixes) == 1 else f"{len(fixes)} hazards as they are"
        return commit_message(fixes, f"tests: leave {what}", "")
    transform = next(transform for transform in load_transforms() if transform.name == name)
    tests = {test for fix in fixes for test in fix.tests}
    return commit_message(fixes, transform.subject(len(tests)), transform.because)


def _said(applied: Applied) -> list[str]:
    lines = [*applied.recovered, *applied.notes]
    if not applied.fixes:
        return [*lines, "nothing to apply"]
    where = f" on branch {applied.branch}" if applied.branch else ""
    lines.append(
        f"applied {_many(len(applied.fixes), 'fix', 'fixes')} in "
        f"{_many(len(applied.files), 'file', 'files')}{where}"
    )
    lines += [f"  {commit.sha[:10]} {commit.subject}" for commit in applied.commits]
    if not applied.branch:
        lines.append("take them back with: xdistify revert --all")
    return lines


def revert_some(
    settings: Settings,
    names: Sequence[str],
    everything: bool,
    select: frozenset[str],
    ignore: frozenset[str],
    commit: bool,
    allow_dirty: bool,
) -> None:
    """Take back the fixes that these names mean, less those of ``ignore``."""
    _check_names(names)
    ids = [
        fix.id
        for fix in applied_fixes(settings.root)
        if (everything or _is_named(fix, names) or {fix.transform, fix.hazard} & select)
        and not {fix.transform, fix.hazard} & ignore
    ]
    if ids:
        revert_names(settings, ids, False, commit, allow_dirty)
    else:
        say(settings, "nothing to take back here")


def _is_named(fix: Fix, names: Sequence[str]) -> bool:
    return any(fix.transform == name or fix.id.startswith(name) for name in names)


def _check_names(names: Sequence[str]) -> None:
    known = [*known_names(), IGNORE]
    for name in names:
        if not re.fullmatch(r"[0-9a-f]{4,}", name):
            check_name(name, known, "transform, nor the id of a fix")


def revert_names(
    settings: Settings, names: Sequence[str], everything: bool, commit: bool, allow_dirty: bool
) -> None:
    """Take back the fixes that these names mean."""
    _check_names(names)
    reverted = revert_fixes(
        settings.root,
        names,
        everything=everything,
        allow_dirty=allow_dirty,
        commit=commit,
        check=lambda path, *contents: _complaint(settings.root / path, *contents),
    )
    taken_back(settings.root, (*reverted.fixes, *reverted.also))
    for line in _taken_back(reverted):
        say(settings, line)


def _complaint(path: Path, content: bytes, originals: Sequence[bytes]) -> str | None:
    """What would be wrong with a file that was not wrong with it before.

    What its originals use without binding it, such as what a star brings, may come back.
    """
    try:
        contents = (path.read_bytes(), *originals)
        before = {name for it in contents for name in unbound_names(it)}
    except (OSError, SyntaxError, ValueError):
        return None
    try:
        missing = unbound_names(content) - before
    except (SyntaxError, ValueError):
        return "it would not parse"
    return f"it would use {', '.join(sorted(missing))} without binding it" if missing else None


def _taken_back(reverted: Reverted) -> list[str]:
    lines = [*reverted.recovered, *reverted.notes, *reverted.reasons]
    lines += [f"{path} was deleted since and stays deleted" for path in reverted.skipped]
    count = len(reverted.fixes) + len(reverted.also)
    if not count:
        return [*lines, "nothing to take back here"]
    lines.append(
        f"took back {_many(count, 'fix', 'fixes')} in {_many(len(reverted.files), 'file', 'files')}"
    )
    if reverted.commit:
        lines.append(f"  {reverted.commit.sha[:10]} {reverted.commit.subject}")
    return lines


def _many(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
