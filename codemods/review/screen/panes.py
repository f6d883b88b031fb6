"""The panes: the list, the fix that is shown, and why; which of them there is room for."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Static

from codemods.review.changes import CONTEXT
from codemods.review.screen.bars import Head
from codemods.review.screen.cells import Cell, harmless
from codemods.review.screen.diff import diff_rows
from codemods.review.screen.evidence import evidence_rows
from codemods.review.screen.listing import Listing
from codemods.review.screen.pane import Pane
from codemods.review.screen.session import Session
from codemods.review.state import Item

NARROW = 100
"""Below so many columns there is one pane, and before and after stand one above the other."""

_SPLIT = 120
_TALL = 28
_LOW = 20
_CONTEXTS = (0, 1, CONTEXT, 6, 12, 25, 50, 100)
_WHOLE = 10**7


class Panes(Horizontal):
    """Everything between the top line and the foot.

    Attributes:
        listed: whether the list is asked for; ``None`` for where there is room beside the fix.
        split: whether before and after stand side by side; ``None`` for where there is room.
        explained: whether the evidence is asked for; ``None`` for where there is room.
    """

    DEFAULT_CSS = """
    Panes { height: 1fr; }
    Panes #list { width: 34; height: 1fr; background: $surface; }
    Panes #fix { width: 1fr; height: 1fr; }
    Panes #diff { height: 1fr; }
    Panes #rule { height: 1; color: $text-muted; }
    Panes #evidence { height: 8; }
    """

    class Scrolled(Message):
        """Other lines of the fix are in sight now."""

    def __init__(self, session: Session, *, id: str) -> None:
        super().__init__(id=id)
        self._session = session
        self.listed: bool | None = None
        self.split: bool | None = None
        self.explained: bool | None = None
        self._whole = False
        self._around = _CONTEXTS.index(CONTEXT)
        self._list = Listing(session.review, id="list")
        self._head = Head(id="head")
        self.diff = Pane(id="diff")
        self.evidence = Pane(id="evidence")
        self.diff.wrap = True
        self._shown: object = None

    def compose(self) -> ComposeResult:
        yield self._list
        with Vertical(id="fix"):
            yield self._head
            yield self.diff
            yield Static("─" * 400, id="rule", markup=False)
            yield self.evidence

    def on_mount(self) -> None:
        self._list.fill(self._session.items)
        self.watch(self.diff, "scroll_y", self._scroll, init=False)

    def on_resize(self) -> None:
        self.make_room()

    def _scroll(self) -> None:
        self.post_message(self.Scrolled())

    @property
    def is_split(self) -> bool:
        """Whether before and after stand side by side now."""
        return self.app.size.width >= _SPLIT if self.split is None else self.split

    @property
    def is_listed(self) -> bool:
        """Whether the list is there now."""
        return self.app.size.width >= NARROW if self.listed is None else self.listed

    @property
    def is_explained(self) -> bool:
        """Whether the evidence is there now."""
        return self.app.size.height >= _TALL if self.explained is None else self.explained

    @property
    def scrolled(self) -> Pane:
        """The pane that the keys move: the evidence where there is room for nothing else."""
        return self.diff if self.diff.display else self.evidence

    def refill(self) -> None:
        """List what passes the filter now."""
        self._list.fill(self._session.items)

    def redraw(self) -> None:
        """Show how the session stands now."""
        session = self._session
        item = session.current
        self._list.update(session.review, item)
        self._head.update(session.review, item, session.number)
        key = (
            item and item.id,
            session.review.decisions.get(item.id) if item else None,
            session.review.those("accepted"),
            self.is_split,
            self._around,
            self._whole,
        )
        if key != self._shown:
            stay = isinstance(self._shown, tuple) and self._shown[0] == key[0]
            self._shown = key
            self._fill(item, stay)

    def make_room(self) -> None:
        """Give each pane its room, or none."""
        width, height = self.app.size
        wide = width >= NARROW
        self._list.styles.width = min(52, max(30, width * 3 // 10)) if wide else width
        self._list.display = self.is_listed
        self.query_one("#fix").display = wide or not self.is_listed
        self._head.styles.height = 2 if height >= 14 else 1
        low = height < _LOW
        self.diff.display = not (low and self.is_explained)
        for part in (self.query_one("#rule"), self.evidence):
            part.display = self.is_explained
        self.query_one("#rule").display = self.is_explained and not low
        self.evidence.styles.height = "1fr" if low else max(5, height * 3 // 10)
        self.redraw()

    def toggle_wrap(self) -> bool:
        """Wrap long lines, or cut them; gives back whether they are wrapped now."""
        self.diff.wrap = not self.diff.wrap
        self.diff.shift = 0
        self.diff.lay_out()
        return self.diff.wrap

    def toggle_whole(self) -> None:
        """Show the whole files, or only what changes."""
        self._whole = not self._whole
        self.redraw()

    def change_context(self, steps: int) -> None:
        """Show more lines around each change, or fewer."""
        self._whole = False
        self._around = max(0, min(self._around + steps, len(_CONTEXTS) - 1))
        self.redraw()

    def _fill(self, item: Item | None, stay: bool) -> None:
        if item is None:
            self.diff.show([])
            self.evidence.show([])
            return
        if item.finding.fix:
            lines = _WHOLE if self._whole else _CONTEXTS[self._around]
            change = self._session.review.change(item, lines)
            self.diff.show(diff_rows(change, self.is_split), stay=stay and not self._whole)
            if self._whole:
                self.call_after_refresh(self.diff.reveal_change)
        else:
            self.diff.show(_without_fix(item), stay=stay)
        self.evidence.show(evidence_rows(self._session.review.plan, item), stay=stay)


def _without_fix(item: Item) -> list[tuple[Cell]]:
    reason = harmless(item.finding.why)
    return [
        (Cell(" ", "There is no fix for this.", "head"),),
        (Cell("", "", "plain"),),
        (Cell(" ", reason, "same"),),
        (Cell("", "", "plain"),),
        (Cell(" ", "i ignores it for good, with a comment that says so in the code.", "note"),),
    ]
