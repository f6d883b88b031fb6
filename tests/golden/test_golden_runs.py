"""Checks 4 and 5: all trees planted side by side, run under every scheduler, and watched."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from codemods.plan import changed_files
from tests.golden.cases import SCHEDULERS, Case, all_cases, plan_of

HERE = Path(__file__).parent
CASES = all_cases()
ON_FILES = frozenset({"session-dir", "tmp-path"})
PLUGINS = {"hypothesispytest": b"hypothesis", "asyncio": b"asyncio"}
KEEPS_NAMES = frozenset({"worker-log"})
WITHOUT_SERVERS = [case for case in CASES if not case.servers]
TOGETHER = [case for case in WITHOUT_SERVERS if not case.settings.get("alone")]
ALONE = [case for case in WITHOUT_SERVERS if case.settings.get("alone")]


def plant(cases: list[Case], side: str, folder: Path) -> Path:
    """Copy one side of each case below ``folder``, each into a folder of its own."""
    for case in cases:
        source = case.after if side == "after" else case.before
        shutil.copytree(source, folder / f"{case.transform}-{case.name}".replace("-", "_"))
    (folder / "pytest.ini").write_text("[pytest]\naddopts = -p no:cacheprovider\n")
    return folder


Done = subprocess.CompletedProcess[str]


def run_pytest(folder: Path, *arguments: str, **environment: str) -> Done:
    temporary = folder.parent / "t"
    temporary.mkdir(exist_ok=True)
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST_", "XDISTIFY_"))}
    inherited |= {
        "TMPDIR": str(temporary),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": str(HERE),
        **environment,
    }
    plugins = ["-p", "no:cacheprovider", "-p", "prompt", *unneeded(folder)]
    command = [sys.executable, "-m", "pytest", "-q", *plugins, *arguments]
    return subprocess.run(
        command, cwd=folder, env=inherited, capture_output=True, text=True, check=False
    )


def unneeded(folder: Path) -> list[str]:
    """What keeps out the plugins that no file of a folder names.

    Every worker would import them, which takes longer than all else that it does.
    """
    said = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    return [f"-pno:{name}" for name, word in PLUGINS.items() if word not in said]


def watched(folder: Path, *arguments: str) -> tuple[Done, dict[str, list[str]]]:
    """A serial run, and by path outside pytest's folders the tests that changed it."""
    record = folder.parent / "witness.json"
    result = run_pytest(
        folder, "-p", "witness", "-p", "no:xdist", *arguments, XDISTIFY_WITNESS=str(record)
    )
    return result, json.loads(record.read_text(encoding="utf-8"))


@pytest.mark.slow
@pytest.mark.parametrize("scheduler", SCHEDULERS)
def test_all_after_trees_pass_under_the_scheduler(scheduler: str, tmp_path: Path) -> None:
    cases = [case for case in TOGETHER if scheduler in case.schedulers and case.changes]
    folder = plant(cases, "after", tmp_path / "all")
    result = run_pytest(folder, "-n", "3", "--dist", scheduler)
    assert result.returncode == 0, result.stdout[-4000:]


@pytest.mark.slow
def test_all_after_trees_pass_serially_and_change_no_fixed_path(tmp_path: Path) -> None:
    cases = [case for case in TOGETHER if case.changes and case.transform not in KEEPS_NAMES]
    folder = plant(cases, "after", tmp_path / "all")
    result, changed = watched(folder)
    assert result.returncode == 0, result.stdout[-4000:]
    assert changed == {}


@pytest.mark.slow
@pytest.mark.usefixtures("fixed_paths")
def test_every_before_tree_passes_serially_and_changes_a_fixed_path(tmp_path: Path) -> None:
    cases = [case for case in TOGETHER if case.changes and case.transform in ON_FILES]
    cases = [case for case in cases if not {"private", "harmless"} & case.settings.keys()]
    folder = plant(cases, "before", tmp_path / "all")
    result, changed = watched(folder)
    assert result.returncode == 0, result.stdout[-4000:]
    guilty = {test.partition("/")[0] for tests in changed.values() for test in tests}
    expected = {f"{case.transform}-{case.name}".replace("-", "_") for case in cases}
    assert guilty == expected


@pytest.mark.slow
@pytest.mark.usefixtures("fixed_paths")
def test_every_tree_passes_with_only_one_of_its_fixes(tmp_path: Path) -> None:
    plans = [(case, plan_of(case.before, case)) for case in TOGETHER if case.changes]
    several = [(case, plan) for case, plan in plans if len(plan.fixes) > 1]
    for index in range(max(len(plan.fixes) for _, plan in several)):
        chosen = [(case, plan) for case, plan in several if index < len(plan.fixes)]
        folder = plant([case for case, _ in chosen], "before", tmp_path / str(index) / "all")
        for case, plan in chosen:
            home = folder / f"{case.transform}-{case.name}".replace("-", "_")
            for path, (_, after) in changed_files(plan, [plan.fixes[index]]).items():
                (home / path).write_bytes(after)
        result = run_pytest(folder, "-p", "no:xdist")
        assert result.returncode == 0, result.stdout[-4000:]


@pytest.mark.slow
@pytest.mark.usefixtures("fixed_paths")
def test_trees_that_stay_as_they_are_pass_serially(tmp_path: Path) -> None:
    cases = [case for case in TOGETHER if not case.changes]
    folder = plant(cases, "before", tmp_path / "all")
    result = run_pytest(folder, "-p", "no:xdist")
    assert result.returncode == 0, result.stdout[-4000:]


@pytest.mark.slow
@pytest.mark.usefixtures("fixed_paths")
@pytest.mark.parametrize("case", ALONE, ids=lambda case: case.id)
def test_a_case_that_runs_alone_passes_everywhere(case: Case, tmp_path: Path) -> None:
    arguments = [str(argument) for argument in case.settings.get("args", [])]
    folder = tmp_path / "suite"
    shutil.copytree(case.before, folder)
    result, changed = watched(folder, *arguments)
    assert result.returncode == 0, result.stdout[-4000:]
    if not case.changes:
        return
    assert changed or case.transform not in ON_FILES
    shutil.rmtree(folder)
    shutil.copytree(case.after, folder)
    result, changed = watched(folder, *arguments)
    assert result.returncode == 0, result.stdout[-4000:]
    assert changed == {} or case.transform not in ON_FILES
    for scheduler in case.schedulers:
        result = run_pytest(folder, "-n", "3", "--dist", scheduler, *arguments)
        assert result.returncode == 0, f"{scheduler}: {result.stdout[-4000:]}"


def test_modules_of_cases_that_share_a_run_have_names_of_their_own() -> None:
    seen: dict[str, str] = {}
    never_imported_by_name = ("conftest.py", "__init__.py", "setup.py")
    for case in CASES:
        for path in () if case.settings.get("alone") else case.before.rglob("*.py"):
            if path.name not in never_imported_by_name and path.parent == case.before:
                assert seen.setdefault(path.name, case.id) == case.id
