"""The cases of worker-log, watched: who opens which file, serially and under -n."""

import shutil
from collections import defaultdict
from pathlib import Path

import pytest

from tests.golden.cases import Case
from tests.golden.test_golden_runs import CASES, plant, run_pytest

LOGS = [case for case in CASES if case.transform == "worker-log"]
CHANGED = [case for case in LOGS if case.changes]
TOGETHER = [case for case in CHANGED if not case.settings.get("alone")]
ALONE = [case for case in CHANGED if case.settings.get("alone")]
KEPT = [case for case in LOGS if not (case.changes or "left" in case.settings)]
EACH = ("-n", "3", "--dist", "each")
Opened = dict[str, set[str]]


def opened(folder: Path, *arguments: str) -> Opened:
    """By process, the files that a run opens for writing; every worker runs every test."""
    notes = folder.parent / "notes"
    shutil.rmtree(notes, ignore_errors=True)
    notes.mkdir()
    result = run_pytest(folder, "-p", "logwatch", *arguments, XDISTIFY_LOGS=str(notes))
    assert result.returncode == 0, result.stdout[-4000:]
    found: Opened = defaultdict(set)
    for note in notes.iterdir():
        for line in note.read_text(encoding="utf-8").splitlines():
            process, path = line.split("\t")
            found[process].add(path)
    return found


def shared(found: Opened) -> set[str]:
    """The files that several workers open."""
    workers = [paths for process, paths in found.items() if process != "main"]
    return {
        path
        for index, paths in enumerate(workers)
        for path in paths
        if any(path in others for others in workers[index + 1 :])
    }


def check(before: Path, after: Path, serially: set[str]) -> None:
    """After, a serial run opens what it opened, and no two processes under -n share anything."""
    assert opened(after, "-p", "no:xdist")["main"] == serially
    found = opened(after, *EACH)
    assert len(found.keys() - {"main"}) == 3
    assert shared(found) == set()
    assert not found["main"] & set().union(*(found[key] for key in found if key != "main"))


@pytest.mark.slow
def test_workers_share_logs_before_and_not_after(tmp_path: Path) -> None:
    before = plant(TOGETHER, "before", tmp_path / "before" / "all")
    serially = opened(before, "-p", "no:xdist")["main"]
    assert serially
    met = shared(opened(before, *EACH))
    assert serially <= met
    after = plant(TOGETHER, "after", tmp_path / "after" / "all")
    check(before, after, serially)


@pytest.mark.slow
@pytest.mark.parametrize("case", ALONE, ids=lambda case: case.id)
def test_workers_of_a_suite_share_a_log_before_and_not_after(case: Case, tmp_path: Path) -> None:
    before = tmp_path / "before" / "suite"
    shutil.copytree(case.before, before)
    serially = opened(before, "-p", "no:xdist")["main"]
    assert serially
    assert shared(opened(before, *EACH)) >= serially
    after = tmp_path / "after" / "suite"
    shutil.copytree(case.after, after)
    check(before, after, serially)


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [("-p", "no:logging"), ("--log-file", "other.txt"), ("--log-file", "/dev/null")],
    ids=" ".join,
)
def test_what_is_said_on_the_command_line_counts(
    arguments: tuple[str, ...], tmp_path: Path
) -> None:
    case = next(case for case in ALONE if case.name == "option-new-conftest")
    for number, processes in enumerate(([], EACH)):
        folder = tmp_path / str(number) / "suite"
        shutil.copytree(case.after, folder)
        found = opened(folder, *arguments, *processes)
        assert shared(found) == set()
        named = {"other.txt"} if "other.txt" in arguments else set()
        assert found["main"] == named


@pytest.mark.slow
@pytest.mark.parametrize("case", KEPT, ids=lambda case: case.id)
def test_what_is_no_hazard_is_not_shared(case: Case, tmp_path: Path) -> None:
    if case.name in ("keep-ignored", "keep-code-under-test"):
        pytest.skip("it is one, and is none of ours")
    folder = tmp_path / "suite"
    shutil.copytree(case.before, folder)
    assert shared(opened(folder, *EACH)) == set()
