"""The cases of run-once: how often each fixture runs and is torn down, with a killed worker too."""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from tests.golden.test_golden_runs import CASES, Done, plant, run_pytest

CHANGED = [case for case in CASES if case.transform == "run-once" and case.changes]
NAMES = {case.name.replace("-", "_") for case in CHANGED}
FIXTURES = Counter(NAMES | {"two_fixtures"}) + Counter(["two_fixtures"])
TORN_DOWN = {"teardown_of_value", "teardown_alone"}
EACH = ("-n", "3", "--dist", "each")


def noted(folder: Path, *arguments: str, **environment: str) -> tuple[Done, list[tuple[str, str]]]:
    """A run, and in order which case built or cleaned up."""
    notes = folder.parent / "notes.txt"
    notes.write_text("")
    result = run_pytest(folder, *arguments, RUN_ONCE_NOTES=str(notes), **environment)
    lines = (line.split() for line in notes.read_text().splitlines())
    return result, [(case, verb) for case, verb, _ in lines]


def verbs(notes: list[tuple[str, str]], case: str) -> list[str]:
    return [verb for name, verb in notes if name == case]


def check_once(notes: list[tuple[str, str]]) -> None:
    """Each fixture ran once, or again after it had been torn down, and left nothing standing."""
    for case in NAMES - TORN_DOWN:
        assert verbs(notes, case) == ["build"] * FIXTURES[case], case
    for case in TORN_DOWN:
        found = verbs(notes, case)
        assert found
        assert found == ["build", "clean"] * (len(found) // 2), case


@pytest.mark.slow
def test_before_every_worker_runs_the_fixture(tmp_path: Path) -> None:
    folder = plant(CHANGED, "before", tmp_path / "all")
    result, notes = noted(folder, *EACH)
    assert result.returncode == 0, result.stdout[-4000:]
    assert Counter(case for case, verb in notes if verb == "build") == Counter(
        {case: 3 * count for case, count in FIXTURES.items()}
    )


@pytest.mark.slow
@pytest.mark.parametrize("scheduler", ["each", "load", "loadfile", "worksteal"])
def test_after_one_worker_runs_the_fixture_for_all(scheduler: str, tmp_path: Path) -> None:
    folder = plant(CHANGED, "after", tmp_path / "all")
    result, notes = noted(folder, "-n", "3", "--dist", scheduler)
    assert result.returncode == 0, result.stdout[-4000:]
    check_once(notes)


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [(), ("-p", "no:xdist")], ids=" ".join)
def test_without_workers_all_is_as_before(arguments: tuple[str, ...], tmp_path: Path) -> None:
    runs = []
    for side in ("before", "after"):
        result, notes = noted(plant(CHANGED, side, tmp_path / side / "all"), *arguments)
        assert result.returncode == 0, result.stdout[-4000:]
        runs.append(notes)
    assert runs[0] == runs[1]
    check_once(runs[1])


@pytest.mark.slow
def test_a_killed_worker_harms_neither_the_others_nor_the_next_run(tmp_path: Path) -> None:
    folder = plant(CHANGED, "after", tmp_path / "all")
    arguments = ("-n", "3", "--dist", "load", "--max-worker-restart", "2")
    result, notes = noted(folder, *arguments, RUN_ONCE_KILL="gw0")
    assert "'gw0' crashed" in result.stdout
    assert "1 failed" in result.stdout, result.stdout[-4000:]
    for case in NAMES - TORN_DOWN:
        assert verbs(notes, case) == ["build"] * FIXTURES[case], case
    for case in TORN_DOWN:
        assert verbs(notes, case)[::2] == ["build"] * len(verbs(notes, case)[::2])
    for rest in (tmp_path / "t").rglob("*.part"):
        raise AssertionError(f"{rest} is left of a half-written value")

    result, notes = noted(folder, *arguments)

    assert result.returncode == 0, result.stdout[-4000:]
    check_once(notes)


@pytest.mark.slow
def test_a_fixed_folder_for_temporary_files_holds_nothing_stale(tmp_path: Path) -> None:
    folder = plant(CHANGED, "after", tmp_path / "all")
    base = tmp_path / "base"
    for _ in range(2):
        result, notes = noted(folder, *EACH, "--basetemp", str(base))
        assert result.returncode == 0, result.stdout[-4000:]
        check_once(notes)
    shutil.rmtree(base)
