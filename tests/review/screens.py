"""A review on the whole screen of a small suite, driven without a terminal."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from codemods.cli.options import read_settings
from codemods.cli.planning import plan_for
from codemods.review.desk import Desk, sit_down

pytest.importorskip("textual", reason="the screen needs the extra tui")

from rich.segment import Segment
from textual.pilot import Pilot

from codemods.review.screen.app import ReviewApp

Steps = Callable[[Pilot[Any], ReviewApp], Awaitable[None]]


def writing(resource: str, name: str) -> str:
    """A test that works on a fixed path."""
    return (
        f"def {name}():\n"
        f'    with open("{resource}", "w") as stream:\n'
        '        stream.write("it")\n'
        f'    assert open("{resource}").read() == "it"\n'
    )


def shared_suite(root: Path) -> Path:
    """Four safe fixes in two files, one hazard without a fix."""
    files = {
        "pyproject.toml": "[tool.pytest.ini_options]\n",
        "test_one.py": writing("/tmp/one-a.txt", "test_a")
        + "\n\n"
        + writing("/tmp/one-b.txt", "test_b"),
        "test_two.py": writing("/tmp/two-c.txt", "test_c")
        + "\n\n"
        + writing("/tmp/two-d.txt", "test_d"),
        "test_three.py": "import socket\n\n\ndef test_port():\n"
        "    with socket.socket() as server:\n"
        '        server.bind(("127.0.0.1", 45321))\n',
    }
    for name, text in files.items():
        (root / name).write_text(text, encoding="utf-8", newline="")
    return root


@contextmanager
def desk_in(root: Path) -> Iterator[Desk]:
    """The desk of a root, after a reading of it."""
    plan = plan_for(read_settings([], root, None, None, None, True, True))
    with sit_down(root, plan) as desk:
        yield desk


def unedited(*_: object) -> None:
    """An editor that changes nothing."""


def shown(desk: Desk, steps: Steps, size: tuple[int, int] = (120, 40), **options: Any) -> ReviewApp:
    """The app after these steps on a screen of this size."""
    app = ReviewApp(desk, **{"editor": unedited, **options})

    async def drive() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await steps(pilot, app)

    asyncio.run(drive())
    return app


def lines_of(app: ReviewApp) -> list[list[Segment]]:
    """What stands on the screen, as it goes to the terminal."""
    return [list(line) for line in app.screen._compositor.render_strips(app.size)]


def segments_of(app: ReviewApp) -> list[Segment]:
    """The same, whatever line it is in."""
    return [segment for line in lines_of(app) for segment in line]


def text_of(app: ReviewApp) -> str:
    """What stands on the screen, without any look."""
    return "\n".join("".join(segment.text for segment in line) for line in lines_of(app))


def words_of(app: ReviewApp) -> str:
    """The same in one line, whatever was wrapped."""
    return " ".join(text_of(app).split())


def pressing(*keys: str) -> Steps:
    """Steps that press keys."""

    async def steps(pilot: Pilot[Any], app: ReviewApp) -> None:
        for key in keys:
            await pilot.press(key)
        await pilot.pause()

    return steps
