"""Questions at the foot of the screen, and the help over it."""

from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from codemods.review.screen.bars import Hints
from codemods.review.screen.cells import harmless
from codemods.review.screen.keys import KEYS, Key
from codemods.review.screen.look import look

_YES = Key(("y",), "answer(True)", "yes", "", "", 0)
_NO = Key(("n",), "answer(False)", "no", "", "", 0)
_TAKE = Key(("enter",), "take", "take it", "", "", 0)
_CANCEL = Key(("escape",), "cancel", "cancel", "", "", 1)
_CLOSE = Key(("escape",), "close", "close", "", "", 0)

_CSS = """
{name} {{ background: transparent; align: center bottom; }}
{name} > Vertical {{ height: auto; max-height: 100%; background: $panel; }}
{name} Static {{ height: auto; max-height: 4; padding: 0 1; }}
"""


class Question(ModalScreen[bool | None]):
    """Yes or no; ``None`` if it was closed, which decides nothing."""

    CSS = _CSS.format(name="Question")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)"),
        Binding("n,q", "answer(False)"),
        Binding("escape", "answer(None)"),
        Binding("ctrl+c", "app.interrupt"),
    ]

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Text(harmless(self.text)), markup=False)
            yield Hints((_YES, _NO), id="answers")

    def action_answer(self, answer: bool | None) -> None:
        self.dismiss(answer)


class Line(ModalScreen[str | None]):
    """Asks for one line; ``None`` if it was closed."""

    CSS = (
        _CSS.format(name="Line")
        + """
    Line Input, Line Input:focus { border: none; height: 1; padding: 0 1; background: $surface; }
    """
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel"),
        Binding("enter", "take"),
        Binding("ctrl+c", "app.interrupt", priority=True),
    ]

    def __init__(self, text: str, value: str = "") -> None:
        super().__init__()
        self.text = text
        self.value = value

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Text(harmless(self.text)), markup=False)
            yield Input(self.value, compact=True, select_on_focus=False)
            yield Hints((_TAKE, _CANCEL), id="answers")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        self.dismiss(self.query_one(Input).value)

    def action_cancel(self) -> None:
        self.dismiss(None)


class Help(ModalScreen[None]):
    """Every key and what it does."""

    CSS = """
    Help { background: transparent; align: center middle; }
    Help > Vertical { width: 72; max-width: 100%; height: 100%; max-height: 72;
                      background: $panel; }
    Help VerticalScroll { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
    Help Static { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,enter,space", "close"),
        Binding("down,j", "scroll(1)"),
        Binding("up,k", "scroll(-1)"),
        Binding("pagedown", "scroll(10)"),
        Binding("pageup", "scroll(-10)"),
        Binding("ctrl+c", "app.interrupt"),
    ]

    def compose(self) -> ComposeResult:
        with Vertical():
            with VerticalScroll(can_focus=False):
                yield Static(self._text(), markup=False)
            yield Hints((_CLOSE,), id="answers")

    def action_close(self) -> None:
        self.dismiss(None)

    def action_scroll(self, lines: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss(None)

    def _text(self) -> Text:
        styles = look(self)
        text = Text()
        group = ""
        for key in KEYS:
            if key.group != group:
                text.append(f"{chr(10) if group else ''}{key.group}\n", styles["label"])
                group = key.group
            text.append(f"  {key.all_shown:<8}", styles["key"])
            text.append(f"{key.does}\n")
        text.append("\nIn the list\n", styles["label"])
        for mark, meaning in MEANINGS:
            text.append(f"  {mark:<8}", styles["key"])
            text.append(f"{meaning}\n")
        text.rstrip()
        return text


MEANINGS = (
    ("?", "undecided"),
    ("ok", "accepted"),
    ("ed", "accepted as edited"),
    ("x", "rejected"),
    ("ig", "ignored for good"),
    ("..", "left for later"),
    ("--", "there is no fix; i ignores it"),
    ("!", "unsafe: look before you accept it"),
    (">", "the one that is shown"),
)
