"""Decisions on disk: killed at any byte, held by one reviewer, never silently lost."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from codemods.errors import Refusal
from codemods.review.desk import look, sit_down, taken_back
from codemods.review.state import decided
from tests.review.suites import TWO, plan_at, planted

KILLED = """
import os, signal, sys
from pathlib import Path
from codemods.review.desk import sit_down
from codemods.review.state import decided
from tests.review.suites import plan_at
root = Path(sys.argv[1])
with sit_down(root, plan_at(root)) as desk:
    desk.record(decided(desk.review, [desk.review.items[0]], "accepted"))
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return planted(tmp_path / "suite", {"test_it.py": TWO})


def _file(root: Path) -> Path:
    (path,) = (root / ".xdistify" / "review").glob("*.jsonl")
    return path


def test_what_was_answered_is_there_the_next_time(root: Path) -> None:
    plan = plan_at(root)
    with sit_down(root, plan) as desk:
        desk.record(decided(desk.review, [desk.review.items[0]], "accepted"))
        desk.record(decided(desk.review, [desk.review.items[1]], "rejected", reason="why not"))
        desk.record("undo")
    with sit_down(root, plan) as desk:
        verdicts = [desk.review.verdict(item.id) for item in desk.review.items]
        assert verdicts == ["accepted", "undecided"]
        desk.record("undo")
        assert not desk.review.those("accepted")


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_a_killed_review_loses_nothing_that_was_answered(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(root)],
        cwd=Path(__file__).parents[2],
        check=False,
        timeout=120,
    )
    assert done.returncode == -signal.SIGKILL
    with sit_down(root, plan_at(root)) as desk:
        assert len(desk.review.those("accepted")) == 1


def test_a_line_that_was_cut_off_never_happened(root: Path) -> None:
    plan = plan_at(root)
    with sit_down(root, plan) as desk:
        desk.record(decided(desk.review, [desk.review.items[0]], "accepted"))
    whole = _file(root).read_bytes()
    first = whole.index(b"\n") + 1
    for length in range(first, len(whole)):
        _file(root).write_bytes(whole[:length])
        assert not look(root, plan).those("accepted")
    _file(root).write_bytes(whole)
    assert len(look(root, plan).those("accepted")) == 1


def test_a_revert_after_a_line_that_was_cut_off_leaves_a_log_that_can_be_read(root: Path) -> None:
    plan = plan_at(root)
    with sit_down(root, plan) as desk:
        for item in desk.review.items:
            desk.record(decided(desk.review, [item], "accepted"))
    path = _file(root)
    path.write_bytes(path.read_bytes()[:-9])

    taken_back(root, plan.fixes)

    assert not look(root, plan).those("accepted")


def test_a_damaged_line_is_named_and_nothing_is_thrown_away(root: Path) -> None:
    plan = plan_at(root)
    with sit_down(root, plan) as desk:
        desk.record(decided(desk.review, [desk.review.items[0]], "accepted"))
    damaged = _file(root).read_bytes().replace(b"accepted", b"excepted")
    _file(root).write_bytes(damaged)
    with pytest.raises(Refusal, match="damaged in line 2"), sit_down(root, plan):
        pass
    assert _file(root).read_bytes() == damaged


def test_two_reviewers_are_kept_apart(root: Path) -> None:
    plan = plan_at(root)
    with (
        sit_down(root, plan) as desk,
        pytest.raises(Refusal, match="another review"),
        sit_down(root, plan),
    ):
        pass
    desk.record(decided(desk.review, [desk.review.items[0]], "accepted"))
    assert len(look(root, plan).those("accepted")) == 1


def test_a_review_without_answers_leaves_no_decisions(root: Path) -> None:
    with sit_down(root, plan_at(root)):
        pass
    assert not list((root / ".xdistify" / "review").glob("*.jsonl"))
