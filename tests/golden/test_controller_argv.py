"""``controller-argv``: before, workers do not find what was typed; after, they do."""

import re
from pathlib import Path

import black
import pytest

from tests.golden.cases import Case, tree
from tests.golden.test_golden_runs import TOGETHER, plant, run_pytest

CASES = [case for case in TOGETHER if case.transform == "controller-argv"]
CHANGING = [case for case in CASES if case.changes]
HARMLESS = [case for case in CASES if not case.changes and not case.settings.get("left")]


def failing(output: str) -> set[str]:
    """The folders of the cases that have a failing test."""
    return set(re.findall(r"^(?:FAILED|ERROR) (\w+)/", output, re.MULTILINE))


def home(case: Case) -> str:
    return f"{case.transform}-{case.name}".replace("-", "_")


@pytest.mark.slow
def test_before_passes_serially_and_every_case_fails_in_workers(tmp_path: Path) -> None:
    folder = plant(CHANGING, "before", tmp_path / "all")
    serial = run_pytest(folder, "-p", "no:xdist")
    assert serial.returncode == 0, serial.stdout[-4000:]

    parallel = run_pytest(folder, "-n", "2", "-rfE")

    assert failing(parallel.stdout) == {home(case) for case in CHANGING}, parallel.stdout[-4000:]


@pytest.mark.slow
def test_after_sees_in_workers_what_it_sees_serially(tmp_path: Path) -> None:
    folder = plant(CHANGING, "after", tmp_path / "all")
    for arguments in (("-p", "no:xdist"), ("-n", "0"), ("-n", "2")):
        result = run_pytest(folder, *arguments)
        assert result.returncode == 0, result.stdout[-4000:]


@pytest.mark.slow
def test_what_stays_without_a_reason_passes_in_workers(tmp_path: Path) -> None:
    folder = plant(HARMLESS, "before", tmp_path / "all")
    result = run_pytest(folder, "-n", "2")
    assert result.returncode == 0, result.stdout[-4000:]


@pytest.mark.parametrize("case", CHANGING, ids=lambda case: case.name)
def test_what_black_left_alone_it_leaves_alone(case: Case) -> None:
    length = 79 if case.name == "narrow" else 88
    for path, content in tree(case.after).items():
        if path.endswith(".py") and case.name != "bytes-kept":
            text = content.decode()
            assert black.format_str(text, mode=black.Mode(line_length=length)) == text
