"""Decisions from the page are taken over where they still fit; what is no such file is refused."""

import json

import pytest

from codemods.errors import Refusal
from codemods.review.decisions import Decision, Log, Step
from codemods.review.imported import read_decisions
from codemods.review.state import begin
from codemods.review.subjects import base_of
from tests.reports.pages import MIXED, plan_of


@pytest.fixture
def review(tmp_path):
    return begin(plan_of(tmp_path, MIXED), Log())


def said(item, verdict, **more):
    return {"id": item.id, "digest": item.subject.digest, "verdict": verdict, **more}


def file_of(*decisions, **more):
    return json.dumps({"version": 1, "decisions": list(decisions), **more})


def test_every_verdict_becomes_a_decision_with_its_reason(review):
    first, second, third = review.items
    (left,) = review.left

    step, notes = read_decisions(
        file_of(
            said(first, "accepted"),
            said(second, "rejected", reason="no"),
            said(third, "later"),
            said(left, "ignored", reason="ours"),
        ),
        review,
    )

    assert notes == ()
    assert {name: (it.verdict, it.reason) for name, it in step.decisions.items()} == {
        first.id: ("accepted", ""),
        second.id: ("rejected", "no"),
        third.id: ("later", ""),
        left.id: ("ignored", "ours"),
    }


def test_an_empty_list_is_an_empty_step(review):
    assert read_decisions(file_of(), review) == (Step(), ())


def test_what_a_later_version_adds_to_a_decision_does_no_harm(review):
    step, notes = read_decisions(file_of(said(review.items[0], "accepted", colour="red")), review)

    assert (list(step.decisions), notes) == ([review.items[0].id], ())


def test_what_is_not_found_any_more_is_named_and_the_rest_is_taken(review):
    gone = {"id": "00000000", "digest": "0", "verdict": "accepted"}

    step, notes = read_decisions(file_of(gone, said(review.items[0], "accepted")), review)

    assert list(step.decisions) == [review.items[0].id]
    assert notes == ("00000000 is not taken over: nothing with this id is found here any more",)


def test_a_decision_on_code_that_has_changed_is_not_taken(review):
    first, second, _ = review.items
    stale = {**said(first, "accepted"), "digest": "0123456789abcdef"}

    step, notes = read_decisions(file_of(stale, said(second, "rejected")), review)

    assert list(step.decisions) == [second.id]
    assert notes == (f"{first.id} is not taken over: its code has changed since the page was made",)


def test_what_has_no_fix_can_only_be_ignored(review):
    (left,) = review.left

    step, notes = read_decisions(file_of(said(left, "accepted")), review)

    assert step == Step()
    assert notes == (f"{left.id} is not taken over: it has no fix, so it cannot be accepted",)


def test_what_no_comment_can_silence_is_named(tmp_path):
    continued = """\
        def test_continued():
            open("/tmp/page-continued.txt", \\
                "w").write("ok")
            assert open("/tmp/page-continued.txt", \\
                "r").read()
        """
    review = begin(plan_of(tmp_path, {"test_continued.py": continued}), Log())
    (item,) = (*review.items, *review.left)

    step, notes = read_decisions(file_of(said(item, "ignored")), review)

    assert step == Step()
    assert len(notes) == 1
    assert "can take a comment" in notes[0]


def test_an_acceptance_keeps_what_a_reviewer_edited_here(review):
    item = review.items[0]
    edits = tuple(it for it in item.fix.edits)
    base = base_of(review.plan.suite, edits)
    edited = review.after(Step({item.id: Decision(item.subject, "accepted", "", edits, base)}))

    step, _ = read_decisions(file_of(said(item, "accepted")), edited)

    assert step.decisions[item.id].edits == edits


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("", "not JSON", id="empty"),
        pytest.param("{", "not JSON", id="cut-short"),
        pytest.param("[" * 100_000, "not JSON", id="deep"),
        pytest.param("[]", "no version", id="list"),
        pytest.param('{"decisions": []}', "no version", id="no-version"),
        pytest.param('{"version": true, "decisions": []}', "no version", id="odd-version"),
        pytest.param('{"version": 2, "decisions": []}', "newer xdistify", id="newer"),
        pytest.param('{"version": 0, "decisions": []}', "no list", id="older"),
        pytest.param('{"version": 1}', "no list of decisions", id="nothing"),
        pytest.param('{"version": 1, "decisions": {}}', "no list of decisions", id="object"),
        pytest.param(file_of("yes"), "decision 1 is no object", id="text"),
        pytest.param(file_of({"id": "a"}), "no text for 'digest'", id="no-digest"),
        pytest.param(
            file_of({"id": 3, "digest": "", "verdict": "later"}), "no text for 'id'", id="number"
        ),
        pytest.param(
            file_of({"id": "a", "digest": "b", "verdict": "\x1b[31mmaybe"}),
            "says \\x1b[31mmaybe, which is none of accepted, rejected, ignored, later",
            id="verdict",
        ),
        pytest.param(
            file_of({"id": "a", "digest": "b", "verdict": "later", "reason": 1}),
            "no text for 'reason'",
            id="reason",
        ),
        pytest.param(
            file_of(*[{"id": "a", "digest": "b", "verdict": "later"}] * 2),
            "decides twice",
            id="twice",
        ),
        pytest.param(
            file_of({"id": "00000000", "digest": "b", "verdict": "later"}),
            "none of the 1 decisions",
            id="another-suite",
        ),
    ],
)
def test_what_is_no_such_file_is_refused_in_a_sentence(review, text, words):
    with pytest.raises(Refusal) as refused:
        read_decisions(text, review)

    assert words in str(refused.value)
    assert "\n" not in str(refused.value)
