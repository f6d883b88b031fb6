"""What a reviewer writes in the editor becomes the fix, if it passes the same checks."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codemods.edits.spans import render
from codemods.errors import Refusal
from codemods.review.changes import contents
from codemods.review.decisions import Log
from codemods.review.edited import after_side, rewritten, settled
from codemods.review.ignoring import ignoring
from codemods.review.outcome import accepting, checked, leaving, outcome
from codemods.review.state import Item, Review, begin, decided
from tests.golden.cases import Case, all_cases, plan_of
from tests.review.suites import SHARED_IMPORT, TWO, plan_at, planted, review_at

CHANGED = [case for case in all_cases() if case.changes and case.transform == "tmp-path"][::12]
SEVERAL = [
    case
    for case in all_cases()
    if case.changes and case.transform in ("tmp-path", "session-dir") and "two" in case.name
]


USED_ONCE = """\
import os


def test_one():
    with open("/tmp/xdistify-one.txt", "w") as file:
        file.write("ok")
    os.remove("/tmp/xdistify-one.txt")
"""
ONE_OF_BASE = """\
from consts import BASE


def test_it():
    with open(BASE + "-NUMBER.txt", "w") as file:
        file.write("ok")
    with open(BASE + "-NUMBER.txt") as file:
        assert file.read() == "ok"
"""


def side_of(review: Review, item: Item) -> dict[str, bytes]:
    return after_side(review.plan, review.proposal(item))


def taken(review: Review, item: Item, wanted: dict[str, bytes]) -> Review:
    """The review with a fix that was edited and accepted."""
    edits = rewritten(review.plan, review.proposal(item), wanted)
    return review.after(accepting(review, [item], edits))


def written(review: Review, path: str) -> bytes:
    """What applying makes of a file."""
    return contents(review.plan.suite, path, outcome(review)) or b""


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(st.data())
def test_the_edits_lead_to_what_came_back(data: st.DataObject) -> None:
    """Whatever is written, anywhere in any of its files, unless another fix needs that place."""
    case = data.draw(st.sampled_from(CHANGED), label="case")
    plan = plan_of(case.before, case)
    proposed = plan.proposed[data.draw(st.sampled_from(sorted(plan.proposed)))]
    side = after_side(plan, proposed)
    path = data.draw(st.sampled_from(sorted(side)))
    content = side[path]
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 30)))
    new = data.draw(st.sampled_from([b"", b"x", b"folder\n", b"# why\n    "]))
    wanted = {**side, path: content[:start] + new + content[end:]}
    try:
        fix = replace(proposed, edits=rewritten(plan, proposed, wanted))
        checked(plan, fix, [], wanted)
    except Refusal:
        return
    for name, expected in wanted.items():
        made = contents(plan.suite, name, settled(plan, [fix])) or b""
        assert list(filter(None, made.splitlines())) == list(filter(None, expected.splitlines()))


def test_what_comes_back_unchanged_is_the_fix(tmp_path: Path) -> None:
    plan = plan_at(planted(tmp_path, {"test_it.py": SHARED_IMPORT}))
    for proposed in plan.proposed.values():
        edits = rewritten(plan, proposed, after_side(plan, proposed))
        assert set(edits) == set(proposed.edits)


@pytest.mark.parametrize("case", SEVERAL, ids=lambda case: case.name)
def test_a_comment_of_a_reviewer_changes_nothing_else(case: Case) -> None:
    """Also where fixes share parameters, imports, and the commas between them."""
    plan = plan_of(case.before, case)
    plain = begin(plan, Log())
    plain = plain.after(accepting(plain, plain.items))
    for item in plain.items:
        side = side_of(begin(plan, Log()), item)
        path = sorted(side)[0]
        remark = b"" if side[path].endswith(b"\n") else b"\n"
        wanted = {**side, path: side[path] + remark + b"# a remark\n"}
        review = begin(plan, Log())
        review = taken(review, item, wanted)
        shown: dict[str, bytes] = {}
        for other in review.items:
            _, after = review.around(other)
            shown = {name: contents(plan.suite, name, after) or b"" for name in plan.suite.modules}
            review = review.after(accepting(review, [other]))
        for name in plan.suite.modules:
            expected = written(plain, name)
            made = written(review, name)
            assert made == shown[name], "what was shown last is what is applied"
            lines = [line for line in made.splitlines() if line != b"# a remark"]
            assert [it for it in lines if it] == [it for it in expected.splitlines() if it]


def test_an_import_goes_with_the_last_fix_that_needs_it_also_when_one_was_edited(
    tmp_path: Path,
) -> None:
    review = review_at(planted(tmp_path, {"test_it.py": SHARED_IMPORT}))
    one, two = review.items
    side = side_of(review, one)
    wanted = {
        path: content.replace(b'/ "xdistify-one', b'/ "place') for path, content in side.items()
    }
    assert wanted != side
    review = taken(review, one, wanted)
    review = review.after(accepting(review, [two]))
    assert b"import os" not in written(review, "test_it.py")
    assert b"place" in written(review, "test_it.py")


def test_an_import_that_the_reviewer_needs_stays_and_is_shown_to_stay(tmp_path: Path) -> None:
    review = review_at(planted(tmp_path, {"test_it.py": SHARED_IMPORT}))
    one, two = review.items
    side = side_of(review, one)
    wanted = {path: content + b"\n\nHOME = os.environ\n" for path, content in side.items()}
    review = taken(review, one, wanted)
    gone = [
        line.text for h in review.change(two).files[0].hunks for line in h.lines if not line.new
    ]
    assert "import os" not in gone
    review = review.after(accepting(review, [two]))
    assert b"import os" in written(review, "test_it.py")


def test_removing_what_others_need_is_refused(tmp_path: Path) -> None:
    review = review_at(planted(tmp_path, {"test_it.py": SHARED_IMPORT}))
    one = review.items[0]
    wanted = {p: c.replace(b"import os\n", b"") for p, c in side_of(review, one).items()}
    with pytest.raises(Refusal, match="os"):
        taken(review, one, wanted)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [(b"    return nothing_like_it\n", "nothing_like_it"), (b"  def (\n", "would not parse")],
)
def test_what_does_not_pass_is_refused(tmp_path: Path, wrong: bytes, words: str) -> None:
    review = review_at(planted(tmp_path, {"test_it.py": TWO}))
    item = review.items[1]
    wanted = {path: content + wrong for path, content in side_of(review, item).items()}
    with pytest.raises(Refusal, match=words):
        taken(review, item, wanted)


def test_what_would_be_tidied_away_again_is_said(tmp_path: Path) -> None:
    plan = plan_at(planted(tmp_path, {"test_it.py": USED_ONCE}))
    (proposed,) = plan.proposed.values()
    wanted = {path: b"import os\n\n\n" + made for path, made in after_side(plan, proposed).items()}
    edits = rewritten(plan, proposed, wanted)
    with pytest.raises(Refusal, match="'import os' would go again"):
        checked(plan, replace(proposed, edits=edits), [], wanted)


def test_what_was_written_outlives_a_no_and_another_yes(tmp_path: Path) -> None:
    review = review_at(planted(tmp_path, {"test_it.py": TWO}))
    one = review.items[0]
    wanted = {path: content + b"# a remark\n" for path, content in side_of(review, one).items()}
    review = taken(review, one, wanted)
    review = review.after(decided(review, [one], "rejected"))
    review = review.after(accepting(review, [one]))
    assert b"# a remark" in written(review, "test_it.py")


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
    with pytest.raises(Refusal, match="reject the fix instead"):
        ignoring(review.plan.suite, finding.hazard, "", ())


def test_a_comment_on_a_constant_of_several_is_not_made(tmp_path: Path) -> None:
    files = {
        "consts.py": 'BASE = "/tmp/xdistify-base"\n',
        "test_one.py": ONE_OF_BASE.replace("NUMBER", "1"),
        "test_two.py": ONE_OF_BASE.replace("NUMBER", "2"),
    }
    root = planted(tmp_path, files)
    review = review_at(root)
    one = review.items[0]
    review = review.after(leaving(review, one, ""))
    (comment,) = outcome(review)
    assert {edit.path for edit in comment.edits} == {"test_one.py"}
    part = begin(replace(plan_at(root), whole=False), Log())
    with pytest.raises(Refusal, match="review without PATHS"):
        leaving(part, part.items[0], "")


def test_a_second_comment_on_a_line_counts_too(tmp_path: Path) -> None:
    source = TWO.replace('"w") as file:', '"w") as file:  # xdistify: ignore[worker-id] no', 1)
    root = planted(tmp_path, {"test_it.py": source})
    review = review_at(root)
    review = review.after(leaving(review, review.items[0], "so it is"))
    (comment,) = outcome(review)
    raw = review.plan.suite.raw("test_it.py") or b""
    (root / "test_it.py").write_bytes(render(raw, comment.edits, frozenset({comment.id})))
    assert len(plan_at(root).findings) == 1
