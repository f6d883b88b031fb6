"""What the keys of the screen decide, and what takes it back."""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from codemods.errors import Refusal
from codemods.review.desk import Desk
from codemods.review.screen.keys import KEYS
from tests.review.screens import desk_in, pressing, shared_suite, shown, text_of, words_of


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Four safe fixes, and a port without one."""
    with desk_in(shared_suite(tmp_path)) as found:
        yield found


def verdicts(desk: Desk) -> list[str]:
    review = desk.review
    return [review.verdict(item.id) for item in (*review.items, *review.left)]


ENDING = ("finish", "abandon", "interrupt", "keys", "goto", "filter", "command_palette")
YES, NO, OPEN, LATER, IGNORED = "accepted", "rejected", "undecided", "later", "ignored"


@pytest.mark.parametrize(
    ("keys", "wanted"),
    [
        pytest.param("y", [YES, OPEN, OPEN, OPEN, OPEN], id="yes"),
        pytest.param("n", [NO, OPEN, OPEN, OPEN, OPEN], id="no"),
        pytest.param("y n s y", [YES, NO, LATER, YES, OPEN], id="each goes on to the next"),
        pytest.param("space", [YES, OPEN, OPEN, OPEN, OPEN], id="accept here"),
        pytest.param("space space", [OPEN] * 5, id="and not"),
        pytest.param("space n", [NO, OPEN, OPEN, OPEN, OPEN], id="space stays"),
        pytest.param("down y", [OPEN, YES, OPEN, OPEN, OPEN], id="down"),
        pytest.param("J J K y", [OPEN, YES, OPEN, OPEN, OPEN], id="J and K"),
        pytest.param("k y", [OPEN, OPEN, OPEN, YES, OPEN], id="k goes round"),
        pytest.param("y u", [OPEN] * 5, id="undo"),
        pytest.param("y n u u", [OPEN] * 5, id="undo twice"),
        pytest.param("y n u u ctrl+r", [YES, OPEN, OPEN, OPEN, OPEN], id="redo"),
        pytest.param("y u ctrl+r ctrl+r", [YES, OPEN, OPEN, OPEN, OPEN], id="no more to redo"),
        pytest.param("u ctrl+r", [OPEN] * 5, id="nothing to undo"),
        pytest.param("A", [OPEN] * 5, id="all asks first"),
        pytest.param("A y", [YES, YES, YES, YES, OPEN], id="all"),
        pytest.param("A n", [OPEN] * 5, id="all refused"),
        pytest.param("A escape", [OPEN] * 5, id="escape is no answer"),
        pytest.param("A y u", [OPEN] * 5, id="all undone at once"),
        pytest.param("A y u ctrl+r", [YES, YES, YES, YES, OPEN], id="all redone at once"),
        pytest.param("n A y", [NO, YES, YES, YES, OPEN], id="all that are left"),
        pytest.param("R y", [NO, NO, NO, NO, OPEN], id="reject all"),
        pytest.param("f y", [YES, YES, OPEN, OPEN, OPEN], id="all of the file"),
        pytest.param("d y", [NO, NO, OPEN, OPEN, OPEN], id="none of the file"),
        pytest.param("P y", [YES, OPEN, OPEN, OPEN, OPEN], id="all of the resource"),
        pytest.param("escape escape", [OPEN] * 5, id="escape decides nothing"),
        pytest.param("end y", [OPEN] * 5, id="no fix, no yes"),
        pytest.param("end n", [OPEN] * 5, id="no fix, no no"),
        pytest.param("end A", [OPEN] * 5, id="no fix, none alike"),
        pytest.param("end i o l d enter", [OPEN, OPEN, OPEN, OPEN, IGNORED], id="ignore it"),
        pytest.param("i enter", [IGNORED, OPEN, OPEN, OPEN, OPEN], id="ignore, no reason"),
        pytest.param("i y escape", [OPEN] * 5, id="ignore, not after all"),
        pytest.param("g 3 enter y", [OPEN, OPEN, YES, OPEN, OPEN], id="go to"),
        pytest.param("g 9 enter y", [YES, OPEN, OPEN, OPEN, OPEN], id="go to nowhere"),
        pytest.param("slash t w o enter y", [OPEN, OPEN, YES, OPEN, OPEN], id="filter"),
        pytest.param("slash x x x enter y n i A u e", [OPEN] * 5, id="nothing passes the filter"),
        pytest.param("slash x x x enter escape y", [YES, OPEN, OPEN, OPEN, OPEN], id="no filter"),
    ],
)
def test_keys_decide(desk: Desk, keys: str, wanted: list[str]) -> None:
    shown(desk, pressing(*keys.split()))
    assert verdicts(desk) == wanted


def test_a_reason_is_kept(desk: Desk) -> None:
    shown(desk, pressing("end", "i", "o", "n", "e", "enter"))
    (item,) = desk.review.left
    assert desk.review.decisions[item.id].reason == "one"


def test_the_question_says_how_many(desk: Desk) -> None:
    async def steps(pilot: Any, app: Any) -> None:
        await pilot.press("y", "A")
        await pilot.pause()
        text = text_of(app)
        assert "Accept all 3 safe fixes left of tmp-path?" in text
        assert "y yes" in text

    shown(desk, steps)


def test_all_leaves_out_what_is_not_safe(desk: Desk) -> None:
    first, *others = desk.review.plan.findings
    plan = replace(desk.review.plan, findings=(replace(first, safety="unsafe"), *others))
    items = tuple(replace(it, finding=plan.findings[at]) for at, it in enumerate(desk.review.items))
    desk.review = replace(desk.review, plan=plan, items=items)

    async def steps(pilot: Any, app: Any) -> None:
        await pilot.press("A")
        await pilot.pause()
        assert "(1 unsafe one stays undecided)" in text_of(app)
        await pilot.press("y")
        await pilot.pause()

    shown(desk, steps)
    assert verdicts(desk) == [OPEN, YES, YES, YES, OPEN]


def test_what_comes_back_from_the_editor_is_accepted(desk: Desk) -> None:
    item = desk.review.items[0]
    own = tuple(
        replace(edit, after=edit.after.replace(b"one_a", b"own"))
        for edit in desk.review.proposal(item).edits
    )
    asked: list[Any] = []

    def editor(plan: Any, fix: Any, accepted: Any) -> Any:
        asked.append((fix.id, accepted))
        return own

    async def steps(pilot: Any, app: Any) -> None:
        app.suspend = nullcontext
        await pilot.press("e")
        await pilot.pause()
        assert "Accepted as edited" in text_of(app)
        await pilot.press("k")
        await pilot.pause()
        assert "ed /tmp/one-a.txt" in text_of(app)

    shown(desk, steps, editor=editor)
    assert asked == [(item.id, ())]
    assert desk.review.proposal(item).edits == own


@pytest.mark.parametrize("answer", [None, Refusal("it does not parse")])
def test_an_edit_that_comes_to_nothing_decides_nothing(desk: Desk, answer: Any) -> None:
    def editor(*_: Any) -> None:
        if answer:
            raise answer

    async def steps(pilot: Any, app: Any) -> None:
        app.suspend = nullcontext
        await pilot.press("e")
        await pilot.pause()
        assert ("it does not parse" if answer else "Nothing was taken over") in text_of(app)

    shown(desk, steps, editor=editor)
    assert verdicts(desk) == [OPEN] * 5


@pytest.mark.parametrize(
    ("keys", "ending"),
    [
        (["y", "q"], "quit"),
        (["y", "y", "y", "n", "q", "y"], "finished"),
        (["y", "y", "y", "n", "q", "n"], "quit"),
        (["n", "n", "n", "n", "q"], "finished"),
        (["ctrl+c"], "interrupted"),
        (["A", "ctrl+c"], "interrupted"),
        (["slash", "ctrl+c"], "interrupted"),
        (["question_mark", "ctrl+c"], "interrupted"),
        (["ctrl+q"], "quit"),
        (["Q"], "abandoned"),
        (["y", "Q", "y"], "abandoned"),
    ],
)
def test_how_it_ends(desk: Desk, keys: list[str], ending: str) -> None:
    assert shown(desk, pressing(*keys)).return_value == ending


def test_giving_up_leaves_what_was_decided_before(desk: Desk, tmp_path: Path) -> None:
    shown(desk, pressing("y", "q"))
    shown(desk, pressing("u", "n", "y", "A", "y", "Q", "n", "Q", "y"))
    assert verdicts(desk) == [YES, OPEN, OPEN, OPEN, OPEN]


def test_decisions_are_on_disk_before_the_next_question(desk: Desk) -> None:
    async def steps(pilot: Any, app: Any) -> None:
        lines = desk.path.read_bytes().count(b"\n")
        await pilot.press("y")
        await pilot.pause()
        assert desk.path.read_bytes().count(b"\n") == lines + 1

    shown(desk, steps)


def test_a_decision_that_cannot_be_written_is_not_made(desk: Desk) -> None:
    desk.path.unlink()
    desk.path.mkdir()

    async def steps(pilot: Any, app: Any) -> None:
        await pilot.press("y")
        await pilot.pause()
        assert "cannot be written" in words_of(app)

    shown(desk, steps)
    desk.path.rmdir()
    assert verdicts(desk) == [OPEN] * 5


def test_a_suite_without_findings_can_be_looked_at(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("", encoding="utf-8")
    (tmp_path / "test_it.py").write_text("def test_it():\n    pass\n", encoding="utf-8")
    with desk_in(tmp_path) as desk:
        keys = [key.keys[0] for key in KEYS if key.action not in ENDING]
        assert shown(desk, pressing(*keys, "q")).return_value == "finished"
