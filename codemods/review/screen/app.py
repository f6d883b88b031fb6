"""The app: what the keys do, and what is shown after them."""

import asyncio
import gc
import signal
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import ClassVar, Literal

from rich.style import Style
from textual.app import App, ComposeResult, SuspendNotSupported, SystemCommand
from textual.binding import Binding, BindingType
from textual.filter import LineFilter, NoColor
from textual.screen import Screen

from codemods.edits.model import Edit, Fix
from codemods.errors import Refusal
from codemods.plan import Plan
from codemods.review.decisions import Verdict
from codemods.review.desk import Desk
from codemods.review.filters import HELP
from codemods.review.screen.asking import Help, Line, Question
from codemods.review.screen.bars import Hints, Said, Status
from codemods.review.screen.editing import in_editor
from codemods.review.screen.keys import KEYS
from codemods.review.screen.listing import Listing
from codemods.review.screen.many import CHOICES
from codemods.review.screen.palette import Theme, palette
from codemods.review.screen.panes import NARROW, Panes
from codemods.review.screen.session import Editor, Session

Ending = Literal["finished", "quit", "abandoned", "interrupted"]


class Room(Screen[None]):
    """The screen itself, which has the keys; a question over it has its own."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(key.keys), f"app.{key.action}", key.does, show=False) for key in KEYS
    ]


class ReviewApp(App[Ending]):
    """A review on the whole screen; its result is how it ended.

    Args:
        desk: where decisions go, each at once.
        editor: lets the reviewer rewrite a fix, with the terminal for itself.
        colours: how what changes is set off.
    """

    TITLE = "xdistify review"

    def __init__(
        self, desk: Desk, editor: Editor = in_editor, colours: Theme = "blue-orange"
    ) -> None:
        super().__init__()
        self.session = Session(desk)
        self.colours = colours
        self._editor = editor
        self._panes = Panes(self.session, id="panes")
        self._status = Status(id="status")
        self._said = Said(id="said")
        self._hints = Hints(KEYS, id="hints")

    @property
    def palette(self) -> Mapping[str, Style]:
        """The styles by what they are for."""
        return palette(self.colours, self.current_theme.dark)

    def get_default_screen(self) -> Room:
        return Room(id="_default")

    def compose(self) -> ComposeResult:
        yield self._status
        yield self._panes
        yield self._said
        yield self._hints

    def on_mount(self) -> None:
        gc.freeze()  # the suite stays as it is: looking through it takes longer than a key may
        for name in ("SIGTERM", "SIGHUP"):  # else the terminal stays as the screen had it
            with suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
                loop = asyncio.get_running_loop()
                loop.add_signal_handler(getattr(signal, name), self.action_interrupt)
        stale = len(self.session.review.stale)
        what = "1 decision is" if stale == 1 else f"{stale} decisions are"
        self.redraw(f"{what} asked for again: the code has changed since." if stale else "")

    def on_unmount(self) -> None:
        gc.unfreeze()

    def get_line_filters(self) -> Sequence[LineFilter]:
        filters = super().get_line_filters()
        return [*filters, NoColor()] if self.colours == "mono" else filters

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        yield SystemCommand("Other colours", "of the whole screen", self.action_change_theme)
        for key in KEYS:
            if key.action != "command_palette":
                press = partial(self.simulate_key, key.keys[0])
                yield SystemCommand(key.does.capitalize(), f"the key {key.shown}", press)

    def redraw(self, sentence: str) -> None:
        """Show how things stand, and say what was done."""
        self._status.update(self.session.review, self.session.wanted)
        self._panes.redraw()
        self._said.say(sentence)
        current = self.session.current
        self._hints.update(bool(current and current.finding.fix))
        self.call_after_refresh(self._measure)

    def on_panes_scrolled(self) -> None:
        self._measure()

    def on_listing_chosen(self, event: Listing.Chosen) -> None:
        self.session.current = event.item
        if self.size.width < NARROW:
            self._panes.listed = False
            self._panes.make_room()
        self.redraw("")

    def action_decide(self, verdict: Verdict) -> None:
        self._do(partial(self.session.decide, verdict))

    def action_accept_here(self) -> None:
        self._do(self.session.toggle)

    def action_undo(self) -> None:
        self._do(self.session.undo)

    def action_redo(self) -> None:
        self._do(self.session.redo)

    def action_many(self, which: str, verdict: Verdict) -> None:
        item = self.session.current
        if item is None or not item.finding.fix:
            self.redraw("There is no fix here, so there are none alike.")
            return
        many = CHOICES[which](self.session.review, item, verdict)
        if not many.items:
            self.redraw(many.question)
            return

        def answered(answer: bool | None) -> None:
            if answer:
                self._do(partial(self.session.decide_many, many))

        self.push_screen(Question(many.question), answered)

    def action_edit(self) -> None:
        self._do(partial(self.session.edit, self._edited))

    def action_ignore(self) -> None:
        if self.session.current:
            resource = self.session.current.finding.hazard.resource
            question = f"Why is {resource} to be ignored for good? (goes into the comment)"
            self._ask_line(question, "", self.session.ignore)

    def action_go(self, steps: int, undecided: bool = False) -> None:
        self._do(partial(self.session.go, steps, undecided=undecided))

    def action_first(self) -> None:
        self.action_go(-len(self.session.items))

    def action_last(self) -> None:
        self.action_go(len(self.session.items))

    def action_goto(self) -> None:
        self._ask_line("Go to which number, or id?", "", self.session.find)

    def action_filter(self) -> None:
        self._ask_line(f"Show only: {HELP}", self.session.wanted, self._filter)

    def action_clear(self) -> None:
        self._do(partial(self._filter, ""))

    def action_page(self, pages: int) -> None:
        self._panes.scrolled.turn(pages)

    def action_evidence_page(self, pages: int) -> None:
        self._panes.evidence.turn(pages)

    def action_line(self, lines: int) -> None:
        self._panes.scrolled.scroll_relative(y=lines, animate=False)

    def action_shift(self, columns: int) -> None:
        if self._panes.diff.wrap:
            self.redraw("Long lines are wrapped; w cuts them.")
        else:
            self._panes.diff.move(columns)

    def action_evidence(self) -> None:
        self._panes.explained = not self._panes.is_explained
        self._panes.make_room()

    def action_list(self) -> None:
        self._panes.listed = not self._panes.is_listed
        self._panes.make_room()

    def action_split(self) -> None:
        self._panes.split = not self._panes.is_split
        self.redraw("Side by side." if self._panes.is_split else "One above the other.")

    def action_wrap(self) -> None:
        wrap = self._panes.toggle_wrap()
        self.redraw(f"Long lines are {'wrapped' if wrap else 'cut: Right and Left move them'}.")

    def action_whole(self) -> None:
        self._panes.toggle_whole()
        self.redraw("")

    def action_context(self, steps: int) -> None:
        self._panes.change_context(steps)
        self.redraw("")

    def action_keys(self) -> None:
        self.push_screen(Help())

    def action_finish(self) -> None:
        if not self.session.is_finished:
            self.exit("quit")
            return
        accepted = self.session.review.count("accepted")
        comments = self.session.review.count("ignored")
        if not accepted + comments:
            self.exit("finished")
            return
        what = "what is accepted" if accepted else "the comments"
        self.push_screen(Question(f"Apply {what} now? If not, it is kept."), self._finish)

    def _finish(self, answer: bool | None) -> None:
        if answer is not None:
            self.exit("finished" if answer else "quit")

    async def action_quit(self) -> None:
        self.action_finish()

    def action_interrupt(self) -> None:
        self.exit("interrupted")

    def action_abandon(self) -> None:
        changed = self.session.changed()
        if not changed:
            self.exit("abandoned")
            return
        decisions = "the one decision" if changed == 1 else f"all {changed} decisions"
        self.push_screen(Question(f"End, and forget {decisions} of this session?"), self._abandon)

    def _abandon(self, answer: bool | None) -> None:
        if answer:
            try:
                self.session.abandon()
            except Refusal as error:
                self.redraw(str(error))
            else:
                self.exit("abandoned")

    def _do(self, deed: Callable[[], str]) -> None:
        try:
            sentence = deed()
        except Refusal as error:
            self.bell()
            sentence = str(error)
        self.redraw(sentence)

    def _ask_line(self, question: str, value: str, deed: Callable[[str], str]) -> None:
        def answered(line: str | None) -> None:
            if line is not None:
                self._do(partial(deed, line))

        self.push_screen(Line(question, value), answered)

    def _filter(self, text: str) -> str:
        before = self.session.items
        sentence = self.session.filter(text)
        if self.session.items != before:
            self._panes.refill()
        return sentence

    def _edited(self, plan: Plan, fix: Fix, accepted: Sequence[Fix]) -> tuple[Edit, ...] | None:
        """Hand the terminal to the editor."""
        try:
            with self.suspend():
                return self._editor(plan, fix, accepted)
        except SuspendNotSupported as error:
            raise Refusal("this terminal cannot be handed to an editor") from error

    def _measure(self) -> None:
        self._said.measure(*self._panes.scrolled.hidden)
