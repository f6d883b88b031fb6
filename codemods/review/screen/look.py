"""The styles that hold for a widget now."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from rich.style import Style
from textual.widget import Widget

if TYPE_CHECKING:
    from codemods.review.screen.app import ReviewApp


def look(widget: Widget) -> Mapping[str, Style]:
    """The styles by what they are for, as the app of this widget has them."""
    return cast("ReviewApp", widget.app).palette
