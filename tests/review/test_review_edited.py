"""What a reviewer writes in the editor becomes the fix, if it passes the same checks."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codemods.edits.spans import render
from codemods.errors import Refusal
from codemods.review.edited import after_side, rewritten, settled
from codemods.review.ignoring import ignoring
from codemods.review.outcome import accepting, leaving, outcome
from codemods.review.state import decided
from tests.golden.cases import all_cases, plan_of
from tests.review.suites import SHARED_IMPORT, TWO, plan_at, planted, review_at

CHANGED = [case for case in all_cases() if case.changes and case.transform == "tmp-path"][::12]


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(st.data())
def test_the_edits_lead_to_what_came_back(data: st.DataObject) -> None:
    """Whatever is written, anywhere in any of its files, unless another fix needs that place."""
    case = data.draw(st.sampled_from(CHANGED), label="case")
    plan = plan_of(case.before, case)
    fix = data.draw(st.sampled_from(plan.fixes))
    side = after_side(plan.suite, fix)
    path = data.draw(st.sampled_from(sorted(side)))
    content = side[path]
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 30)))
    written = data.draw(st.sampled_from([b"", b"x", b"folder\n", b"# why\n    "]))
    wanted = {**side, path: content[:start] + written + content[end:]}
    try:
        edits = rewritten(plan.suite, fix, wanted)
    except Refusal:
        return
    alone = frozenset({fix.id})
    for name, expected in wanted.items():
        here = [edit for edit in edits if edit.path == name]
        assert render(plan.suite.raw(name) or b"", here, alone) == expected


def test_what_comes_back_unchanged_is_the_fix(tmp_path: Path) -> None:
    plan = plan_at(planted(tmp_path, {"test_it.py": SHARED_IMPORT}))
    for fix in plan.fixes:
        edits = rewritten(plan.suite, fix, after_side(plan.suite, fix))
        whole = settled(plan, [replace(fix, edits=edits), *(it for it in plan.fixes if it != fix)])
        made = {it.id: set(it.edits) for it in whole}
        assert made == {it.id: set(it.edits) for it in plan.fixes}


def test_an_import_goes_with_the_last_fix_that_needs_it_also_when_one_was_edited(
    tmp_path: Path,
) -> None:
    review = review_at(planted(tmp_path, {"test_it.py": SHARED_IMPORT}))
    one, two = review.items
    side = after_side(review.plan.suite, one.fix)
    wanted = {
        path: content.replace(b'/ "xdistify-one', b'/ "place') for path, content in side.items()
    }
    assert wanted != side
    edits = rewritten(review.plan.suite, one.fix, wanted)
    review = review.after(accepting(review, [one], edits))
    review = review.after(accepting(review, [two]))
    fixes = outcome(review)
    raw = review.plan.suite.raw("test_it.py") or b""
    ids = frozenset(fix.id for fix in fixes)
    after = render(raw, [edit for fix in fixes for edit in fix.edits], ids)
    assert b"import os" not in after
    assert b"place" in after


@pytest.mark.parametrize(
    ("wrong", "words"),
    [(b"    return nothing_like_it\n", "nothing_like_it"), (b"  def (\n", "would not parse")],
)
def test_what_does_not_pass_is_refused(tmp_path: Path, wrong: bytes, words: str) -> None:
    review = review_at(planted(tmp_path, {"test_it.py": TWO}))
    item = review.items[1]
    side = after_side(review.plan.suite, item.fix)
    edits = rewritten(review.plan.suite, item.fix, {p: c + wrong for p, c in side.items()})
    with pytest.raises(Refusal, match=words):
        accepting(review, [item], edits)


def test_a_comment_goes_where_it_silences_this_hazard_alone(tmp_path: Path) -> None:
    root = planted(tmp_path, {"test_it.py": TWO})
    review = review_at(root)
    one, two = review.items
    review = review.after(leaving(review, one, "it is \x1b[31m slow"))
    review = review.after(decided(review, [two], "accepted"))
    (fix, comment) = outcome(review)
    assert fix.id == two.id
    (edit,) = comment.edits
    assert edit.after == rb"  # xdistify: ignore[hardcoded-path] it is \x1b[31m slow"
    raw = review.plan.suite.raw("test_it.py") or b""
    (root / "test_it.py").write_bytes(render(raw, comment.edits, frozenset({comment.id})))
    again = plan_at(root)
    assert [hazard.resource for hazard in again.ignored] == [one.finding.hazard.resource]
    assert [finding.hazard.resource for finding in again.findings] == [two.finding.hazard.resource]


def test_no_comment_goes_into_a_string(tmp_path: Path) -> None:
    inside = '''\
def test_one(run):
    open("""/tmp/xdistify-one/\\
data.txt""", "w").close()
    open("""/tmp/xdistify-one/\\
data.txt""").close()
'''
    review = review_at(planted(tmp_path, {"test_it.py": inside}))
    finding = review.plan.findings[0]
    with pytest.raises(Refusal, match="by hand"):
        ignoring(review.plan.suite, finding.hazard, "", ())
