"""Several repositories in one call: what is asked of each, and what became of it.

The command line is ``xdistify scan|apply --repos FILE``. From Python, over any executor::

    from codemods.repositories import Entry, Order, handle_all

    for row in handle_all([Entry("one"), Entry("two")], Order("scan"), executor):
        print(row.path, row.hazards, row.reason)
"""

import threading
import traceback
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from codemods.cli.options import Settings, read_settings
from codemods.cli.planning import chosen, plan_for, recover_first
from codemods.cli.talk import overheard, say
from codemods.errors import Refusal

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from codemods.plan import Plan

_TURN = threading.Lock()
"""Workers may be threads of one process; git and the record of fixes are then used in turn."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked of a repository; the options of ``scan`` and ``apply``.

    Attributes:
        select: as on the command line: names with commas between them, or ``None``.
        commit: ``none``, ``transform`` or ``fix``.
        format: of what a scan found: ``text`` or ``json``; empty for none of it.
        quiet: whether only what went wrong is among the words of a row.
    """

    verb: Literal["scan", "apply"]
    select: str | None = None
    ignore: str | None = None
    python: str | None = None
    where: str | None = None
    unsafe: bool = False
    check: bool = False
    commit: str = "transform"
    allow_dirty: bool = False
    format: str = ""
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One repository, or one suite in it.

    Attributes:
        path: as it is called in what is reported.
        root: its folder, where the worker sees it; ``path`` if empty.
        branch: the new branch that gets the fixes; ``None`` for the working tree.
    """

    path: str
    root: str = ""
    branch: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one repository.

    Attributes:
        path: as in its entry.
        code: the exit code that it would have by itself.
        root: the root of its suite.
        hazards: how many there are, those that are fixed now included.
        fixable: how many of them have a fix that was asked for.
        fixed: how many were fixed by this call, or had been on this very branch.
        branch: the branch that holds the fixes; ``None`` if there is none.
        commits: their full names, the oldest first.
        reason: why it was not done; empty if it was.
        said: the words that ``scan`` or ``apply`` would have said on stderr.
        content: what a scan prints.
    """

    path: str
    code: int
    root: str = ""
    hazards: int = 0
    fixable: int = 0
    fixed: int = 0
    branch: str | None = None
    commits: tuple[str, ...] = ()
    reason: str = ""
    said: tuple[str, ...] = ()
    content: str = ""

    @property
    def left(self) -> int:
        """How many hazards are as they were."""
        return self.hazards - self.fixed


def handle_all(
    entries: Iterable[Entry] | Iterable[Sequence[Entry]],
    order: Order,
    executor: "Executor | None",
) -> Iterator[Row]:
    """Do what is asked of each repository; one that fails does not stop the others.

    Args:
        entries: in the order in which they are reported. Those that lie in one repository come as
            one sequence: they are done one after the other.
        executor: where to work; the folders must be there under the same names. ``None`` for here.
    """
    from codemods.executors import mapped

    groups = [(each,) if isinstance(each, Entry) else tuple(each) for each in entries]
    for rows in mapped(executor, _Handler(order), groups, failed=_not_done):
        yield from rows


def carry_out(
    settings: Settings, order: Order, branch: str | None, executor: "Executor | None" = None
) -> Row:
    """Do what is asked of one suite, and say what there is to say.

    Raises:
        Refusal: something is in the way.
    """
    if order.verb == "apply" and not order.check:
        recover_first(settings)
    plan = plan_for(settings, executor)
    fixable = len(chosen(plan, order.unsafe))
    row = Row(str(settings.root), 0, str(settings.root), len(plan.findings), fixable)
    if order.verb == "scan":
        return _scanned(settings, plan, order, row)
    if order.check:
        from codemods.cli.report import summary

        say(settings, summary(plan))
        return replace(row, code=1 if fixable else 0)
    return _applied(settings, plan, order, branch, row)


def _scanned(settings: Settings, plan: "Plan", order: Order, row: Row) -> Row:
    from codemods.cli.formats import scanned
    from codemods.cli.report import summary

    content = scanned(plan, order.format) if order.format else ""
    say(settings, summary(plan))
    return replace(row, code=1 if plan.findings else 0, content=content)


def _applied(settings: Settings, plan: "Plan", order: Order, branch: str | None, row: Row) -> Row:
    from codemods.cli.changes import apply_plan
    from codemods.history import is_made
    from codemods.review.desk import rejected

    fixes = chosen(plan, order.unsafe)
    if branch and fixes and is_made(settings.root, branch, fixes):
        say(settings, f"the branch {branch} holds these fixes already")
        return replace(row, fixed=len(fixes), branch=branch)
    if refused := rejected(settings.root, plan, fixes):
        say(
            settings,
            f"note: apply takes every fix, also {len(refused)} that a review said no to; "
            "xdistify review --apply leaves those out",
        )
    applied = apply_plan(settings, plan, fixes, branch, order.commit, order.allow_dirty)
    ids = {fix.id for fix in applied.fixes}
    return replace(
        row,
        fixed=sum(finding.id in ids for finding in plan.findings),
        branch=applied.branch,
        commits=tuple(commit.sha for commit in applied.commits),
    )


@dataclass(frozen=True, slots=True)
class _Handler:
    """What a worker does; an object, because a function of its own could not be handed over."""

    order: Order

    def __call__(self, entries: Sequence[Entry]) -> tuple[Row, ...]:
        with _TURN:
            return tuple(_handle(entry, self.order) for entry in entries)


def _handle(entry: Entry, order: Order) -> Row:
    with overheard() as said:
        row = Row(entry.path, 2)
        try:
            root = Path(entry.root or entry.path)
            if not root.is_dir():
                raise Refusal(f"{root} is no folder here")
            settings = read_settings(
                None,
                root,
                order.python,
                order.select,
                order.ignore,
                order.quiet,
                True,
                order.where,
            )
            row = replace(carry_out(settings, order, entry.branch), path=entry.path)
        except Refusal as refusal:
            row = replace(row, reason=str(refusal))
        except Exception as error:
            said += traceback.format_exc().splitlines()
            row = replace(row, code=3, reason=_bug(error))
    return replace(row, said=tuple(said))


def _not_done(entries: Sequence[Entry], error: Exception) -> tuple[Row, ...]:
    from codemods.executors import Lost

    if isinstance(error, Refusal):
        code, reason = (3 if isinstance(error, Lost) else 2), str(error)
    else:
        code, reason = 3, _bug(error)
    return tuple(Row(entry.path, code, reason=reason) for entry in entries)


def _bug(error: Exception) -> str:
    return f"this is a bug in xdistify ({type(error).__name__}: {error})"
