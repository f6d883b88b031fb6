"""The keyboard and the mouse: one table of keys, which can all be seen and pressed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from codemods.review.asking import ANSWERS
from codemods.review.desk import Desk
from codemods.review.screen.bars import Hints
from codemods.review.screen.keys import KEYS
from tests.review.screens import desk_in, shared_suite, shown, text_of, words_of


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_in(shared_suite(tmp_path)) as found:
        yield found


def test_no_key_means_two_things() -> None:
    keys = [name for key in KEYS for name in key.keys]
    assert len(keys) == len(set(keys))


def test_the_letters_mean_what_they_mean_in_the_prompt() -> None:
    same = {
        "yes": "decide('accepted')",
        "no": "decide('rejected')",
        "skip": "decide('later')",
        "edit": "edit",
        "ignore": "ignore",
        "undo": "undo",
        "all": "many('alike', 'accepted')",
        "reject all": "many('alike', 'rejected')",
        "path": "many('resource', 'accepted')",
        "quit": "finish",
        "help": "keys",
    }
    actions = {key.shown: key.action for key in KEYS}
    assert {answer.letter: same[answer.name] for answer in ANSWERS}.items() <= actions.items()


def test_the_help_has_every_key(desk: Desk) -> None:
    async def steps(pilot: Any, app: Any) -> None:
        await pilot.press("question_mark")
        await pilot.pause()
        text = text_of(app)
        for key in KEYS:
            assert key.all_shown in text
            assert key.does in text

    shown(desk, steps, (100, 80))


def test_the_help_can_be_read_where_it_does_not_fit(desk: Desk) -> None:
    async def steps(pilot: Any, app: Any) -> None:
        await pilot.press("question_mark", *["pagedown"] * 12)
        await pilot.pause()
        assert "the one that is shown" in text_of(app)
        await pilot.press("q")
        await pilot.pause()
        assert "y yes" in text_of(app)

    shown(desk, steps, (60, 12))


@pytest.mark.parametrize("width", [40, 80, 200])
def test_a_click_on_a_key_presses_it(desk: Desk, width: int) -> None:
    async def steps(pilot: Any, app: Any) -> None:
        hints = app.query_one(Hints)
        places = {key.action: first for first, _, key in hints.shown(width)}
        assert {"decide('accepted')", "decide('rejected')", "finish"} <= places.keys()
        await pilot.click("#hints", offset=(places["decide('accepted')"], 0))
        await pilot.click("#hints", offset=(places["decide('rejected')"] + 1, 0))
        await pilot.pause()

    shown(desk, steps, (width, 30))
    assert [desk.review.verdict(item.id) for item in desk.review.items[:3]] == [
        "accepted",
        "rejected",
        "undecided",
    ]


def test_a_question_can_be_clicked_too(desk: Desk) -> None:
    async def steps(pilot: Any, app: Any) -> None:
        await pilot.press("A")
        await pilot.pause()
        await pilot.click("#answers", offset=(1, 0))
        await pilot.pause()

    shown(desk, steps)
    assert len(desk.review.accepted) == 4


def test_a_click_selects(desk: Desk) -> None:
    async def steps(pilot: Any, app: Any) -> None:
        await pilot.click("#list", offset=(8, 3))
        await pilot.pause()
        assert app.session.current is desk.review.items[2]
        assert "3/5" in text_of(app)
        await pilot.click("#list", offset=(8, 0))
        await pilot.pause()
        assert app.session.current is desk.review.items[2], "a head is nothing to judge"

    shown(desk, steps)


def test_the_wheel_scrolls(desk: Desk) -> None:
    async def steps(pilot: Any, app: Any) -> None:
        await pilot.press("z")
        await pilot.pause()
        assert "@@" in text_of(app)
        await pilot._post_mouse_events([_scroll_down], "#diff", button=0)
        await pilot.pause()
        assert "above" in text_of(app)

    shown(desk, steps, (80, 12))


def _scroll_down(*args: Any, **options: Any) -> Any:
    from textual.events import MouseScrollDown

    return MouseScrollDown(*args, **options)


def test_every_command_is_in_the_palette(desk: Desk) -> None:
    async def steps(pilot: Any, app: Any) -> None:
        names = {command.title for command in app.get_system_commands(app.screen)}
        wanted = {key.does.capitalize() for key in KEYS if key.action != "command_palette"}
        assert wanted <= names
        await pilot.press("ctrl+p")
        await pilot.pause()
        await pilot.press(*"previous undecided", "enter")
        await pilot.pause(0.5)
        await pilot.press("enter")
        await pilot.pause(0.5)
        assert app.session.current is desk.review.items[3]

    shown(desk, steps)


def test_a_filter_that_means_nothing_is_explained(desk: Desk) -> None:
    async def steps(pilot: Any, app: Any) -> None:
        await pilot.press("slash", *"colour:red", "enter")
        await pilot.pause()
        assert "there is no filter 'colour'" in words_of(app)
        await pilot.press("slash", *"file:two", "enter")
        await pilot.pause()
        assert "2 of 5 pass the filter" in text_of(app)
        assert "filter: file:two" in text_of(app)
        assert "one-a" not in text_of(app)

    shown(desk, steps)
