"""``bowler run codemods.bowler -- PATHS``: the transforms as a query in the style of Bowler.

In a script of one's own::

    from codemods.bowler import Transforms

    Transforms("tests").select("tmp-path").diff()
    Transforms("tests").select("tmp-path").select_class("TestReports").write()
    Transforms("tests").process(lambda filename, hunk: "legacy" not in filename).idiff()

Bowler's selectors and filters narrow a query; its prompt asks; its processors may veto. The fixes
are ours, a hunk is a whole fix, and what is written goes the way of ``xdistify apply``, so that
``xdistify revert`` takes it back. Bowler neither parses what is rewritten nor writes it.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from bowler import Query
from bowler.tool import BowlerTool, prompt_user
from bowler.types import BowlerQuit

from codemods.cli.changes import apply_plan
from codemods.cli.main import ending
from codemods.cli.options import Settings, read_settings
from codemods.cli.planning import chosen, complain_of, plan_for
from codemods.cli.report import summary, unified_diff
from codemods.cli.streams import write
from codemods.cli.style import terminal_diff
from codemods.cli.talk import say
from codemods.edits.model import Fix
from codemods.errors import Refusal
from codemods.plan import Plan, changed_files
from codemods.safe_text import visible
from codemods.where import Where, narrow


class Transforms(Query):  # type: ignore[misc]
    """The fixes of a suite, to be narrowed, shown, asked about and applied.

    Attributes:
        fixes: after a sink (``diff``, ``idiff``, ``write``, ``silent``), the fixes that it showed,
            or that were accepted.
        retcode: 0, as for every query of Bowler that met no error.
    """

    def __init__(
        self,
        *paths: Any,
        root: Path | None = None,
        quiet: bool = False,
        no_color: bool = False,
        allow_dirty: bool = False,
    ) -> None:
        super().__init__(*paths)
        if not paths:
            self.paths: list[str] = []  # pytest's own configuration says where tests are
        self.fixes: list[Fix] = []
        self._root = root
        self._quiet = quiet
        self._no_color = no_color
        self._allow_dirty = allow_dirty
        self._select: list[str] = []
        self._ignore: list[str] = []
        self._where: str | None = None
        self._unsafe = False

    def select(self, *names: str) -> "Transforms":
        """Only these transforms or hazards."""
        self._select += names
        return self

    def ignore(self, *names: str) -> "Transforms":
        """Without these transforms or hazards."""
        self._ignore += names
        return self

    def where(self, pattern: str | None) -> "Transforms":
        """Only inside the code that a pattern matches, as ``--where`` has it."""
        self._where = pattern
        return self

    def unsafe(self, wanted: bool = True) -> "Transforms":
        """With the fixes that a person should look at."""
        self._unsafe = wanted
        return self

    def execute(self, **kwargs: Any) -> "Transforms":
        """Find the fixes, ask where a sink asks, and show or apply what is left.

        Raises:
            Refusal: a path, name or pattern is none, or something is in the way of writing.
        """
        settings = self._settings()
        plan = self._plan(settings)
        tool = FixTool(
            plan,
            chosen(plan, self._unsafe),
            hunk_processor=self._approves,
            interactive=kwargs.get("interactive", True),
            silent=kwargs.get("silent", False),
        )
        try:
            self.retcode = tool.run(self.paths)
        finally:
            self.fixes = tool.accepted
            if kwargs.get("write") or tool.asks:
                apply_plan(settings, plan, self.fixes, None, "none", self._allow_dirty)
        self.exceptions = tool.exceptions
        if not (kwargs.get("write") or kwargs.get("silent") or tool.asks):
            write(terminal_diff(unified_diff(changed_files(plan, self.fixes)), self._no_color))
            say(settings, summary(plan))
        return self

    def _settings(self) -> Settings:
        return read_settings(
            [Path(path) for path in self.paths],
            self._root,
            None,
            ",".join(self._select) or None,
            ",".join(self._ignore) or None,
            self._quiet,
            self._no_color,
            self._where,
        )

    def _plan(self, settings: Settings) -> Plan:
        """The plan, narrowed to what any of Bowler's selectors matches, if there are some."""
        if any(each.callbacks or each.fixer for each in self.transforms):
            raise Refusal(
                "Transforms makes the changes of xdistify and takes no modifiers of Bowler: "
                "use bowler.Query for those"
            )
        plan: Plan = plan_for(settings)
        if not self.transforms:
            return plan
        narrowed = narrow(plan, Where("Bowler's selectors", _Selectors(self)))
        complain_of(narrowed.unreadable)
        return narrowed.plan

    def _approves(self, filename: str, hunk: list[str]) -> bool:
        return all(process(filename, hunk) is not False for process in self.processors)


class _Selectors:
    """What the selectors and filters of a query match, for `narrow`."""

    def __init__(self, query: Query) -> None:
        fixers = [fixer({}, []) for fixer in query.compile()]
        self._pairs = list(zip(fixers, query.transforms, strict=True))

    def match(self, node: Any) -> bool:
        return any(self._matches(fixer, each.filters, node) for fixer, each in self._pairs)

    def _matches(self, fixer: Any, filters: Sequence[Any], node: Any) -> bool:
        capture = fixer.match(node)
        return bool(capture) and all(each(node, capture, fixer.filename) for each in filters)

    def set_filename(self, filename: str) -> None:
        for fixer, _ in self._pairs:
            fixer.set_filename(filename)


class FixTool(BowlerTool):  # type: ignore[misc]
    """Bowler's loop over our fixes: each is one hunk of the first file that it changes.

    It writes nothing.

    Attributes:
        accepted: the fixes that were said yes to; without a prompt, those that nobody vetoed.
        asks: whether it prompts.
    """

    def __init__(self, plan: Plan, fixes: Sequence[Fix], **kwargs: Any) -> None:
        super().__init__([], options={"print_function": True}, **kwargs)
        self.accepted: list[Fix] = []
        self.asks: bool = self.interactive and not self.silent
        self._plan = plan
        self._by_file: dict[str, list[Fix]] = {}
        for fix in fixes:
            first = str(Path(plan.suite.root, fix.edits[0].path))
            self._by_file.setdefault(first, []).append(fix)

    def refactor(self, items: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().refactor(list(self._by_file))

    def refactor_file(self, filename: str, *args: Any, **kwargs: Any) -> list[list[str]]:
        """The hunks of a file: for each of its fixes, a line about it and its whole diff."""
        return [self._hunk(fix) for fix in self._by_file[filename]]

    def _hunk(self, fix: Fix) -> list[str]:
        diff = unified_diff(changed_files(self._plan, [fix])).decode("utf-8", "backslashreplace")
        head = f"{fix.transform}  {fix.resource}  [{fix.id}]: {fix.why}"
        return [visible(head, keep=""), *diff.rstrip("\n").split("\n")]

    def process_hunks(self, filename: str, hunks: list[list[str]]) -> None:
        """As Bowler's own, but for what is kept at the end of input: all that was accepted."""
        rest = ""
        for fix, hunk in zip(self._by_file[filename], hunks, strict=True):
            if self.hunk_processor(filename, hunk) is False:
                continue
            answer = self._answer(hunk, rest) if self.asks else "y"
            rest = {"a": "y", "d": "n"}.get(answer, rest)
            if (rest or answer) == "y":
                self.accepted.append(fix)

    def _answer(self, hunk: list[str], rest: str) -> str:
        if rest:
            return rest
        colours = {"+": "green", "-": "red", "@": "cyan"}
        for line in hunk:
            click.secho(visible(line), fg=colours.get(line[:1]))
        try:
            answer = str(prompt_user("Apply this fix", "ynqad", "n"))
        except EOFError as error:
            raise BowlerQuit from error
        if answer == "q":
            raise BowlerQuit
        return answer


def main() -> None:
    """What ``bowler run codemods.bowler -- ARGUMENTS`` calls; ends with the codes of xdistify."""
    sys.exit(ending(_run))


def _run() -> int:
    given = _parser().parse_args()
    query = Transforms(
        *given.paths,
        root=given.root,
        quiet=given.quiet,
        no_color=given.no_color,
        allow_dirty=given.allow_dirty,
    )
    query = query.select(*given.select).ignore(*given.ignore).where(given.where)
    query = query.unsafe(given.unsafe)
    if given.write:
        query.write()
        return 0
    if given.idiff:
        if not sys.stdin.isatty():
            raise Refusal("--idiff asks, and there is no terminal: use --write, or xdistify apply")
        query.idiff()
        return 0
    query.diff()
    return 1 if query.fixes else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bowler run codemods.bowler --",
        description="Show what makes a pytest suite safe under pytest-xdist, or do it.",
        epilog="Exit codes: 0 nothing to do, or done; 1 there are changes; 2 bad usage.",
    )
    add = parser.add_argument
    add("paths", nargs="*", metavar="PATHS", help="files or folders; else what pytest is told")
    add("--write", action="store_true", help="apply every fix; xdistify revert takes it back")
    add("--idiff", action="store_true", help="ask for each fix, in the prompt of Bowler")
    add("--select", action="append", default=[], metavar="NAME,…", help="only these")
    add("--ignore", action="append", default=[], metavar="NAME,…", help="without these")
    add("--where", metavar="PATTERN", help="only inside what a Bowler pattern matches")
    add("--unsafe", action="store_true", help="the unsafe fixes too")
    add("--allow-dirty", action="store_true", help="even if files have uncommitted changes")
    add("--root", type=Path, metavar="DIR", help="root of the suite")
    add("--quiet", action="store_true", help="say only what went wrong")
    add("--no-color", action="store_true", help="no colours, even on a terminal")
    return parser
