"""What needs nobody else: every test of a session-dir case, alone and in the wrong order."""

import sys
from pathlib import Path

import pytest

from tests.golden.cases import Case
from tests.golden.test_golden_runs import CASES, TOGETHER, plant, run_pytest

SHARING = [case for case in TOGETHER if case.transform == "session-dir" and case.changes]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="the tests are run in forked processes"),
]


def test_every_test_passes_alone_afterwards(tmp_path: Path) -> None:
    folder = plant(SHARING, "after", tmp_path / "all")
    result = run_pytest(folder, "-p", "apart", "-p", "no:xdist")
    assert result.returncode == 0, (result.stdout + result.stderr)[-4000:]


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.settings.get("private")], ids=lambda case: case.id
)
def test_what_lies_in_a_folder_of_pytest_is_missed_before(case: Case, tmp_path: Path) -> None:
    folder = plant([case], "before", tmp_path / "all")
    result = run_pytest(folder, "-p", "apart", "-p", "no:xdist")
    assert result.returncode == 1, result.stdout[-4000:]
