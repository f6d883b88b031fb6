"""One run of a suite, with a real pytest and a real xdist."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from codemods.runs.execute import run_suite
from codemods.runs.outcomes import Run
from codemods.runs.pythons import Environment

RunFiles = Callable[..., Run]

EVERY_OUTCOME = {
    "test_all.py": """\
        import pytest

        @pytest.fixture
        def broken():
            raise OSError("no disk")

        @pytest.fixture
        def leaky():
            yield
            raise OSError("still open")

        def test_passes(): pass
        def test_fails(): assert 1 == 2, "one is\\nnot two"
        def test_cannot_start(broken): pass
        def test_cannot_end(leaky): pass
        @pytest.mark.skip(reason="not today")
        def test_is_skipped(): pass
        @pytest.mark.xfail
        def test_fails_as_expected(): assert False
        @pytest.mark.xfail
        def test_passes_unexpectedly(): pass
        @pytest.mark.xfail(strict=True)
        def test_passes_strictly_unexpectedly(): pass
        """
}


def outcomes(run: Run) -> dict[str, str]:
    return {test.partition("::")[2]: result.outcome for test, result in run.results.items()}


@pytest.mark.parametrize("workers", [None, 2], ids=["serially", "with workers"])
def test_every_outcome_is_told(run: RunFiles, workers: int | None) -> None:
    done = run(EVERY_OUTCOME, workers)
    assert outcomes(done) == {
        "test_passes": "passed",
        "test_fails": "failed",
        "test_cannot_start": "error",
        "test_cannot_end": "error",
        "test_is_skipped": "skipped",
        "test_fails_as_expected": "xfailed",
        "test_passes_unexpectedly": "xpassed",
        "test_passes_strictly_unexpectedly": "failed",
    }
    assert (done.passed, done.failed, done.errors, done.skipped) == (2, 2, 2, 2)
    assert done.results["test_all.py::test_fails"].message == "AssertionError: one is"
    assert done.results["test_all.py::test_cannot_start"].message == "OSError: no disk"
    assert "not today" in done.results["test_all.py::test_is_skipped"].message
    assert (done.exit_status, done.error) == (1, None)
    assert (done.workers, done.dist) == ((2, "load") if workers else (0, None))


def test_node_ids_keep_brackets_unicode_and_at_signs(run: RunFiles) -> None:
    files = {
        "tests/sub dir/test_ü.py": """\
            import pytest

            @pytest.mark.parametrize("mail", ["a@b.c", "[x]", "é::ü", "a/b c"])
            def test_mail(mail): pass

            class TestGroup:
                @pytest.mark.xdist_group("some@group")
                def test_grouped(self): pass

                @pytest.mark.xdist_group("other")
                @pytest.mark.parametrize("mail", ["a@b.c"])
                def test_both(self, mail): pass
            """
    }
    serial = run(files)
    parallel = run(files, 2, dist="loadgroup")
    assert "tests/sub dir/test_ü.py::test_mail[a@b.c]" in serial.results
    assert "tests/sub dir/test_ü.py::TestGroup::test_grouped" in serial.results
    assert set(parallel.results) == set(serial.results)
    assert len(serial.results) == 6


def test_the_projects_own_workers_and_early_stop_are_overruled(run: RunFiles) -> None:
    files = {
        "pyproject.toml": '[tool.pytest.ini_options]\naddopts = "-x -n 2 -q"\n',
        "test_a.py": """\
            import os
            def test_fails(): assert False
            def test_runs_all_the_same(): assert "PYTEST_XDIST_WORKER" not in os.environ
            """,
    }
    done = run(files, pytest_args=("-c", "pyproject.toml"))
    assert outcomes(done) == {"test_fails": "failed", "test_runs_all_the_same": "passed"}


@pytest.mark.parametrize("kept_out", [True, False])
def test_xdist_is_used_whether_or_not_the_project_keeps_it_out(
    run: RunFiles, monkeypatch: pytest.MonkeyPatch, kept_out: bool
) -> None:
    if kept_out:
        monkeypatch.setenv("PYTEST_ADDOPTS", "-p no:xdist")
    else:
        monkeypatch.delenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD")
    inside = "import os\ndef test_a(): assert 'PYTEST_XDIST_WORKER' in os.environ\n"
    assert outcomes(run({"test_a.py": inside}, 1)) == {"test_a": "passed"}
    assert outcomes(run({"test_a.py": inside})) == {"test_a": "failed"}


def test_only_the_controller_writes_the_report(run: RunFiles) -> None:
    inside = """\
        def test_a(request):
            assert not request.config.pluginmanager.has_plugin("xdistify-reporter")
        """
    assert outcomes(run({"test_a.py": inside}, 1)) == {"test_a": "passed"}
    assert outcomes(run({"test_a.py": inside})) == {"test_a": "failed"}


def test_a_run_does_not_know_that_it_is_run_by_a_worker_of_ours(
    run: RunFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("WORKER", "WORKER_COUNT", "TESTRUNUID"):
        monkeypatch.setenv(f"PYTEST_XDIST_{name}", "gw7")
    done = run(
        {
            "test_a.py": """\
                import os
                def test_a(worker_id):
                    assert worker_id == "master"
                    assert not [name for name in os.environ if name.startswith("PYTEST_XDIST_")]
                """
        }
    )
    assert outcomes(done) == {"test_a": "passed"}


def test_what_the_user_set_for_pytest_and_for_imports_is_kept(
    run: RunFiles, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tmp_path.joinpath("handed_over.py").touch()
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("PYTEST_ADDOPTS", "-k wanted")
    files = {"test_a.py": "def test_wanted(): import handed_over\ndef test_other(): pass\n"}
    assert outcomes(run(files)) == {"test_wanted": "passed"}


def test_each_run_has_an_empty_short_folder_for_temporary_files_and_leaves_none(
    run: RunFiles, tmp_path: Path
) -> None:
    done = run(
        {
            "test_a.py": f"""\
                import os, pathlib, tempfile
                def test_a():
                    folder = tempfile.gettempdir()
                    assert os.listdir(folder) == [] and len(folder) < 40
                    pathlib.Path({str(tmp_path / "told")!r}).write_text(folder)
                    locked = pathlib.Path(folder, "locked")
                    locked.mkdir()
                    (locked / "file").touch()
                    locked.chmod(0)
                """
        }
    )
    assert outcomes(done) == {"test_a": "passed"}
    assert not Path(tmp_path.joinpath("told").read_text()).exists()


def test_a_module_that_cannot_be_collected_does_not_keep_the_others_from_running(
    run: RunFiles,
) -> None:
    files = {"test_a.py": "import no_such_module\n", "test_b.py": "def test_b(): pass\n"}
    for workers in (None, 2):
        done = run(files, workers)
        assert outcomes(done) == {"test_b": "passed"}
        assert "No module named 'no_such_module'" in done.uncollected["test_a.py"]
        assert (done.errors, done.error) == (1, None)


def test_workers_that_do_not_agree_about_the_tests_are_told(run: RunFiles) -> None:
    files = {
        "test_a.py": """\
            import os, pytest
            @pytest.mark.parametrize("x", [os.environ.get("PYTEST_XDIST_WORKER")])
            def test_a(x): pass
            """
    }
    done = run(files, 2)
    assert not done.results
    assert "Different tests were collected" in next(iter(done.uncollected.values()))


def test_a_hang_ends_when_its_time_is_up_with_what_was_seen_so_far(
    run: RunFiles, tmp_path: Path
) -> None:
    files = {
        "test_a.py": f"""\
            import os, pathlib, subprocess, sys, time
            def test_before(): pass
            def test_hangs():
                child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
                pathlib.Path({str(tmp_path)!r}, "pid").write_text(str(child.pid))
                time.sleep(600)
            def test_never(): pass
            """
    }
    done = run(files, timeout=4.0)
    assert outcomes(done) == {"test_before": "passed", "test_hangs": "failed"}
    assert done.error is not None
    assert "stopped after 4 s while test_a.py::test_hangs ran" in done.error
    assert done.exit_status is None
    assert _is_gone(int(tmp_path.joinpath("pid").read_text()))


def test_a_hang_in_a_worker_ends_too(run: RunFiles) -> None:
    files = {"test_a.py": "import time\ndef test_a(): pass\ndef test_b(): time.sleep(600)\n"}
    done = run(files, 2, timeout=5.0)
    assert outcomes(done) == {"test_a": "passed", "test_b": "failed"}
    assert done.seconds < 15


def test_an_interrupt_of_ours_takes_the_child_with_it(
    project: Callable[[dict[str, str]], Path],
    python: Path,
    environment: Environment,
    tmp_path: Path,
) -> None:
    told = tmp_path / "pid"
    root = project(
        {
            "test_a.py": f"""\
                import os, pathlib, time
                def test_a():
                    pathlib.Path({str(told)!r}).write_text(str(os.getpid()))
                def test_b(): time.sleep(600)
                """
        }
    )

    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_suite(
            root,
            python,
            workers=None,
            dist=None,
            pytest_args=(),
            paths=(),
            timeout=60,
            progress=interrupt,
            environment=environment,
        )
    assert _is_gone(int(told.read_text()))


def test_a_process_that_a_test_forgot_does_not_outlive_the_run(
    run: RunFiles, tmp_path: Path
) -> None:
    files = {
        "test_a.py": f"""\
            import pathlib, subprocess, sys
            def test_a():
                child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
                pathlib.Path({str(tmp_path)!r}, "pid").write_text(str(child.pid))
            """
    }
    assert run(files).error is None
    assert _is_gone(int(tmp_path.joinpath("pid").read_text()))


def test_a_crashed_worker_is_a_failed_test(run: RunFiles) -> None:
    done = run({"test_a.py": "import os\ndef test_a(): os._exit(1)\ndef test_b(): pass\n"}, 2)
    assert outcomes(done) == {"test_a": "failed", "test_b": "passed"}
    assert "crashed while running" in done.results["test_a.py::test_a"].message


def test_a_serial_crash_is_told_with_the_test_that_ran(run: RunFiles) -> None:
    done = run({"test_a.py": "import os\ndef test_a(): pass\ndef test_b(): os.abort()\n"})
    assert outcomes(done) == {"test_a": "passed", "test_b": "failed"}
    assert done.error == "pytest was ended by SIGABRT while test_a.py::test_b ran"


def test_an_end_that_looks_like_success_is_not_taken_for_one(run: RunFiles) -> None:
    done = run({"test_a.py": "import os\ndef test_a(): os._exit(0)\n"})
    assert done.error is not None
    assert "ended with status 0 before its session did" in done.error


@pytest.mark.parametrize(
    ("text", "arguments", "error"),
    [
        ("", ("no.py",), "pytest could not start: file or directory not found: no.py"),
        ("", ("--nono",), "pytest could not start: unrecognized arguments: --nono"),
        ("1/0", (), "pytest could not start: ZeroDivisionError: division by zero"),
        (
            "import pytest\ndef pytest_collection(): pytest.exit('enough')",
            (),
            "pytest was interrupted: _pytest.outcomes.Exit: enough",
        ),
        (
            "def pytest_collection_finish(): raise RuntimeError('oh')",
            (),
            "pytest failed internally: RuntimeError: oh",
        ),
    ],
    ids=["no such file", "no such option", "conftest", "exit", "internal"],
)
def test_why_a_run_was_broken_off_is_told_in_the_words_of_pytest(
    run: RunFiles, text: str, arguments: tuple[str, ...], error: str
) -> None:
    files = {"conftest.py": f"{text}\n", "test_a.py": "def test_a(): pass\n"}
    assert run(files, pytest_args=arguments).error == error


def test_of_a_flood_of_output_only_the_end_is_kept(run: RunFiles) -> None:
    files = {
        "test_a.py": """\
            def test_a():
                for number in range(200_000):
                    print("drop", number, "of the flood")
            """
    }
    done = run(files, pytest_args=("-s",))
    assert outcomes(done) == {"test_a": "passed"}
    assert len(done.stdout) <= 16 * 1024
    assert "1 passed" in done.stdout


def test_the_report_survives_tests_that_tamper_with_everything_it_uses(run: RunFiles) -> None:
    files = {
        "test_a.py": """\
            import builtins, io, json, os, resource

            def test_replaced(monkeypatch):
                def broken(*args, **kwargs):
                    raise RuntimeError("replaced")
                monkeypatch.setattr(json, "dumps", broken)
                monkeypatch.setattr(builtins, "open", broken)
                monkeypatch.setattr(io, "open", broken)
                monkeypatch.delenv("XDISTIFY_REPORT")
                monkeypatch.chdir("/")

            def test_forked():
                child = os.fork()
                if child:
                    os.waitpid(child, 0)
                    return
                assert False, "in the child"

            def test_no_files_left():
                resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))
            """
    }
    child_ends = {
        "conftest.py": """\
            import os
            owner = os.getpid()
            def pytest_runtest_logfinish():
                if os.getpid() != owner:
                    os._exit(1)
            """
    }
    done = run(files | child_ends)
    assert outcomes(done)["test_replaced"] == "passed"
    assert outcomes(done)["test_forked"] == "passed"
    assert "INTERNALERROR" not in done.stdout


def test_progress_tells_how_many_tests_have_ended(run: RunFiles) -> None:
    told: list[str] = []
    files = {"test_a.py": "import time\ndef test_a(): pass\ndef test_b(): time.sleep(1.5)\n"}
    run(files, progress=lambda done, total: told.append(f"{done} of {total}"))
    assert "1 of 2" in told


def test_without_xdist_a_serial_run_does_not_ask_for_it(
    run: RunFiles, python: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTEST_ADDOPTS", "-p no:xdist")
    without = Environment(python, "3.11.0", pytest.__version__, None)
    done = run({"test_a.py": "def test_a(): pass\n"}, environment=without)
    assert (outcomes(done), done.error) == ({"test_a": "passed"}, None)
    with pytest.raises(ValueError, match="needs pytest-xdist"):
        run({"test_a.py": "def test_a(): pass\n"}, 2, environment=without)


def _is_gone(pid: int) -> bool:
    """Whether a process ends within a few seconds; a zombie that nobody waits for has ended."""
    for _ in range(50):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        if sys.platform == "linux":
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
            if state == "Z":
                return True
        time.sleep(0.1)
    return False
