"""The transforms as commands of LibCST, run by its tool over golden cases."""

import shutil
import subprocess
import sys
from pathlib import Path

import libcst as cst
import pytest
from libcst.codemod import CodemodContext, SkipFile

from codemods import commands
from codemods.plan import changed_files
from codemods.transforms.api import load_transforms
from tests.cli.projects import Project
from tests.golden.cases import Case, all_cases, plan_of, tree

PAIR = {
    "test_a_writes.py": 'def test_writes():\n    open("/tmp/xdistify-x/a", "w").close()\n',
    "test_b_reads.py": 'def test_reads():\n    assert open("/tmp/xdistify-x/a").read() == ""\n',
}


def libcst(project: Project, name: str, *words: str) -> subprocess.CompletedProcess[str]:
    """A command over a whole project, without a formatter."""
    tool = [sys.executable, "-m", "libcst.tool", "codemod", "-x", f"codemods.commands.{name}"]
    return subprocess.run(
        [*tool, "--no-format", "--hide-progress", *words, "."],
        cwd=project.path,
        env=project.environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_every_transform_is_a_command_named_after_it():
    names = {command.TRANSFORM: name for name, command in commands.COMMANDS.items()}
    assert set(names) == {transform.name for transform in load_transforms()}
    assert names["tmp-path"] == "TmpPathCommand"
    for name, command in commands.COMMANDS.items():
        assert getattr(commands, name) is command
        assert command.DESCRIPTION.endswith(".")


def planted(project: Project, transform: str) -> list[tuple[Case, Path]]:
    """The golden cases of a transform, each a suite by itself below the project."""
    cases = [
        case
        for case in all_cases()
        if case.transform == transform
        and case.changes
        and not case.settings.get("unsafe")
        and not case.settings.get("grouping")
    ]
    planted = []
    for case in cases[:12]:
        root = project.path / case.name
        shutil.copytree(case.before, root)
        if not any((root / name).exists() for name in ("pytest.ini", "pyproject.toml", "tox.ini")):
            (root / "pytest.ini").write_text("[pytest]\n")
        planted.append((case, root))
    return planted


def expected(case: Case, root: Path) -> dict[str, bytes]:
    """What ``apply`` makes with the fixes that lie in one file of Python that is there."""
    plan = plan_of(root, case)
    fixes = [
        fix
        for fix in plan.fixes
        if fix.transform == case.transform
        and fix.safety == "safe"
        and len({edit.path for edit in fix.edits}) == 1
    ]
    files = tree(root)
    changed = changed_files(plan, fixes)
    return files | {
        path: after
        for path, (before, after) in changed.items()
        if before is not None and path.endswith(".py")
    }


@pytest.mark.parametrize(
    ("name", "transform"),
    [
        ("TmpPathCommand", "tmp-path"),
        ("SessionDirCommand", "session-dir"),
        ("StableParamsCommand", "stable-params"),
        ("ControllerArgvCommand", "controller-argv"),
        ("WorkerLogCommand", "worker-log"),
    ],
)
def test_the_tool_makes_the_bytes_that_apply_makes(project, name, transform):
    (project.path / "pytest.ini").unlink()
    suites = planted(project, transform)
    wanted = {case.id: expected(case, root) for case, root in suites}

    done = libcst(project, name, "-j", "1")

    assert done.returncode == 0, done.stderr
    assert {case.id: tree(root) for case, root in suites} == wanted
    assert any(wanted[case.id] != tree(case.before) for case, _ in suites)


@pytest.mark.parametrize("jobs", ["1", "4"])
def test_one_analysis_before_the_first_write_serves_all_processes(project, jobs):
    text = 'def test_it():\n    open("/tmp/xdistify-{0}.txt", "w").close()\n'
    project.write({f"tests/test_{number}.py": text.format(number) for number in range(12)})
    patch = project.run("diff").out

    done = libcst(project, "TmpPathCommand", "-j", jobs)

    assert done.returncode == 0, done.stderr
    assert "Transformed 12 files successfully" in done.stderr
    project.git("init", "--quiet")
    project.git("apply", "--reverse", "-", stdin=patch)
    assert project.read("tests/test_7.py") == text.format(7).encode()


def test_a_fix_of_two_files_is_left_whole_with_a_warning(project):
    project.write(PAIR)
    before = project.everything()

    done = libcst(project, "SessionDirCommand", "-j", "1")

    assert done.returncode == 0
    assert project.everything() == before
    assert "changes 3 files together: use xdistify apply --select session-dir" in done.stderr


def test_a_file_that_libcst_would_not_keep_is_not_written(project):
    fed = b'\x0cdef test_it():\n    open("/tmp/xdistify-b.txt", "w").close()\n'
    project.write({"test_fed.py": fed, "test_clean.py": b"\x0cX = 1\n"})

    done = libcst(project, "TmpPathCommand", "-j", "1")

    assert done.returncode == 0
    assert project.read("test_fed.py") == fed
    assert project.read("test_clean.py") == b"\x0cX = 1\n"
    assert "test_fed.py: LibCST would not keep every byte of it" in done.stderr


def test_nothing_is_left_in_the_temporary_folder(project, tmp_path):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    project.write({"tests/test_clean.py": "def test_it():\n    pass\n"})
    project.environment["TMPDIR"] = str(scratch)

    assert libcst(project, "TmpPathCommand", "-j", "1").returncode == 0

    assert list(scratch.iterdir()) == []


def test_a_program_can_use_a_command_on_one_module(own):
    path = own.path / "tests/test_own.py"
    before = cst.parse_module(path.read_bytes())
    context = CodemodContext(filename=str(path))

    after = commands.COMMANDS["TmpPathCommand"](context).transform_module(before)

    assert "def test_report(tmp_path):" in after.code
    assert path.read_bytes() == before.bytes


def test_a_module_without_a_file_is_skipped():
    command = commands.COMMANDS["TmpPathCommand"](CodemodContext())
    with pytest.raises(SkipFile, match="needs the path of a file"):
        command.transform_module(cst.parse_module("x = 1\n"))
