"""What group marks are for: the tests of a group run on one worker, and before they do not."""

import json
import shutil
import sys
from pathlib import Path

import pytest

from codemods.plan import Plan, make_plan
from codemods.runs.grouping import probe_grouping
from codemods.runs.pythons import inspect_python
from codemods.suite.nodeid import base_of
from codemods.suite.read import read_suite
from codemods.transforms.primitives.groups import group_marks
from codemods.transforms.primitives.scheduling import HOOK
from tests.golden.cases import Case, all_cases, plan_of, tree
from tests.golden.test_golden_runs import plant, run_pytest

CASES = [case for case in all_cases() if case.transform in ("xdist-config", "xdist-group")]
CHANGES = [case for case in CASES if case.changes]
HOOKED = [case for case in CHANGES if case.settings["grouping"] == "hook"]
REPETITIONS = 5
each_case = pytest.mark.parametrize("case", HOOKED, ids=lambda case: case.id)


def workers_of(root: Path, *arguments: str, passing: bool = True) -> dict[str, set[str]]:
    """The workers that ran each test, all its parameters together."""
    record = root.parent / "workers.json"
    result = run_pytest(root, "-p", "workers", *arguments, XDISTIFY_WORKERS=str(record))
    assert result.returncode == 0 or not passing, result.stdout[-4000:] + result.stderr[-4000:]
    found: dict[str, set[str]] = {}
    for test, worker in json.loads(record.read_text(encoding="utf-8")).items():
        found.setdefault(base_of(test), set()).add(worker)
    return found


def groups_of(root: Path) -> dict[str | None, list[str]]:
    """The tests of each group, as reading the suite shows them."""
    groups: dict[str | None, list[str]] = {}
    for test, marks in group_marks(read_suite(root.resolve())).items():
        for mark in {mark.name for mark in marks}:
            groups.setdefault(mark, []).append(test)
    return groups


def mode_asked_for(root: Path) -> tuple[str, ...]:
    """Nothing where the configuration of the suite asks for groups, as it does after most fixes."""
    addopts = " ".join(read_suite(root.resolve()).config.addopts)
    return () if "loadgroup" in addopts else ("--dist", "loadgroup")


@pytest.mark.slow
@pytest.mark.usefixtures("fixed_paths")
@each_case
def test_a_group_runs_on_one_worker_with_the_configuration_of_the_suite(
    case: Case, tmp_path: Path
) -> None:
    root = tmp_path / "suite"
    shutil.copytree(case.after, root)
    groups = groups_of(root)
    assert any(len(tests) > 1 for tests in groups.values())
    workers = workers_of(root, "-n", "4", *mode_asked_for(root))
    for name, tests in groups.items():
        used = {worker for test in tests for worker in workers[test]}
        assert len(used) == 1, f"{name}: {workers}"


@pytest.mark.slow
@pytest.mark.usefixtures("fixed_paths")
def test_groups_stay_together_every_time(tmp_path: Path) -> None:
    folder = plant(HOOKED, "after", tmp_path / "all")
    (folder / "conftest.py").write_text(f"import pytest\n\n\n{HOOK}")
    for _ in range(REPETITIONS):
        workers = workers_of(folder, "-n", "4", "--dist", "loadgroup")
        for case in HOOKED:
            for name, tests in groups_of(case.after).items():
                used = {w for test in tests for w in workers[planted(case, test)]}
                assert len(used) == 1, f"{case.id}, {name}: {used}"


@pytest.mark.slow
@pytest.mark.usefixtures("fixed_paths")
def test_before_the_same_tests_are_parted(tmp_path: Path) -> None:
    folder = plant(HOOKED, "before", tmp_path / "all")
    together = {case.id for case in HOOKED}
    for _ in range(REPETITIONS):
        workers = workers_of(folder, "-n", "4", "--dist", "loadgroup", passing=False)
        for case in HOOKED:
            for tests in groups_of(case.after).values():
                if len({w for test in tests for w in workers[planted(case, test)]}) > 1:
                    together.discard(case.id)
    assert not together


def planted(case: Case, test: str) -> str:
    """The id of a test of a case that was planted beside others."""
    return f"{case.transform}-{case.name}".replace("-", "_") + f"/{test}"


@pytest.mark.parametrize("case", CHANGES, ids=lambda case: case.id)
def test_all_tests_of_the_resource_are_in_the_group(case: Case) -> None:
    concerned = {test for fix in plan_of(case.before, case).fixes for test in fix.tests}
    (tests,) = groups_of(case.after).values()
    assert concerned == set(tests)


@pytest.mark.slow
def test_the_probe_says_what_marked_tests_show(tmp_path: Path) -> None:
    """Its answer for the installed pair is that of a suite of another making."""
    root = tmp_path / "suite"
    root.mkdir()
    marked = "import pytest\n\npytestmark = pytest.mark.xdist_group('all')\n\n\n"
    tests = "".join(f"def test_{number}():\n    pass\n\n\n" for number in range(12))
    (root / "test_marked.py").write_text(marked + tests)
    plain = {
        w for used in workers_of(root, "-n", "3", "--dist", "loadgroup").values() for w in used
    }
    (root / "conftest.py").write_text(f"import pytest\n\n\n{HOOK}")
    hooked = {
        w for used in workers_of(root, "-n", "3", "--dist", "loadgroup").values() for w in used
    }
    shown = "works" if len(plain) == 1 else "hook" if len(hooked) == 1 else "broken"

    environment = inspect_python(Path(sys.executable))

    assert probe_grouping(environment, HOOK) == shown
    assert probe_grouping(environment, "raise SystemExit") in ("works", "broken")


@pytest.mark.slow
def test_the_hook_is_out_of_the_way_serially_and_in_other_modes(tmp_path: Path) -> None:
    root = tmp_path / "suite"
    root.mkdir()
    (root / "conftest.py").write_text(f"import pytest\n\n\n{HOOK}")
    tests = "".join(f"def test_{number}():\n    pass\n\n\n" for number in range(4))
    (root / "test_plain.py").write_text(tests)
    for arguments in (["-p", "no:xdist"], [], ["-n", "2"], ["-n", "2", "--dist", "loadfile"]):
        result = run_pytest(root, *arguments)
        assert result.returncode == 0, result.stdout + result.stderr
        assert "4 passed" in result.stdout


@pytest.mark.slow
def test_marks_of_every_kind_reach_the_hook(tmp_path: Path) -> None:
    root = tmp_path / "suite"
    root.mkdir()
    (root / "conftest.py").write_text(f"import pytest\n\n\n{HOOK}")
    (root / "test_kinds.py").write_text(
        "import pytest\n\n"
        "class TestMarked:\n"
        "    pytestmark = [pytest.mark.xdist_group(name='both')]\n"
        "    def test_a(self): pass\n"
        "    def test_b(self): pass\n\n"
        "in_group = pytest.mark.xdist_group('both')\n\n"
        "@pytest.mark.parametrize('n', [pytest.param('x@y]', marks=in_group)])\n"
        "def test_parameter(n): pass\n\n"
        "@pytest.mark.xdist_group('both')\n"
        "@pytest.mark.parametrize('n', range(3))\n"
        "def test_function(n): pass\n"
    )
    workers = workers_of(root, "-n", "4", "--dist", "loadgroup")
    assert len(workers) == 4
    assert len({worker for used in workers.values() for worker in used}) == 1


def selected(case: Case, *names: str) -> Plan:
    return make_plan(
        read_suite(case.before.resolve()),
        select=frozenset(names),
        ignore=frozenset(),
        checked_in=frozenset(tree(case.before)),
        grouping="works",
    )


def test_what_tmp_path_can_part_is_not_grouped_though_only_groups_are_selected() -> None:
    case = next(case for case in CASES if case.name == "tmp-path-does-it")
    assert selected(case, "xdist-group").fixes == ()
    assert {fix.transform for fix in selected(case, "xdist-group", "tmp-path").fixes} == {
        "tmp-path"
    }


def test_leaving_groups_out_leaves_the_hazards_in() -> None:
    case = next(case for case in CASES if case.name == "not-asked")
    plan = make_plan(
        read_suite(case.before.resolve()),
        select=frozenset(),
        ignore=frozenset({"xdist-group"}),
        checked_in=frozenset(tree(case.before)),
    )
    assert plan.findings
    assert not any("xdist-group" in finding.why for finding in plan.findings)
