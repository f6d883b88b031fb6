"""What looks like a touch and is none, and what the run leaves as it was."""

import os
from pathlib import Path

import pytest

from codemods.runs.pythons import Environment
from tests.runs.probing import Seen, all_passed, trace

# Made by a child, that no word of the suite tells from those of another program.
ELSEWHERE = """\
    import os, sys, uuid

    note = os.path.join(os.path.dirname(__file__), "elsewhere.txt")
    if sys.argv[1] == "come":
        folder = os.path.join("/tmp", "xd" + uuid.uuid4().hex)
        os.mkdir(folder)
        open(os.path.join(folder, "test_traps.py"), "w").close()
        open(note, "w").write(folder)
    else:
        folder = open(note).read()
        open(os.path.join(folder, "conftest.py"), "w").close()
        for name in os.listdir(folder):
            os.remove(os.path.join(folder, name))
        os.rmdir(folder)
    """

TRAPS = {
    "elsewhere.py": ELSEWHERE,
    "test_traps.py": """\
        import os, subprocess, sys, tempfile
        from pathlib import Path

        def test_temporary_file():
            with tempfile.TemporaryFile() as file:
                file.write(b"1")

        def test_temporary_file_here():
            with tempfile.TemporaryFile(dir=".") as file:
                file.write(b"1")

        def test_named_temporary_file():
            with tempfile.NamedTemporaryFile("w") as file:
                os.stat(file.name)

        def test_temporary_directory():
            with tempfile.TemporaryDirectory() as folder:
                Path(folder, "x.txt").write_text("")
                os.listdir(folder)

        def test_mkstemp():
            handle, name = tempfile.mkstemp()
            os.close(handle)
            os.remove(name)

        def test_tmp_path(tmp_path):
            tmp_path.joinpath("x.txt").write_text("")
            subprocess.run(["touch", tmp_path / "y.txt"], check=True)

        def test_tmpdir(tmpdir): tmpdir.join("x.txt").write("")

        def test_caches():
            os.makedirs("__pycache__", exist_ok=True)
            for name in ("__pycache__/x.pyc", ".coverage", ".coverage.host.1"):
                open(name, "w").close()
            subprocess.run(["touch", "__pycache__/y.pyc"], check=True)

        def test_pid(): Path(f"out-{os.getpid()}.txt").write_text("")
        def test_devices(): open(os.devnull, "w").close(), os.path.exists("/proc/self")
        def test_standard_library(): open(os.__file__).close()
        def test_descriptors(): os.stat(1), os.path.exists(1)
        def test_output(): print("to be captured"), os.write(1, b"too")

        def test_others_come(): subprocess.run([sys.executable, "elsewhere.py", "come"])
        def test_nothing(): pass
        def test_others_go(): subprocess.run([sys.executable, "elsewhere.py", "go"])

        def test_tempdir_is_not_remembered(monkeypatch, tmp_path):
            assert tempfile.tempdir is None or os.environ["TMPDIR"] == tempfile.tempdir

        def test_looking_at_what_is_no_path():
            for odd in (None, 1.5, [], object(), "\\0", b"\\0", ""):
                for function in (os.stat, os.path.exists, os.listdir, open):
                    try:
                        function(odd)
                    except (TypeError, ValueError, OSError):
                        pass

        def test_last(): Path("last.txt").write_text("")
        """,
}

UNSEEN = [
    "test_temporary_file",
    "test_temporary_file_here",
    "test_named_temporary_file",
    "test_temporary_directory",
    "test_mkstemp",
    "test_tmp_path",
    "test_tmpdir",
    "test_caches",
    "test_pid",
    "test_devices",
    "test_standard_library",
    "test_descriptors",
    "test_output",
    "test_nothing",
    "test_tempdir_is_not_remembered",
]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory, environment: Environment) -> Seen:
    return trace(tmp_path_factory.mktemp("traps"), environment, TRAPS)


def test_the_suite_passes_and_nothing_is_lost(seen: Seen) -> None:
    assert all_passed(seen)
    assert seen.evidence.notes == ()
    assert seen.touches("test_last") == ["write last.txt"]


@pytest.mark.parametrize("name", UNSEEN)
def test_it_is_no_touch(seen: Seen, name: str) -> None:
    assert seen.touches(name) == []


def test_other_programs_in_tmp_are_not_taken_for_the_suite(seen: Seen) -> None:
    assert not [use for use in seen.evidence.uses if use.resource.startswith("/tmp")]


def test_the_tree_holds_what_the_suite_made_and_nothing_else(seen: Seen) -> None:
    own = {"last.txt", "elsewhere.txt", "__pycache__", ".coverage", ".coverage.host.1"}
    own |= {*TRAPS, "pytest.ini", ".pytest_cache"}
    left = {path.name for path in seen.root.iterdir() if not path.name.startswith("out-")}
    assert left <= own


def test_what_a_run_left_in_tmp_is_removed(tmp_path: Path, environment: Environment) -> None:
    name = f"/tmp/xdistify-left-{os.getpid()}"
    code = f"""\
        import os
        from pathlib import Path

        def test_leaves():
            os.makedirs("{name}/deep")
            Path("{name}/deep/file.txt").write_text("")
            Path("{name}/touched.txt").touch()
            os.symlink("nowhere", "{name}/link")
        """
    seen = trace(tmp_path / "p", environment, {"test_leaving.py": code})
    assert all_passed(seen)
    assert f"write {name}/deep/file.txt" in seen.touches("test_leaves")
    assert not os.path.lexists(name)


def test_a_probe_that_breaks_says_so_and_costs_no_test_its_outcome(
    tmp_path: Path, environment: Environment
) -> None:
    breaking = """\
        import sys
        def pytest_runtest_setup(item):
            probe = next(name for name in sys.modules if name.startswith("_xdistify_probe_"))
            sys.modules[probe.partition(".")[0] + ".recorder"].Recorder._line = None
        """
    tests = """\
        def test_writes(): open("out.txt", "w").close()
        def test_again(): open("out.txt", "w").close()
        """
    seen = trace(tmp_path, environment, {"conftest.py": breaking, "test_a.py": tests})
    assert all_passed(seen)
    assert any("switched off" in note for note in seen.evidence.notes)
