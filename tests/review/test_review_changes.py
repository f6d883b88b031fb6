"""The lines that are shown are the lines that change, whatever else is accepted."""

import re
from pathlib import Path

import pytest

from codemods.edits.spans import render
from codemods.review.changes import Hunk, change_of, rows
from codemods.review.decisions import Log
from codemods.review.state import begin, decided
from tests.golden.cases import Case, all_cases, plan_of
from tests.review.suites import SHARED_IMPORT, TWO, planted, review_at

EVERY = [case for case in all_cases() if case.changes]


def _applied(old: list[str], hunks: tuple[Hunk, ...]) -> list[str]:
    """Another way to apply a diff: by the numbers of its lines."""
    result: list[str] = []
    at = 0
    for line in (line for hunk in hunks for line in hunk.lines):
        if line.old is None:
            assert line.new
            while len(result) < line.new - 1:
                result.append(old[at])
                at += 1
            result.append(line.text)
            continue
        result += old[at : line.old - 1]
        assert old[line.old - 1] == line.text
        at = line.old
        if line.new is not None:
            result.append(line.text)
    return result + old[at:]


def _lines(text: str) -> list[str]:
    lines = re.split(r"\r\n|\r|\n", text)
    return lines if lines[-1] else lines[:-1]


@pytest.mark.parametrize("transform", sorted({case.transform for case in EVERY}))
def test_what_is_shown_is_what_comes(transform: str) -> None:
    """Of all golden cases, each fix after those before it, with and without lines around it."""
    for case in (case for case in EVERY if case.transform == transform):
        _check(case)


def _check(case: Case) -> None:
    plan = plan_of(case.before, case)
    review = begin(plan, Log())
    for item in review.items:
        known = review.accepted
        held = frozenset(fix.id for fix in known)
        edits = [edit for fix in (*known, item.fix) for edit in fix.edits]
        for context in (0, 3):
            shown = change_of(plan.suite, item.fix, known, context=context)
            files = {file.path: file.hunks for file in shown.files}
            for path in {edit.path for edit in item.fix.edits}:
                here = [edit for edit in edits if edit.path == path]
                raw, encoding = plan.suite.raw(path) or b"", plan.suite.encoding(path)
                before, after = (
                    render(raw, here, ids).decode(encoding) for ids in (held, held | {item.id})
                )
                assert (path in files) == (before != after), (case.id, path)
                result = _applied(_lines(before), files.get(path, ()))
                assert result == _lines(after), (case.id, path)
        review = review.after(decided(review, [item], "accepted"))


def test_what_several_fixes_own_is_announced_and_then_shown(tmp_path: Path) -> None:
    review = review_at(planted(tmp_path, {"test_it.py": SHARED_IMPORT}))
    one, two = review.items
    alone = review.change(one)
    assert alone.others == (two.id,)
    later = [line for file in alone.later for h in file.hunks for line in h.lines]
    assert [line.text for line in later if line.sign == "-"][:1] == ["import os"]
    after = review.after(decided(review, [one], "accepted"))
    gone = [
        line.text for h in after.change(two).files[0].hunks for line in h.lines if line.sign == "-"
    ]
    assert "import os" in gone
    assert not after.change(two).later


def test_rows_put_what_goes_beside_what_comes(tmp_path: Path) -> None:
    review = review_at(planted(tmp_path, {"test_it.py": TWO}))
    (hunk,) = review.change(review.items[0]).files[0].hunks
    pairs = [(a.text if a else None, b.text if b else None) for a, b in rows(hunk)]
    assert ("def test_one():", "def test_one(tmp_path):") in pairs
    assert all(a == b for a, b in pairs if a and b and "file.write" in a)


def test_a_line_between_two_that_change_is_not_shown_to_change(tmp_path: Path) -> None:
    source = TWO.replace("def test_one():\n", "def test_one():\n    # why\n", 1)
    review = review_at(planted(tmp_path, {"test_it.py": source}))
    (hunk,) = review.change(review.items[0]).files[0].hunks
    assert [line.sign for line in hunk.lines if line.text == "    # why"] == [" "]
