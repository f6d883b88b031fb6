"""A real Chromium, where the machine has one, and a page opened in it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def chromium() -> Iterator[Any]:
    """A headless browser with an empty profile of its own; a skip where there is none."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip("no Chromium on this machine")
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    flags = [*FLAGS, *(["--no-sandbox"] if as_root else [])]
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=flags)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Window:
    """One window, and what it did.

    Attributes:
        requests: addresses that it asked for, its own file apart.
        complaints: errors of scripts, messages on the console, dialogs.
    """

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def focused(self) -> str:
        """The id of the element that has the focus."""
        return self.page.evaluate("document.activeElement.id")

    def counter(self) -> str:
        return self.page.inner_text("#counter")

    def shown(self) -> list[str]:
        """Ids of the findings that are shown."""
        cards = self.page.query_selector_all(".finding")
        return [card.get_attribute("data-id") for card in cards if card.is_visible()]

    def statuses(self) -> dict[str, str]:
        """How the findings stand, by id."""
        return self.page.evaluate(
            "Object.fromEntries([...document.querySelectorAll('.finding')]"
            ".map((card) => [card.dataset.id, card.dataset.status]))"
        )

    def colour(self, what: str, selector: str = "body") -> str:
        return self.page.evaluate(
            "([selector, what]) => getComputedStyle(document.querySelector(selector))[what]",
            [selector, what],
        )


@contextmanager
def window(browser: Any, path: Path, script: str = "", **options: Any) -> Iterator[Window]:
    """The file at ``path`` in a window of its own.

    Args:
        script: runs before those of the page.
        options: of a Playwright context.
    """
    context = browser.new_context(**options)
    try:
        if script:
            context.add_init_script(script)
        shown = Window(context.new_page())
        address = path.as_uri()
        shown.page.on("request", lambda it: it.url == address or shown.requests.append(it.url))
        shown.page.on("console", lambda it: shown.complaints.append(it.text))
        shown.page.on("pageerror", lambda it: shown.complaints.append(str(it)))

        def refuse(dialog: Any) -> None:
            shown.complaints.append(dialog.message)
            dialog.dismiss()

        shown.page.on("dialog", refuse)
        shown.page.goto(address)
        yield shown
    finally:
        context.close()
