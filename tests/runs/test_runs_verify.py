"""The proof of a change, with a real pytest and a real xdist."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from codemods.errors import Refusal
from codemods.runs.pythons import Environment
from codemods.runs.verification import Verification, to_json

Compare = Callable[..., Verification]


def meeting(tmp_path: Path) -> str:
    """Two tests that meet in one folder, and wait there for each other where they can.

    Side by side each sees the other's file, so they collide in every run and not by luck.
    """
    return f"""\
        import os, pathlib, time
        SHARED = pathlib.Path({str(tmp_path / "shared")!r})

        def visit(folder, name):
            folder.mkdir(exist_ok=True)
            (folder / name).touch()
            for _ in range(100 if "PYTEST_XDIST_WORKER" in os.environ else 1):
                if len(list(folder.iterdir())) > 1:
                    break
                time.sleep(0.02)
            found = [path.name for path in folder.iterdir()]
            time.sleep(0.2)
            (folder / name).unlink()
            assert found == [name]

        def test_one(): visit(SHARED, "one")
        def test_two(): visit(SHARED, "two")
        def test_apart(): pass
        """


def parted(tmp_path: Path) -> str:
    return (
        meeting(tmp_path)
        .replace("(): visit(SHARED", "(tmp_path): visit(tmp_path")
        .replace("range(100 if", "range(2 if")
    )


def test_a_fix_of_a_race_is_better(compare: Compare, tmp_path: Path) -> None:
    files = {"test_a.py": meeting(tmp_path)}
    told: list[str] = []
    found = compare(files, {"test_a.py": parted(tmp_path)}, progress=told.append)
    assert found.verdict == "better"
    assert found.ok
    assert found.repaired == ("test_a.py::test_one", "test_a.py::test_two")
    assert (found.regressions, found.collisions, found.flaky) == ((), (), ())
    assert [run.name for run in found.runs] == [
        "before/serial",
        "before/load",
        "after/serial",
        "after/load",
    ]
    assert [run.failed for run in found.runs] == [0, 2, 0, 0]
    assert found.speedup is not None
    assert found.speedup > 0
    assert told[0] == "before/serial"
    assert any(line.startswith("before/serial: 3 passed in ") for line in told)


def test_nothing_changed_is_the_same_and_still_collides(compare: Compare, tmp_path: Path) -> None:
    known = [(str(tmp_path / "shared"), ("test_a.py::test_one", "test_a.py::test_two"))]
    found = compare({"test_a.py": meeting(tmp_path)}, {}, known=known)
    assert found.verdict == "same"
    assert not found.ok
    assert [(one.resource, one.tests) for one in found.collisions] == known


def test_a_sound_suite_is_the_same_and_fine(compare: Compare) -> None:
    found = compare({"test_a.py": "def test_a(): pass\n"}, {}, dists=("loadscope", "each"))
    assert (found.verdict, found.ok, found.notes) == ("same", True, ())
    assert [run.dist for run in found.runs] == [None, "loadscope", "each"] * 2


PRODUCER_AND_CONSUMER = """\
    import tempfile, pathlib
    PLACE = pathlib.Path(tempfile.gettempdir(), "made")
    def test_makes(): PLACE.write_text("x")
    def test_reads(): assert PLACE.read_text() == "x"
    """
SABOTAGED = """\
    def test_makes(tmp_path): (tmp_path / "made").write_text("x")
    def test_reads(tmp_path): assert (tmp_path / "made").read_text() == "x"
    """


def test_a_consumer_that_looks_into_an_empty_folder_is_worse(compare: Compare) -> None:
    found = compare({"test_a.py": PRODUCER_AND_CONSUMER}, {"test_a.py": SABOTAGED}, dists=())
    assert found.verdict == "worse"
    assert not found.ok
    (regression,) = found.regressions
    assert (regression.test, regression.run) == ("test_a.py::test_reads", "after/serial")
    assert "FileNotFoundError" in regression.message


def test_a_test_that_is_gone_is_worse(compare: Compare) -> None:
    files = {"test_a.py": "def test_a(): pass\ndef test_b(): pass\n"}
    found = compare(files, {"test_a.py": "def test_a(): pass\n"})
    assert found.verdict == "worse"
    assert [regression.test for regression in found.regressions] == ["test_a.py::test_b"]
    assert found.regressions[0].message == "no longer collected"
    assert len(found.runs) == 4


def test_a_module_that_no_longer_parses_is_worse(compare: Compare) -> None:
    files = {"test_a.py": "def test_a(): pass\n", "test_b.py": "def test_b(): pass\n"}
    found = compare(files, {"test_b.py": "def test_b(: pass\n"}, dists=())
    assert [regression.test for regression in found.regressions] == ["test_b.py::test_b"]
    assert "SyntaxError" in found.regressions[0].message


def test_a_fix_that_fails_only_in_parallel_is_worse_after_a_second_look(compare: Compare) -> None:
    files = {"test_a.py": "def test_a(): pass\n", "test_b.py": "def test_b(): pass\n"}
    broken = "import os\ndef test_b(): assert 'PYTEST_XDIST_WORKER' not in os.environ\n"
    found = compare(files, {"test_b.py": broken})
    assert found.verdict == "worse"
    assert [(one.test, one.run) for one in found.regressions] == [
        ("test_b.py::test_b", "after/load")
    ]
    assert [run.name for run in found.runs[-7:]] == [
        "before/load#2",
        "after/load#2",
        "before/each",
        "before/load#3",
        "after/load#3",
        "before/load#4",
        "after/load#4",
    ]


def test_a_race_that_won_before_and_lost_afterwards_is_no_regression(
    compare: Compare, tmp_path: Path
) -> None:
    # Under --dist each, test_a meets itself; under load it fails after the change.
    race = f"""\
        import os, pathlib, time
        RUNS = pathlib.Path({str(tmp_path)!r})

        def test_a():
            if "PYTEST_XDIST_WORKER" not in os.environ:
                return
            mine = RUNS / os.environ["PYTEST_XDIST_TESTRUNUID"]
            mine.mkdir(exist_ok=True)
            (mine / os.environ["PYTEST_XDIST_WORKER"]).touch()
            time.sleep(1)
            assert len(list(mine.iterdir())) == 1
            assert "after" not in __file__
        """
    found = compare({"test_a.py": race, "test_b.py": "def test_b(): pass\n"}, {"c.py": ""})
    assert found.runs[-1].name == "before/each"
    assert (found.verdict, found.ok, found.regressions) == ("same", False, ())
    assert [one.tests for one in found.collisions] == [("test_a.py::test_a",)]


def test_what_changes_nothing_can_make_nothing_better_or_worse(compare: Compare) -> None:
    luck = """\
        import os
        def test_a():
            assert "PYTEST_XDIST_WORKER" not in os.environ or "before" in __file__
        def test_b():
            assert "PYTEST_XDIST_WORKER" not in os.environ or "after" in __file__
        """
    same = {"test_a.py": luck, "absent.py": ""}
    found = compare({"test_a.py": luck}, same, before={"absent.py": b""})
    assert (found.verdict, found.repaired, found.regressions) == ("same", (), ())
    assert [one.tests for one in found.collisions] == [("test_a.py::test_a",)]
    assert len(found.runs) == 4


def test_a_failure_by_chance_is_flaky_and_not_worse(compare: Compare, tmp_path: Path) -> None:
    once = f"""\
        import os, pathlib
        SEEN = pathlib.Path({str(tmp_path / "seen")!r})
        def test_a():
            if "PYTEST_XDIST_WORKER" in os.environ and not SEEN.exists():
                SEEN.touch()
                assert False, "only once"
        """
    found = compare({"test_a.py": "def test_a(): pass\n"}, {"test_a.py": once})
    assert (found.verdict, found.regressions) == ("same", ())
    assert found.flaky == ("test_a.py::test_a",)


def test_repeats_are_runs_of_their_own(compare: Compare) -> None:
    found = compare({"test_a.py": "def test_a(): pass\n"}, {}, dists=(), repeat=2)
    assert [run.name for run in found.runs] == [
        "before/serial",
        "before/serial#2",
        "after/serial",
        "after/serial#2",
    ]


def test_each_run_starts_from_a_fresh_copy_and_the_project_stays_as_it_is(
    compare: Compare, tmp_path: Path
) -> None:
    leaving = """\
        import pathlib
        HERE = pathlib.Path(__file__).parent
        def test_a():
            assert HERE.name == "project"
            assert not (HERE / "left").exists()
            (HERE / "left").touch()
            (HERE / "test_a.py").write_text("")
        """
    found = compare({"test_a.py": leaving}, {}, repeat=2, dists=())
    assert [run.passed for run in found.runs] == [1, 1, 1, 1]
    assert sorted(path.name for path in tmp_path.joinpath("project").iterdir()) == [
        "pytest.ini",
        "test_a.py",
    ]


def test_a_tree_in_which_the_change_is_made_already_is_compared_with_what_was(
    compare: Compare,
) -> None:
    found = compare(
        {"test_a.py": "def test_a(made): pass\n", "conftest.py": "import no_such_module\n"},
        {"conftest.py": "import pytest\n@pytest.fixture\ndef made(): pass\n"},
        before={"test_a.py": b"def test_a(): pass\n", "conftest.py": None},
        dists=(),
    )
    assert (found.verdict, found.runs[0].passed, found.runs[1].passed) == ("same", 1, 1)


def test_a_suite_that_fails_before_the_change_is_compared_all_the_same(compare: Compare) -> None:
    files = {
        "test_a.py": "def test_a(): assert False\ndef test_b(): pass\n",
        "test_c.py": "import no_such_module\n",
    }
    found = compare(files, {}, dists=())
    assert (found.verdict, found.ok) == ("same", True)
    uncollected, failing = found.notes
    assert uncollected.startswith("before the change test_c.py cannot be collected: ModuleNotFound")
    assert failing == (
        "before the change 1 test fails already when run serially, such as test_a.py::test_a"
    )


def test_a_hang_in_parallel_is_told_and_collides(compare: Compare) -> None:
    hanging = """\
        import os, time
        def test_a(): pass
        def test_b():
            if "PYTEST_XDIST_WORKER" in os.environ: time.sleep(600)
        """
    found = compare({"test_a.py": hanging}, {}, timeout=5.0)
    assert found.verdict == "same"
    assert [one.tests for one in found.collisions] == [("test_a.py::test_b",)]
    assert found.speedup is None
    assert any(note.startswith("after/load: pytest was stopped after 5 s") for note in found.notes)


def test_workers_that_disagree_are_told_and_a_stable_order_repairs_them(compare: Compare) -> None:
    unordered = """\
        import os, pytest
        order = -1 if os.environ.get("PYTEST_XDIST_WORKER") == "gw1" else 1
        @pytest.mark.parametrize("x", [1, 2, 3][::order])
        def test_a(x): pass
        """
    found = compare({"test_a.py": unordered}, {"test_a.py": unordered.replace("[::order]", "")})
    assert found.verdict == "better"
    assert len(found.repaired) == 3
    assert any("Different tests were collected" in note for note in found.notes)


def test_without_xdist_only_serial_runs_are_made_and_a_note_says_how_to_get_it(
    compare: Compare, environment: Environment
) -> None:
    without = replace(environment, xdist=None)
    found = compare({"test_a.py": "def test_a(): pass\n"}, {}, environment=without)
    assert [run.name for run in found.runs] == ["before/serial", "after/serial"]
    assert f"{environment.python} -m pip install pytest-xdist" in found.notes[0]
    assert found.speedup is None


def test_paths_may_be_absolute_inside_the_project(compare: Compare, tmp_path: Path) -> None:
    files = {"test_a.py": "def test_a(): pass\n", "test_b.py": "def test_b(): pass\n"}
    chosen = (str(tmp_path / "project/test_b.py"),)
    found = compare(files, {}, dists=(), paths=chosen)
    assert [[*run.results] for run in found.runs] == [["test_b.py::test_b"]] * 2


@pytest.mark.parametrize(
    ("files", "options", "words"),
    [
        ({"test_a.py": ""}, {}, "no tests ran"),
        ({"test_a.py": "import no_such\n"}, {}, "test_a.py cannot be collected: .*no_such"),
        ({"test_a.py": ""}, {"paths": ("no.py",)}, "file or directory not found: no.py"),
        ({"conftest.py": "1/0\n"}, {}, "could not start: .*ZeroDivisionError"),
        ({}, {"dists": ("loadfoo",)}, "loadfoo is none of load, "),
        ({}, {"workers": 0}, "at least 1"),
    ],
    ids=["empty", "uncollected", "usage", "conftest", "mode", "workers"],
)
def test_what_cannot_be_compared_is_refused_with_the_reason(
    compare: Compare, files: dict[str, str], options: dict[str, Any], words: str
) -> None:
    with pytest.raises(Refusal, match=words):
        compare(files, {}, **options)


def test_the_json_is_the_one_that_was_promised(compare: Compare, environment: Environment) -> None:
    files = {"test_a.py": "def test_a(): pass\ndef test_b(): pass\n"}
    found = compare(files, {"test_a.py": "def test_a(): pass\n"})
    printed = json.loads(json.dumps(to_json(found)))
    runs = printed.pop("runs")
    speedup = printed.pop("speedup")
    assert printed == {
        "version": 1,
        "verdict": "worse",
        "python": environment.version,
        "pytest": environment.pytest,
        "xdist": environment.xdist,
        "regressions": [
            {
                "test": "test_a.py::test_b",
                "run": "after/serial",
                "message": "no longer collected",
            }
        ],
        "repaired": [],
        "flaky": [],
        "collisions": [],
        "gone": [],
        "proved": False,
        "at_once": None,
        "notes": [],
    }
    assert isinstance(speedup, float)
    assert runs[1].pop("seconds") > 0
    assert runs[1] == {
        "name": "before/load",
        "workers": 2,
        "dist": "load",
        "passed": 2,
        "failed": 0,
        "errors": 0,
        "skipped": 0,
    }
