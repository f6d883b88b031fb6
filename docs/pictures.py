"""Make the pictures of the README from the demo suite: the prompt, the full screen, the page.

Run it as `nox -s pictures`. It needs a Unix terminal, Textual, and Chromium for the page.
"""

import asyncio
import io
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pexpect
from rich.console import Console
from rich.text import Text

import codemods.runs
from codemods.plan import make_plan
from codemods.suite.read import read_suite

HERE = Path(__file__).parent / "pictures"
SUITE = Path(codemods.runs.__file__).parent / "demo_suite"
COLUMNS, LINES = 100, 34
COMMAND = [sys.executable, "-c", "from codemods.cli.main import run; run()"]
FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
"""Rich names fonts on a server; a picture in a README may load nothing."""


def main() -> None:
    HERE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        suite = Path(folder) / "inventory"
        shutil.copytree(SUITE, suite, ignore=shutil.ignore_patterns("__pycache__"))
        _keep("review.svg", _prompt(suite))
        _keep("screen.svg", asyncio.run(_screen(suite)))
        _page(suite, HERE / "page.png")


def _keep(name: str, svg: str) -> None:
    (HERE / name).write_text(FONTS.sub("", svg), encoding="utf-8")


def _prompt(suite: Path) -> str:
    """What a terminal holds at the first question, and after its answer."""
    environment = {"TERM": "xterm-256color", "PATH": "", "HOME": str(suite)}
    child = pexpect.spawn(
        COMMAND[0],
        [*COMMAND[1:], "review"],
        cwd=str(suite),
        env=environment,
        dimensions=(LINES, COLUMNS),
        encoding="utf-8",
        timeout=60,
    )
    child.expect(re.escape("?]? "))
    shown = f"$ xdistify review\n{child.before}?]? ".replace("\r", "")
    child.close(force=True)
    console = Console(record=True, width=COLUMNS, file=io.StringIO())
    console.print(Text.from_ansi(shown), soft_wrap=False)
    return console.export_svg(title="xdistify review", unique_id="review")


async def _screen(suite: Path) -> str:
    """The full screen with the first fix on it."""
    from codemods.review.desk import sit_down
    from codemods.review.screen.app import ReviewApp

    nothing: frozenset[str] = frozenset()
    read = read_suite(suite.resolve())
    plan = make_plan(read, select=nothing, ignore=nothing, checked_in=nothing)
    with sit_down(suite, plan) as desk:
        app = ReviewApp(desk)
        async with app.run_test(size=(120, LINES)) as pilot:
            await pilot.pause()
            return app.export_screenshot(title="xdistify review --tui")


def _page(suite: Path, picture: Path) -> None:
    """The top of the page, as a browser shows it."""
    from playwright.sync_api import sync_playwright

    page = suite.parent / "page.html"
    words = ["scan", "--quiet", "--format", "html", "--output", str(page)]
    subprocess.run([*COMMAND, *words], cwd=suite, check=False)
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        view = browser.new_page(viewport={"width": 1200, "height": 1400})
        view.goto(page.as_uri())
        view.screenshot(path=picture)
        browser.close()


if __name__ == "__main__":
    main()
