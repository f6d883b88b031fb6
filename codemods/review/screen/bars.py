"""The lines around the panes: where the review stands, what is shown, what was said, the keys."""

from collections.abc import Sequence
from itertools import pairwise

from rich.text import Text
from textual import events
from textual.widget import Widget

from codemods.review.screen.cells import harmless, padded, shortened, stops, width_of
from codemods.review.screen.entries import MARKS, stands
from codemods.review.screen.keys import Key
from codemods.review.screen.look import look
from codemods.review.state import Item, Review
from codemods.review.words import counts

_BETWEEN = 2
_TALL = 16


class Status(Widget):
    """How many fixes were decided, and how."""

    DEFAULT_CSS = "Status { height: 1; }"

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._long = self._short = self._filter = ""

    def update(self, review: Review, filtered: str) -> None:
        """Show how the review stands, and through what filter."""
        self._long = counts(review)
        self._short = _short(review)
        self._filter = f"filter: {filtered}" if filtered else ""
        self.refresh()

    def render(self) -> Text:
        width = self.size.width
        line = f" {self._long}" if len(self._long) + 2 <= width else f" {self._short}"
        name = "xdistify review  "
        if len(name) + len(line) + len(self._filter) + 4 <= width:
            line = f" {name}{line.strip()}"
        if self._filter and width - len(line) > 12:
            line += f"   {shortened(self._filter, width - len(line) - 4)}"
        return Text(padded(line, width), style=look(self)["bar"], no_wrap=True, end="")


class Head(Widget):
    """What fix is shown, how it stands, and why it is proposed."""

    DEFAULT_CSS = "Head { height: 2; }"

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._first: tuple[str, str, str, str] = ("", "", "", "")
        self._why = ""

    def update(self, review: Review, item: Item | None, position: tuple[int, int]) -> None:
        """Show the names of a finding, which is at this place of so many."""
        if item is None:
            self._first, self._why = ("", "", "Nothing to show.", ""), ""
        else:
            finding = item.finding
            self._first = (
                f"{position[0]}/{position[1]}",
                stands(review, item),
                harmless(f"{finding.transform}  {finding.hazard.resource}"),
                "" if finding.safety == "manual" else finding.safety,
            )
            self._why = harmless(finding.why)
        self.refresh()

    def render(self) -> Text:
        styles = look(self)
        width = self.size.width
        number, standing, names, safety = self._first
        first = "  ".join(part for part in (number, standing, safety) if part)
        line = Text(no_wrap=True, end="")
        line.append(padded(f" {first}", min(width, width_of(first) + 3)), styles["question"])
        rest = max(0, width - width_of(line.plain))
        line.append(padded(shortened(names, rest), rest), styles["head"])
        if self.size.height > 1:
            line.append("\n" + padded(f" {self._why}", width), styles["note"])
        return line


class Said(Widget):
    """What was just done, or went wrong, and how much of the fix is out of sight."""

    DEFAULT_CSS = "Said { height: 1; }"

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.text = ""
        self._hidden = (0, 0)

    def say(self, text: str) -> None:
        """Show this, until something else is said."""
        self.text = harmless(text)
        self._make_room()
        self.refresh()

    def measure(self, above: int, below: int) -> None:
        """Show how many lines are out of sight."""
        self._hidden = above, below
        self.refresh()

    def on_resize(self) -> None:
        self._make_room()

    def render(self) -> Text:
        styles = look(self)
        width = self.size.width
        line = Text(no_wrap=True, end="")
        lines = self._lines()[: self.size.height]
        for number, text in enumerate(lines, 1):
            note = self._note() if number == len(lines) else ""
            if text and width_of(text) + len(note) + 3 > width:
                note = ""
            line.append(padded(f" {text}", max(0, width - len(note))), styles["question"])
            line.append(padded(note, min(len(note), width)), styles["note"])
        return line

    def _note(self) -> str:
        above, below = self._hidden
        more = [f"{n} {where}" for n, where in ((above, "above"), (below, "below")) if n]
        return f"{', '.join(more)} (Pg{'Dn' if below else 'Up'}) " if more else ""

    def _lines(self) -> list[str]:
        bounds = stops(self.text, max(1, self.app.size.width - 2), "words")
        return [self.text[start:end] for start, end in pairwise(bounds)]

    def _make_room(self) -> None:
        most = 4 if self.app.size.height >= _TALL else 2
        self.styles.height = max(1, min(len(self._lines()), most))


class Hints(Widget):
    """The keys that there is room for; a click on one presses it."""

    DEFAULT_CSS = "Hints { height: 1; }"

    def __init__(self, keys: Sequence[Key], *, id: str) -> None:
        super().__init__(id=id)
        self.keys = [key for key in keys if key.hint]
        self._with_fix = True

    def update(self, with_fix: bool) -> None:
        """Show the keys that are of use, where there is a fix or is none."""
        self._with_fix = with_fix
        self.refresh()

    def shown(self, width: int) -> list[tuple[int, int, Key]]:
        """The hints that fit, each with its first and last column."""
        chosen: list[Key] = []
        taken = 0
        useful = [key for key in self.keys if self._with_fix or not key.for_fix]
        for key in sorted(useful, key=lambda key: key.rank):
            taken += _length(key) + (_BETWEEN if chosen else 1)
            if taken > width:
                break
            chosen.append(key)
        found: list[tuple[int, int, Key]] = []
        at = 1
        for key in self.keys:
            if key in chosen:
                found.append((at, at + _length(key) - 1, key))
                at += _length(key) + _BETWEEN
        return found

    def on_click(self, event: events.Click) -> None:
        for first, last, key in self.shown(self.size.width):
            if first <= event.x <= last:
                self.app.simulate_key(key.keys[0])

    def render(self) -> Text:
        styles = look(self)
        line = Text(no_wrap=True, end="")
        for first, _, key in self.shown(self.size.width):
            line.append(" " * (first - len(line.plain)))
            line.append(key.shown, styles["key"])
            line.append(f" {key.hint}")
        return line


def _length(key: Key) -> int:
    return len(key.shown) + 1 + len(key.hint)


def _short(review: Review) -> str:
    numbers = [
        (review.count(verdict), MARKS[verdict]) for verdict in ("accepted", "rejected", "ignored")
    ]
    left = review.count("undecided", "later")
    return "  ".join([*(f"{number} {mark}" for number, mark in numbers if number), f"{left} left"])
