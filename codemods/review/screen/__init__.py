"""The review on the whole screen. Needs Textual, which comes with the extra ``tui``."""

import os
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

from codemods.errors import Refusal
from codemods.review.desk import Desk

if TYPE_CHECKING:
    from codemods.review.screen.app import Ending
    from codemods.review.screen.palette import Theme


def run(
    desk: Desk,
    *,
    theme: "Theme" = "blue-orange",
    no_color: bool = False,
    mouse: bool = True,
) -> "Ending":
    """Let a person review at the whole screen; writes nothing but decisions.

    Args:
        theme: how what changes is set off: ``blue-orange``, ``red-green`` or ``mono``.
        mouse: whether the app takes the mouse; if not, the terminal can select text.

    Raises:
        Refusal: there is no terminal that can show it, or Textual is not installed.
    """
    check()
    from codemods.review.screen.app import ReviewApp

    plain = no_color or bool(os.environ.get("NO_COLOR"))
    app = ReviewApp(desk, colours="mono" if plain else theme)
    return app.run(mouse=mouse) or "interrupted"


def check() -> None:
    """See that the screen can be shown here.

    Raises:
        Refusal: it cannot.
    """
    if find_spec("textual") is None:
        raise Refusal("--tui needs Textual: pip install 'xdistify[tui]', or review without --tui")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Refusal("--tui needs a terminal: review without it, or see xdistify review --help")
    if os.environ.get("TERM", "dumb") in ("dumb", "unknown", ""):
        raise Refusal("this terminal cannot show a full screen (TERM=dumb): review without --tui")
