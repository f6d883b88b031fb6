"""Text of other people does nothing to the screen, and nobody needs colours to read it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from codemods.review.desk import Desk
from codemods.review.screen.palette import THEMES
from codemods.review.state import Item, decided
from tests.review.screens import desk_in, segments_of, shared_suite, shown, text_of, words_of

HOSTILE = (
    "def test_it():  # \x1b[2J\x1b]0;owned\x07 \u202e evil </script><b>&amp; [link=http://x]y[/]\n"
    '    with open("/tmp/[bold red]x[/bold red]/{}", "w") as s:  '
    "# [@click=app.quit]quit[/] \x9b31m\n"
    '        s.write("\u200b\u2066\u2028 [/] \\\\[x] $foreground")\n'
    '    assert open("/tmp/[bold red]x[/bold red]/{}").read()\n'
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_in(shared_suite(tmp_path)) as found:
        yield found


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[Desk]:
    """A suite that would like to do something to whoever reads it."""
    (tmp_path / "pyproject.toml").write_text("", encoding="utf-8")
    (tmp_path / "test_[bold]x[b].py").write_text(HOSTILE, encoding="utf-8", newline="")
    with desk_in(tmp_path) as found:
        assert found.review.items
        yield found


@pytest.mark.parametrize("size", [(40, 30), (200, 60)])
def test_text_of_the_suite_does_nothing(hostile: Desk, size: tuple[int, int]) -> None:
    async def steps(pilot: Any, app: Any) -> None:
        for keys in ([], ["x"], ["v"], ["z"], ["tab"], ["tab"], ["A"], ["escape"], ["i"]):
            await pilot.press(*keys)
            await pilot.pause()
            text = text_of(app)
            assert not [it for it in text if it != "\n" and not it.isprintable()]
        await pilot.press(*"[b]no[/b]", "enter")
        await pilot.pause()
        assert "/tmp/[bold red]x[/bold red]/{}" in words_of(app)

    app = shown(hostile, steps, size)
    assert app.return_value is None, "nothing was pressed by what was shown"


def test_what_cannot_be_seen_is_spelled_out(hostile: Desk) -> None:
    async def steps(pilot: Any, app: Any) -> None:
        await pilot.press("v")
        await pilot.pause()
        text = text_of(app)
        for part in (
            r"\x1b[2J\x1b]0;owned\x07 <U+202E> evil </script><b>&amp; [link=http://x]y[/]",
            r"[@click=app.quit]quit[/] \x9b31m",
            "<U+200B><U+2066><U+2028> [/] \\\\[x] $foreground",
            "test_[bold]x[b].py",
            "/tmp/[bold red]x[/bold red]/{}",
        ):
            assert part in text

    shown(hostile, steps, (200, 60))


def _in_every_state(desk: Desk) -> dict[str, Item]:
    """One finding in each state that there is."""
    items = desk.review.items
    own = tuple(replace(it, after=it.after.replace(b"two_d", b"own")) for it in items[3].fix.edits)
    desk.record(decided(desk.review, [items[0]], "accepted"))
    desk.record(decided(desk.review, [items[1]], "rejected"))
    desk.record(decided(desk.review, [items[2]], "later"))
    desk.record(decided(desk.review, [items[3]], "accepted", edits=own))
    return {
        "accepted": items[0],
        "rejected": items[1],
        "left for later": items[2],
        "accepted as edited": items[3],
        "no fix": desk.review.left[0],
    }


@pytest.mark.parametrize("theme", THEMES)
def test_every_state_can_be_told_by_its_text(desk: Desk, theme: Any) -> None:
    states = _in_every_state(desk)
    more = {"undecided": states["accepted"], "ignored for good: why": states["no fix"]}

    async def look(pilot: Any, app: Any, item: Item) -> tuple[str, str]:
        app.session.current = item
        app.redraw("")
        await pilot.pause()
        lines = text_of(app).split("\n")
        (row,) = (line[:35] for line in lines if line.startswith(">"))
        return row[2:5].strip(), lines[1][35:]

    async def steps(pilot: Any, app: Any) -> None:
        seen = {name: await look(pilot, app, item) for name, item in states.items()}
        desk.record("undo")
        desk.record(decided(desk.review, [states["no fix"]], "ignored", reason="why"))
        for name in ("accepted", "rejected", "left for later"):
            app.session.current = states[name]
            app.session.decide("accepted")
        app.session.current = states["accepted"]
        app.session.toggle()
        seen |= {name: await look(pilot, app, item) for name, item in more.items()}
        assert len({mark for mark, _ in seen.values()}) == len(seen)
        for name, (_, head) in seen.items():
            assert f"  {name}  " in head.replace("…", "  ") or name in head

    shown(desk, steps, (160, 40), colours=theme)


def test_what_goes_and_comes_has_a_sign(desk: Desk) -> None:
    async def steps(pilot: Any, app: Any) -> None:
        lines = text_of(app).split("\n")
        assert any("1   - def test_a():" in line for line in lines)
        assert any("  1 + def test_a(tmp_path):" in line for line in lines)

    shown(desk, steps, (90, 30), colours="mono")


def test_what_differs_in_a_line_is_underlined(desk: Desk) -> None:
    async def steps(pilot: Any, app: Any) -> None:
        marked = {it.text for it in segments_of(app) if it.style and it.style.underline}
        assert "tmp_path" in marked
        assert "def " not in marked

    shown(desk, steps, (140, 40), colours="mono")


def test_without_colour_there_is_none(desk: Desk) -> None:
    async def steps(pilot: Any, app: Any) -> None:
        for key in ("down", "A", "escape", "question_mark", "escape", "i", "escape"):
            await pilot.press(key)
            await pilot.pause()
            for segment in segments_of(app):
                for colour in (segment.style.color, segment.style.bgcolor) if segment.style else ():
                    assert colour is None or colour.is_default

    shown(desk, steps, (140, 40), colours="mono")


def test_an_unsafe_fix_says_so(desk: Desk) -> None:
    item = desk.review.items[0]
    unsafe = replace(item, finding=replace(item.finding, safety="unsafe"))
    desk.review = replace(desk.review, items=(unsafe, *desk.review.items[1:]))

    async def steps(pilot: Any, app: Any) -> None:
        assert "!/tmp/one-a.txt" in text_of(app)
        assert "unsafe, look before you accept it" in words_of(app)

    shown(desk, steps, colours="mono")


def test_the_evidence_names_tests_lines_and_schedulers(desk: Desk) -> None:
    async def steps(pilot: Any, app: Any) -> None:
        text = words_of(app)
        for part in (
            "the test works on a fixed path",
            "test_one.py::test_a",
            "test_one.py:2, 4",
            "each: they can meet",
            "loadfile: they cannot meet",
            "safe: it may be accepted",
            "reading the code; no run has shown it",
        ):
            assert part in text

    shown(desk, steps, (200, 60))
