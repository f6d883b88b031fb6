"""The list on the screen. Its lines are made as they come into sight, so their number is free."""

from collections import Counter
from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from codemods.review.screen.entries import Entry, Tally, entries_of, groups_of, line_of, tally
from codemods.review.screen.look import look
from codemods.review.state import Item, Review

_NOTHING = "Nothing passes the filter; Esc clears it."


class Listing(ScrollView, can_focus=False):
    """The findings in their groups, one of them the current one."""

    DEFAULT_CSS = """
    Listing { overflow-x: hidden; overflow-y: auto; scrollbar-gutter: stable;
              scrollbar-size-vertical: 1; min-width: 12; }
    """

    class Chosen(Message):
        """A finding was clicked."""

        def __init__(self, item: Item) -> None:
            super().__init__()
            self.item = item

    def __init__(self, review: Review, *, id: str) -> None:
        super().__init__(id=id)
        self._review = review
        self._groups = groups_of(review)
        self._entries: list[Entry] = []
        self._lines: dict[str, int] = {}
        self._current: Item | None = None
        self._tally: Tally = (Counter(), Counter())

    def fill(self, items: Sequence[Item]) -> None:
        """List these findings."""
        self._entries = entries_of(items)
        self._lines = {it.item.id: at for at, it in enumerate(self._entries) if it.item}
        self.virtual_size = Size(self.size.width, max(1, len(self._entries)))
        self.refresh()

    def update(self, review: Review, current: Item | None) -> None:
        """Show how things stand now, with the current finding in sight."""
        if review is not self._review or not self._tally[0]:
            self._tally = tally(self._groups, review)
        self._review, self._current = review, current
        self.refresh()
        self.reveal()

    def reveal(self) -> None:
        """Bring the current finding into sight, with the head of its group where that is near."""
        if self._current is None or self._current.id not in self._lines or not self.size.height:
            return
        line = self._lines[self._current.id]
        above = 1 if self._entries[line - 1].item is None and self.size.height > 2 else 0
        region = Region(0, line - above, 1, 1 + above)
        self.scroll_to_region(region, animate=False, force=True, x_axis=False)

    def on_resize(self) -> None:
        self.virtual_size = Size(self.size.width, max(1, len(self._entries)))
        self.reveal()

    def on_click(self, event: events.Click) -> None:
        line = event.y + round(self.scroll_y)
        item = self._entries[line].item if line < len(self._entries) else None
        if item:
            self.post_message(self.Chosen(item))

    def render_line(self, y: int) -> Strip:
        base = self.rich_style
        line = y + round(self.scroll_y)
        width = self.scrollable_content_region.width
        if not self._entries and line == 0:
            return Strip([Segment(_NOTHING, base)]).adjust_cell_length(self.size.width, base)
        if line >= len(self._entries) or width < 1:
            return Strip.blank(self.size.width, base)
        entry = self._entries[line]
        styles = look(self)
        current = entry.item is not None and entry.item is self._current
        segments = []
        for text, names in line_of(entry, self._review, self._tally, current, width):
            style = base
            for name in names.split():
                style += styles.get(name, Style())
            segments.append(Segment(text, style))
        return Strip(segments).adjust_cell_length(self.size.width, base)
