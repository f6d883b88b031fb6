"""Rows of cells on the screen, made line by line as they come into sight."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from codemods.review.screen.cells import Cell, Row, Wrap, padded, runs, stops, width_of
from codemods.review.screen.look import look

_PARTING = "│"
_BEFORE = 5


class Pane(ScrollView, can_focus=False):
    """Shows rows; knows nothing of what they mean.

    Attributes:
        wrap: whether code is wrapped where it is too long, rather than cut.
        shift: how far code is moved to the left where it is cut.
    """

    DEFAULT_CSS = """
    Pane { overflow-x: hidden; overflow-y: auto; scrollbar-gutter: stable;
           scrollbar-size-vertical: 1; }
    """

    def __init__(self, *, id: str, prose: bool = False) -> None:
        super().__init__(id=id)
        self.rows: Sequence[Row] = ()
        self.wrap = False
        self.shift = 0
        self._prose = prose
        self._ends: list[int] = []
        self._bounds: dict[tuple[int, int, int], list[int]] = {}

    def show(self, rows: Sequence[Row], *, stay: bool = False) -> None:
        """Show these rows, from the first on unless told to ``stay``."""
        self.rows = rows
        self.lay_out()
        if not stay:
            self.scroll_to(0, 0, animate=False)

    def lay_out(self) -> None:
        """Work out anew which line of the screen belongs to which row."""
        width = self._room()
        self._bounds = {}
        self._ends = list(accumulate(self._height(at, width) for at in range(len(self.rows))))
        self.virtual_size = Size(width, self._ends[-1] if self._ends else 0)
        self.refresh()

    def reveal_change(self) -> None:
        """Bring the first row that changes into sight, with a few before it."""
        tones = ("gone", "come")
        at = next((n for n, row in enumerate(self.rows) if any(c.tone in tones for c in row)), 0)
        above = self._ends[at - 1] if at else 0
        self.scroll_to(0, max(0, above - _BEFORE), animate=False)

    def turn(self, pages: int) -> None:
        """Turn pages, with one line of the last one kept."""
        self.scroll_relative(y=pages * max(1, self.size.height - 1), animate=False)

    def move(self, columns: int) -> None:
        """Move cut code to the left, or back."""
        longest = max((width_of(c.text) for row in self.rows for c in row if c.block), default=0)
        self.shift = max(0, min(self.shift + columns, longest - 8))
        self._bounds = {}
        self.refresh()

    @property
    def hidden(self) -> tuple[int, int]:
        """How many lines are out of sight above and below."""
        above = round(self.scroll_y)
        return above, max(0, self.virtual_size.height - above - self.size.height)

    def on_resize(self) -> None:
        self.lay_out()

    def render_line(self, y: int) -> Strip:
        base = self.rich_style
        width = self._room()
        line = y + round(self.scroll_y)
        if not self._ends or line >= self._ends[-1]:
            return Strip.blank(self.size.width, base)
        number = bisect_right(self._ends, line)
        part = line - (self._ends[number - 1] if number else 0)
        segments: list[Segment] = []
        for side, room in enumerate(_rooms(len(self.rows[number]), width)):
            if segments:
                segments.append(Segment(_PARTING, base + look(self).get("gutter", Style())))
            bounds = self._stops(number, side, room)
            segments += self._segments(self.rows[number][side], room, bounds, part)
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def _room(self) -> int:
        return max(1, self.scrollable_content_region.width)

    def _height(self, number: int, width: int) -> int:
        rooms = _rooms(len(self.rows[number]), width)
        return max(len(self._stops(number, side, room)) - 1 for side, room in enumerate(rooms))

    def _stops(self, number: int, side: int, width: int) -> list[int]:
        """Where the text of a cell is wrapped; kept, for lines may be very long."""
        cell = self.rows[number][side]
        room = max(1, width - width_of(cell.gutter))
        if cell.text.isascii() and len(cell.text) <= room and not self.shift:
            return [0, len(cell.text)]
        key = number, side, room
        if key not in self._bounds:
            how: Wrap = "words" if not cell.block else "letters" if self.wrap else "cut"
            self._bounds[key] = stops(cell.text, room, how, self.shift)
        return self._bounds[key]

    def _segments(self, cell: Cell, width: int, bounds: Sequence[int], part: int) -> list[Segment]:
        styles = look(self)
        base = self.rich_style
        tone = base + styles.get(cell.tone, Style())
        gutter = padded(cell.gutter, min(width, width_of(cell.gutter)))
        if part:
            gutter = " " * width_of(gutter)
        room = width - width_of(gutter)
        if cell.tone == "none":
            return [Segment(" " * width, tone)]
        sign = styles.get(f"sign {cell.tone}", styles.get("gutter", Style()))
        found = [Segment(gutter, base + sign)]
        if part >= len(bounds) - 1:
            return [Segment(" " * width, tone)]
        marks = [(*span, f"words {cell.tone}") for span in cell.words]
        if cell.block:
            block, index = cell.block
            marks = [*block.spans(index), *marks]
        start, end = bounds[part], bounds[part + 1]
        cut = not self.wrap and cell.block and end < len(cell.text) and room > 1
        if cut:
            end = stops(cell.text, room - 1, "cut", start)[1]
        for text, names in runs(cell.text, start, end, marks):
            style = tone
            for name in names:
                style += styles.get(name, Style())
            found.append(Segment(text, style))
        taken = width_of(cell.text[start:end])
        rest = "…" if cut else ""
        found.append(Segment(rest + " " * (room - taken - len(rest)), tone))
        return found


def _rooms(cells: int, width: int) -> tuple[int, ...]:
    if cells == 1:
        return (width,)
    left = max(1, (width - 1) // 2)
    return left, max(1, width - 1 - left)
