"""The screen at every size: nothing crashes, and what asks or answers can be seen."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from codemods.review.desk import Desk
from codemods.review.screen.keys import KEYS
from tests.review.screens import desk_in, shared_suite, shown, text_of

SIZES = [(40, 12), (40, 50), (80, 24), (99, 30), (100, 30), (120, 12), (200, 50)]
TINY = [(1, 1), (20, 8)]
ASKS = ("A", "R", "P", "f", "d", "i", "g", "slash", "question_mark")
QUIET = ("finish", "abandon", "interrupt", "command_palette", "edit")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_in(shared_suite(tmp_path)) as found:
        yield found


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 50), *TINY])
def test_every_key_can_be_pressed(desk: Desk, size: tuple[int, int]) -> None:
    async def steps(pilot: Any, app: Any) -> None:
        for key in KEYS:
            if key.action not in QUIET:
                await pilot.press(key.keys[0])
            if key.keys[0] in ASKS:
                await pilot.press("escape")
        await pilot.press("ctrl+p", "escape")

    shown(desk, steps, size)


@pytest.mark.parametrize("size", SIZES)
def test_what_asks_is_seen(desk: Desk, size: tuple[int, int]) -> None:
    async def steps(pilot: Any, app: Any) -> None:
        lines = text_of(app).split("\n")
        assert len(lines) == size[1]
        assert "4 left" in lines[0]
        assert all(hint in lines[-1] for hint in ("y yes", "n no", "q quit"))
        assert "/tmp" in "\n".join(lines), "what is asked about"
        for key, question in (("A", "Accept all 4"), ("i", "Why is"), ("slash", "Show only")):
            await pilot.press(key)
            await pilot.pause()
            assert question in text_of(app)
            assert ("no" if key == "A" else "cancel") in text_of(app).split("\n")[-1]
            await pilot.press("escape")
            await pilot.pause()
        await pilot.press("question_mark")
        await pilot.pause()
        assert "Esc close" in text_of(app)
        await pilot.press("escape")

    shown(desk, steps, size)


def test_a_narrow_screen_shows_one_pane(desk: Desk) -> None:
    async def steps(pilot: Any, app: Any) -> None:
        assert "@@" in text_of(app)
        assert "one-b.txt" not in text_of(app)
        await pilot.press("tab")
        await pilot.pause()
        assert "@@" not in text_of(app)
        assert "one-b.txt" in text_of(app)
        await pilot.press("tab")
        await pilot.pause()
        assert "@@" in text_of(app)

    shown(desk, steps, (80, 24))


@pytest.mark.parametrize(("size", "split"), [((119, 30), False), ((120, 30), True)])
def test_before_and_after_stand_side_by_side_where_there_is_room(
    desk: Desk, size: tuple[int, int], split: bool
) -> None:
    def is_split(app: Any) -> bool:
        return any(
            "- def test_a():" in line and "+ def test_a(tmp_path):" in line
            for line in text_of(app).split("\n")
        )

    async def steps(pilot: Any, app: Any) -> None:
        assert is_split(app) == split
        await pilot.press("v", "w")
        await pilot.pause()
        assert is_split(app) == (not split)

    shown(desk, steps, size)


def test_long_lines_are_wrapped_or_cut(desk: Desk) -> None:
    async def diff(pilot: Any, app: Any, *keys: str) -> str:
        await pilot.press(*keys)
        await pilot.pause()
        return text_of(app).split("@@")[2].split("──")[0]

    async def steps(pilot: Any, app: Any) -> None:
        wrapped = await diff(pilot, app)
        assert "…" not in wrapped
        assert "stream:" in "".join(wrapped.split())
        cut = await diff(pilot, app, "w")
        assert "…" in cut
        assert "stream:" not in "".join(cut.split())
        assert "stream:" in await diff(pilot, app, "right", "right")
        assert await diff(pilot, app, "left", "left", "left") == cut

    shown(desk, steps, (44, 40))


def test_context_and_whole_files(desk: Desk) -> None:
    async def lines(pilot: Any, app: Any, *keys: str) -> int:
        await pilot.press(*keys)
        await pilot.pause()
        return len(app.query_one("#diff").rows)

    async def steps(pilot: Any, app: Any) -> None:
        usual = await lines(pilot, app)
        fewer = await lines(pilot, app, "left_square_bracket")
        assert fewer < usual
        assert await lines(pilot, app, "right_square_bracket") == usual
        whole = await lines(pilot, app, "z")
        assert whole > usual
        assert await lines(pilot, app, "z") == usual
        assert usual < await lines(pilot, app, "right_square_bracket")

    shown(desk, steps)


def test_it_follows_a_resize(desk: Desk) -> None:
    async def steps(pilot: Any, app: Any) -> None:
        for size in [*SIZES, *TINY, *reversed(SIZES)]:
            await pilot.resize_terminal(*size)
            await pilot.press("down")
            await pilot.pause()
            if size in SIZES:
                assert "q quit" in text_of(app).split("\n")[-1]
                assert len(text_of(app).split("\n")) == size[1]
        await pilot.press("home", "A")
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert "Accept all" in text_of(app)

    shown(desk, steps)


def test_an_answer_at_the_narrowest_is_for_what_is_shown(desk: Desk) -> None:
    async def steps(pilot: Any, app: Any) -> None:
        await pilot.press("tab", "down", "tab", "y")

    shown(desk, steps, (40, 12))
    second = desk.review.items[1]
    assert desk.review.verdict(second.id) == "accepted"
