"""A spread sample of the steps at which a run can end; `nox -s crashes` tries every one."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.steps import why_not

pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not() or "it can be done")


@pytest.mark.parametrize(
    "way", ["apply", "apply-commit", "apply-branch", "revert-commit", "review"]
)
def test_whatever_step_goes_wrong_files_are_old_or_new_and_the_next_run_goes_on(way, tmp_path):
    script = Path(__file__).with_name("dying.py")
    hurts = ["--hurts", "kill,kill-all,full,broken-once", "--sample", "1", "--files", "3"]
    done = subprocess.run(
        [sys.executable, str(script), "--ways", way, *hurts, "--base", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count('"tried": 1') == 4, done.stdout
