"""``bowler run codemods.bowler -- PATHS``, and the query in scripts of one's own."""

import os
import subprocess
import sys

import pytest

from codemods.bowler import Transforms
from codemods.errors import Refusal
from tests.cli.projects import CLEAN, Project, Ran

BOWLER = [sys.executable, "-m", "bowler", "run", "codemods.bowler", "--"]


def bowler(project: Project, *words: str, stdin: int = subprocess.DEVNULL) -> Ran:
    done = subprocess.run(
        [*BOWLER, *words],
        cwd=project.path,
        env=project.environment,
        stdin=stdin,
        capture_output=True,
        timeout=120,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr.decode())


def answered(project: Project, keys: str) -> Ran:
    """``--idiff`` with these keys typed on a terminal, and the end of input after them."""
    pty = pytest.importorskip("pty", reason="needs pseudo-terminals")
    ours, theirs = pty.openpty()
    os.write(ours, "".join(f"{key}\n" for key in keys).encode() + b"\x04")
    done = bowler(project, "--idiff", stdin=theirs)
    os.close(theirs)
    os.close(ours)
    return done


def test_the_diff_is_that_of_xdistify(own):
    shown = bowler(own, "tests/")
    assert shown.code == 1
    assert shown.out == own.run("diff").out
    assert shown.err == "1 file read: 2 hazards (2 with a fix, 0 left alone)\n"


def test_write_does_what_apply_does_and_revert_takes_it_back(own):
    before = own.everything()

    assert bowler(own, "--write").code == 0

    written = own.read("tests/test_own.py")
    assert own.run("revert", "--all").code == 0
    assert own.everything() == before
    own.run("apply")
    assert own.read("tests/test_own.py") == written


@pytest.mark.parametrize(
    ("words", "tests"),
    [
        (["--where", "function:test_notes"], ["test_notes"]),
        (["--select", "tmp-path"], ["test_report", "test_notes"]),
        (["--select", "worker-log"], []),
        (["--ignore", "tmp-path,worker-log"], []),
    ],
)
def test_a_run_can_be_narrowed(own, words, tests):
    done = bowler(own, *words)
    assert [name for name in ("test_report", "test_notes") if f"+def {name}(" in done.text] == tests
    assert done.code == bool(tests)


def test_without_hazards_nothing_is_shown(project):
    project.write({"tests/test_clean.py": CLEAN})
    done = bowler(project)
    assert (done.code, done.out) == (0, b"")


def test_help_names_every_argument(project):
    done = bowler(project, "--help")
    assert done.code == 0
    for flag in ("PATHS", "--write", "--idiff", "--select", "--where", "--unsafe", "--root"):
        assert flag in done.text


def test_what_is_wrong_is_said_in_a_sentence(own):
    bowler(own, "nowhere").assert_refused("nowhere does not exist")
    bowler(own, "--select", "tmp-pth").assert_refused("did you mean tmp-path")
    bowler(own, "--where", "funcdef<").assert_refused("--where")
    bowler(own, "--idiff").assert_refused("no terminal")
    assert bowler(own, "--nothing").code == 2


@pytest.mark.parametrize(
    ("keys", "taken"),
    [("yn", [0]), ("ny", [1]), ("a", [0, 1]), ("d", []), ("yq", [0]), ("q", []), ("y", [0])],
)
def test_the_prompt_of_bowler_decides_fix_by_fix(own, keys, taken):
    ids = [hazard["id"] for hazard in own.scan()["hazards"]]

    done = answered(own, keys)

    assert done.code == 0, done.err
    assert "Apply this fix [y,N,q,a,d,?]?" in done.text
    assert f"[{ids[0]}]: " in done.text
    left = [hazard["id"] for hazard in own.scan()["hazards"]]
    assert len(left) == 2 - len(taken)
    names = [("test_report", "test_notes")[number] for number in taken]
    assert [name for name in ("test_report", "test_notes") if parameter(own, name)] == names


def parameter(project: Project, name: str) -> bool:
    return f"def {name}(tmp_path)".encode() in project.read("tests/test_own.py")


def query(project: Project) -> Transforms:
    return Transforms(str(project.path / "tests"), root=project.path, quiet=True)


def test_selectors_and_filters_of_bowler_narrow_a_query(own):
    assert [fix.tests for fix in query(own).select_function("test_notes").silent().fixes] == [
        ("tests/test_own.py::test_notes",)
    ]
    everything = query(own).select_function("test_notes").select_function("test_report").silent()
    assert len(everything.fixes) == 2
    assert query(own).select_function("test_notes").in_class("TestIt").silent().fixes == []


def test_a_processor_sees_whole_fixes_and_may_veto(own):
    seen: list[list[str]] = []

    def process(filename: str, hunk: list[str]) -> bool:
        assert filename == str(own.path / "tests/test_own.py")
        seen.append(hunk)
        return "notes.txt" in hunk[0]

    done = query(own).process(process).write()

    assert done.retcode == 0
    assert [hunk[0].partition("  ")[0] for hunk in seen] == ["tmp-path", "tmp-path"]
    assert all("--- a/tests/test_own.py" in hunk for hunk in seen)
    assert parameter(own, "test_notes")
    assert not parameter(own, "test_report")


def test_a_query_takes_no_modifiers_of_bowler(own):
    with pytest.raises(Refusal, match="no modifiers"):
        query(own).select_function("test_notes").rename("test_other").diff()


def test_names_of_transforms_select(own):
    assert len(query(own).select("tmp-path").silent().fixes) == 2
    assert query(own).ignore("tmp-path").silent().fixes == []
