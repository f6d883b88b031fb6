"""The plain prompt: one fix at a time, a line of text for an answer.

It runs in Bowler's review loop (`bowler.tool.BowlerTool`): a "file" is the whole review and a
"hunk" one fix, however many places in however many files that has. Bowler neither parses nor
writes here; both are ours.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal, NoReturn

import click
from bowler.tool import BowlerTool
from bowler.types import BowlerQuit, Hunk

from codemods.errors import Refusal
from codemods.reports.findings import doubt
from codemods.review.asking import LETTERS, Answer, correction, help_lines, understood
from codemods.review.changes import FileChange
from codemods.review.decisions import Step
from codemods.review.desk import Desk
from codemods.review.editor import edit
from codemods.review.outcome import accepting, comment_on, leaving
from codemods.review.state import Item, alike, decided, neighbours
from codemods.review.words import counts, parts, progress, title
from codemods.safe_text import visible

Ending = Literal["finished", "quit"]
_MOST_TESTS = 6
_WIDEST = 50
_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def ask_all(desk: Desk, *, colour: bool, read: Callable[[str], str] = input) -> Ending:
    """Ask of each fix that is open, in order, until all are answered or the reviewer stops.

    Args:
        colour: whether the terminal may be sent colours.
        read: shows a question and gives the line that was typed.

    Raises:
        KeyboardInterrupt: the reviewer pressed Ctrl-C; what was answered is on disk.
    """
    prompt = _Prompt(desk, colour, read)
    prompt.run([str(desk.path)])
    return prompt.ending


class _Prompt(BowlerTool):  # type: ignore[misc]
    """Bowler's loop over fixes."""

    def __init__(self, desk: Desk, colour: bool, read: Callable[[str], str]) -> None:
        super().__init__([], interactive=True, write=False, options={"print_function": True})
        self.desk = desk
        self.colour = colour
        self.read = read
        self.ending: Ending = "finished"

    def refactor_file(self, filename: str, *args: Any, **options: Any) -> list[Hunk]:
        """The fixes that are open, each by its id."""
        return [[item.id] for item in self.desk.review.those("undecided")]

    def apply_hunks(self, accepted_hunks: str, filename: str) -> None:
        """What was accepted is on disk as a decision; no source is written here."""

    def process_hunks(self, filename: str, hunks: Sequence[Hunk]) -> None:
        """Ask until nothing is open; undoing opens again."""
        following: Item | None = None
        while open_items := self.desk.review.those("undecided"):
            item = following if following in open_items else open_items[0]
            assert item
            self._show(item)
            following = self._ask(item)

    def _ask(self, item: Item) -> Item | None:
        """Take answers for one fix until one of them settles it; the fix to be asked next."""
        while True:
            typed = self._typed(f"{self._question(item)} [{LETTERS}]? ")
            answer = understood("q" if typed is None else typed)
            if answer is None:
                self._say(correction(visible(typed or "", keep="")))
                continue
            if answer.name == "quit":
                self._quit()
            try:
                step = self._step(answer, item)
            except Refusal as refusal:
                self._say(f"{visible(str(refusal), keep='')}.")
                continue
            if isinstance(step, Step):
                self.desk.record(step)
                return None
            if step is not None:
                return step

    def _question(self, item: Item) -> str:
        number, total = progress(self.desk.review, item)
        resource = visible(item.finding.hazard.resource, keep="")
        short = resource if len(resource) <= _WIDEST else f"…{resource[1 - _WIDEST :]}"
        return f"{number}/{total} {item.finding.transform} {short}: accept"

    def _typed(self, question: str) -> str | None:
        """A line that was typed, ``None`` at the end of input."""
        while True:
            try:
                return self.read(question)
            except EOFError:
                self._say("")
                return None
            except UnicodeDecodeError:
                self._say("that is no text in the encoding of this terminal")

    def _quit(self) -> NoReturn:
        self.ending = "quit"
        raise BowlerQuit

    def _step(self, answer: Answer, item: Item) -> Step | Item | None:
        """What an answer comes to: a step, another fix to go to, or nothing yet."""
        review = self.desk.review
        match answer.name:
            case "yes":
                return accepting(review, [item])
            case "no":
                return decided(review, [item], "rejected")
            case "skip":
                return decided(review, [item], "later")
            case "edit":
                edits = edit(review.plan, review.proposal(item), review.proposals, self._again)
                if edits is None:
                    self._say("Nothing was taken over.")
                    return None
                return accepting(review, [item], edits)
            case "ignore":
                return self._leave(item)
            case "all":
                return self._accept(alike(review, item), item.finding.transform)
            case "reject all":
                several = alike(review, item)
                fixes = _many(len(several), item.finding.transform)
                wanted = self._agrees(f"Reject {fixes}")
                return decided(review, several, "rejected") if wanted else None
            case "path":
                resource = visible(item.finding.hazard.resource, keep="")
                return self._accept(neighbours(review, item), "", f" for {resource}")
            case "undo":
                return self._back("undo", item)
            case "redo":
                return self._back("redo", item)
        for line in help_lines():
            self._say(line)
        return None

    def _accept(self, items: Sequence[Item], kind: str, end: str = "") -> Step | None:
        safe = [item for item in items if item.proven]
        asked = len(items) - len(safe)
        rest = f" ({asked} to be looked at will be asked)" if asked else ""
        if not safe:
            self._say(
                f"None of {_many(len(items), kind)}{end} can be accepted unseen: answer one by one."
            )
            return None
        wanted = self._agrees(f"Accept {_many(len(safe), kind)}{end}{rest}")
        return accepting(self.desk.review, safe) if wanted else None

    def _leave(self, item: Item) -> Step | None:
        reason = self._typed("Why? It goes into the comment; Enter for no reason: ")
        if reason is None:
            return None
        review = self.desk.review
        step = leaving(review, item, reason)
        (edit,) = comment_on(review, item, reason).edits
        self._say(f"{visible(edit.path, keep='')}: {edit.after.decode(errors='replace').strip()}")
        if len(step.decisions) > 1:
            self._say(f"The comment leaves {len(step.decisions)} findings for it as they are.")
        return step

    def _back(self, which: Literal["undo", "redo"], item: Item) -> Item | None:
        before = self.desk.review
        self.desk.record(before.back(which))
        after = self.desk.review
        self._say(f"{which}: {counts(after)}")
        if not after.those("undecided"):
            if not self._agrees("Everything is answered. Apply what is accepted"):
                self._quit()
            return item
        opened = [it for it in after.those("undecided") if before.verdict(it.id) != "undecided"]
        return opened[0] if opened else item

    def _agrees(self, question: str) -> bool:
        typed = self._typed(f"{question}? [y,n] ")
        return (typed or "").strip().lower() in ("y", "yes")

    def _again(self, sentence: str) -> bool:
        self._say(f"{visible(sentence, keep='')}.")
        return self._agrees("Edit again, where you left it")

    def _show(self, item: Item) -> None:
        review, finding = self.desk.review, item.finding
        number, total = progress(review, item)
        self._say("")
        self._say(f"{number}/{total}  {visible(title(item), keep='')}  [{item.id}]", bold=True)
        if item.id in review.stale:
            self._say("asked again: its code has changed since it was answered")
        self._say(f"why: {visible(finding.why, keep='')}")
        if reason := doubt(item.finding):
            self._say(f"look before you accept it: {reason}")
        for line in _tests(item):
            self._say(line)
        change = review.change(item)
        for file in change.files:
            self._diff(file)
        if change.later:
            others = ", ".join(change.others)
            self._say(f"once {others} is accepted too, this goes as well:")
            for file in change.later:
                self._diff(file)
        self._say(counts(review))

    def _diff(self, file: FileChange) -> None:
        path = visible(file.path, keep="")
        self._say(f"--- {'/dev/null' if file.created else path}", "red", bold=True)
        self._say(f"+++ {path}", "green", bold=True)
        for hunk in file.hunks:
            self._say(hunk.head, "cyan")
            for line in hunk.lines:
                self._say(line.sign + visible(line.text, keep="\t"), _COLOURS.get(line.sign))

    def _say(self, line: str, fg: str | None = None, *, bold: bool | None = None) -> None:
        styled = click.style(line, fg=fg, bold=bold) if fg or bold else line
        click.echo(styled, color=self.colour)


def _many(number: int, kind: str) -> str:
    """``3 tmp-path fixes``."""
    return f"{number} {kind} {'fix' if number == 1 else 'fixes'}".replace("  ", " ")


def _tests(item: Item) -> Iterator[str]:
    found = parts(item.finding)
    yield f"{len(found)} test{'' if len(found) == 1 else 's'}:"
    for part in found[:_MOST_TESTS]:
        role = f"  ({part.role})" if part.role else ""
        yield f"    {visible(part.test, keep='')}{role}"
    if len(found) > _MOST_TESTS:
        yield f"    … and {len(found) - _MOST_TESTS} more"
