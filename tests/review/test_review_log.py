"""Saying something of fixes, going back on it, and what holds when the code has changed."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codemods.errors import Refusal
from codemods.review.changes import contents
from codemods.review.decisions import (
    Applied,
    Decision,
    Event,
    Log,
    Step,
    Subject,
    back_to,
    stepped,
)
from codemods.review.records import decode, encode
from codemods.review.state import Review, decided, said_of
from tests.review.suites import TWO, planted, review_at

NAMES = ("aaaaaaaa", "bbbbbbbb", "cccccccc")


def _said(name: str, verdict: str) -> Decision:
    return Decision(Subject(name, "tmp-path", "/tmp/x", ("t.py::test",), "d"), verdict, "because")  # type: ignore[arg-type]


steps = st.lists(
    st.builds(_said, st.sampled_from(NAMES), st.sampled_from(["accepted", "rejected", "later"])),
    min_size=1,
    max_size=3,
).map(stepped)
events: st.SearchStrategy[Event] = st.one_of(
    steps,
    st.sampled_from(["undo", "redo"]),
    st.builds(Applied, st.frozensets(st.sampled_from(NAMES))),
)


@given(st.lists(steps, max_size=6), st.integers(0, 8))
def test_undo_and_redo_are_inverse(made: list[Step], times: int) -> None:
    log = Log()
    for step in made:
        log = log.after(step)
    back = log
    for _ in range(times):
        back = back.after("undo")
    for _ in range(times):
        back = back.after("redo")
    assert back == log


@given(st.lists(events, max_size=12))
def test_events_come_back_from_json(made: list[Event]) -> None:
    log = again = Log()
    for event in made:
        log, again = log.after(event), again.after(decode(encode(event)))
    assert again == log


@given(st.lists(events, max_size=12))
def test_a_new_session_asks_again_what_was_left_for_later_and_nothing_else(
    made: list[Event],
) -> None:
    log = Log()
    for event in made:
        log = log.after(event)
    held = {name: it for name, it in log.decisions().items() if it.verdict != "later"}
    found = log.compact().decisions()
    assert all(it.verdict != "later" for it in found.values())
    assert held.items() <= found.items()


def test_a_yes_is_asked_again_when_the_lines_around_it_have_changed(tmp_path: Path) -> None:
    root = planted(tmp_path, {"test_it.py": TWO})
    review = review_at(root)
    log = review.after(decided(review, review.items, "accepted")).log
    planted(root, {"test_it.py": TWO.replace('file.write("ok")', 'file.write("no")', 1)})
    again = review_at(root, log)
    assert again.stale == (review.items[0].id,)
    assert [item.id for item in again.those("undecided")] == [review.items[0].id]


def test_lines_that_move_leave_every_answer(tmp_path: Path) -> None:
    head = "LIMIT = 3\n\n\ndef double(number):\n    return 2 * number\n\n\n"
    root = planted(tmp_path, {"test_it.py": head + TWO})
    review = review_at(root)
    log = review.after(decided(review, review.items, "accepted")).log
    planted(root, {"test_it.py": "SIZE = 4\nNAME = 5\n" + head + TWO})
    assert not review_at(root, log).those("undecided")


def test_a_no_to_code_that_was_rewritten_is_asked_again(tmp_path: Path) -> None:
    root = planted(tmp_path, {"test_it.py": TWO})
    review = review_at(root)
    log = review.after(decided(review, review.items, "rejected")).log
    planted(root, {"test_it.py": TWO.replace("one/data.txt", "one/more.txt")})
    again = review_at(root, log)
    assert len(again.those("undecided")) == 1
    assert again.verdict(review.items[1].id) == "rejected"


def test_a_no_outlives_the_fixes_that_were_applied_beside_it(tmp_path: Path) -> None:
    """Those may bring what the refused fix needed too, so that it is another one now."""
    both = TWO.replace("\n\n\ndef test_two():\n", "\n")
    root = planted(tmp_path, {"test_it.py": both})
    review = review_at(root)
    one, two = review.items
    review = review.after(decided(review, [one], "rejected"))
    fix = review.plan.proposed[two.id]
    changed = contents(review.plan.suite, "test_it.py", [fix]) or b""
    assert b"(tmp_path)" in changed
    (root / "test_it.py").write_bytes(changed)
    spent = review.log.after(Applied(frozenset({two.id})))
    again = review_at(root, spent)
    assert [again.verdict(item.id) for item in again.items] == ["rejected"]
    assert not again.after(Step(cleared=said_of(again, again.items))).those("rejected")
    (root / "test_it.py").write_bytes(changed + b"\n\nLATER = 1\n")
    again = review_at(root, spent)
    assert [again.verdict(item.id) for item in again.items] == ["rejected"]


def test_undo_leaves_alone_what_is_not_shown(tmp_path: Path) -> None:
    review = review_at(planted(tmp_path, {"test_it.py": TWO}))
    one, two = review.items
    review = review.after(decided(review, [one], "accepted"))
    narrow = Review(review.plan, (two,), (), review.log)
    with pytest.raises(Refusal, match="not shown here"):
        narrow.back("undo")
    assert review.back("undo") == "undo"


@pytest.mark.parametrize("then", ["", "1", "12", "12u", "12uu"])
@pytest.mark.parametrize("now", ["", "3", "u", "uu", "u3", "uu3", "r", "u34u", "uu33"])
def test_a_session_can_be_given_up(then: str, now: str) -> None:
    """Whatever was decided, undone and redone in it: what held before holds again."""
    before = _played(Log(), then)
    after = _played(before, now)
    for event in back_to(before, after):
        after = after.after(event)
    assert after.done == before.done


def _played(log: Log, events: str) -> Log:
    for event in events:
        named: dict[str, Event] = {"u": "undo", "r": "redo"}
        log = log.after(named.get(event) or Step(cleared=frozenset({event})))
    return log
