"""``diff``, ``apply`` and ``revert``: what is shown is written, and all of it comes back."""

import ast
import re

import pytest

from tests.cli.projects import CLEAN, OWN

UNSAFE = """\
def export(name):
    open(name, "w").close()


def test_exports():
    name = "out.json"
    export(name)
    assert name == "out.json"
    assert open("test_exports.py").read()
"""


def test_a_diff_is_what_git_takes_and_what_apply_writes(repository):
    before = repository.state()

    done = repository.run("diff")

    assert done.code == 1
    assert done.out.startswith(b"--- a/tests/test_own.py\n+++ b/tests/test_own.py\n@@ ")
    assert done.err.endswith("2 hazards (2 with a fix, 0 left alone)\n")
    assert repository.state() == before
    repository.git("apply", "--check", "-", stdin=done.out)
    repository.git("apply", "-", stdin=done.out)
    patched = repository.read("tests/test_own.py")
    repository.git("checkout", "--quiet", ".")
    repository.run("apply")
    assert repository.read("tests/test_own.py") == patched


ONE_LINE_EACH = 'def test_it():\n    open("/tmp/xdistify-own/a.txt", "w").close()'


def test_a_diff_fits_whatever_files_look_like_and_are_called(project):
    wide = ONE_LINE_EACH.replace("it()", "wide()").replace("own/a", "own/w")
    odd = ONE_LINE_EACH.replace("it()", "odd()").replace("own/a", "own/o")
    bom = ONE_LINE_EACH.replace("it()", "bom()").replace("own/a", "own/b")
    project.write(
        {
            "tests/test_last.py": ONE_LINE_EACH,
            "tests/test_wide.py": f"{wide}\n".replace("\n", "\r\n"),
            "tests/test_with space é 'q' \".py": f"{odd}\n",
            "tests/test_bom.py": f"\ufeff{bom}\n\x0c\n",
        }
    ).initialise()

    done = project.run("diff")

    assert len(re.findall(rb'\n\+\+\+ "?b/', done.out)) == 4
    project.git("apply", "-", stdin=done.out)
    patched = project.everything()
    project.git("checkout", "--quiet", ".")
    assert project.run("apply").code == 0
    assert project.everything() == patched


def test_a_diff_of_nothing_is_nothing(project):
    project.write({"test_clean.py": CLEAN})

    done = project.run("diff", "--quiet")

    assert (done.code, done.out, done.err) == (0, b"", "")


def test_apply_and_revert_outside_git_leave_no_trace(own):
    before = own.everything()

    applied = own.run("apply")

    assert (applied.code, applied.out) == (0, b"")
    assert "applied 2 fixes in 1 file\n" in applied.err
    assert own.read("tests/test_own.py") != OWN.encode()
    ast.parse(own.read("tests/test_own.py"))

    reverted = own.run("revert", "--all")

    assert (reverted.code, reverted.out) == (0, b"")
    assert "took back 2 fixes in 1 file\n" in reverted.err
    assert own.everything() == before


def test_apply_and_revert_in_a_repository_leave_no_trace(repository):
    before = repository.state()

    assert repository.run("apply").code == 0
    assert repository.git("status", "--porcelain") == " M tests/test_own.py"
    assert repository.run("revert", "--all").code == 0

    assert repository.state() == before
    assert not (repository.path / ".git/xdistify").exists()


def test_applying_twice_changes_nothing_the_second_time(repository):
    repository.run("apply")
    once = repository.state()

    again = repository.run("apply")

    assert (again.code, again.out) == (0, b"")
    assert "nothing to apply" in again.err
    assert repository.state() == once
    assert repository.run("diff").out == b""


def test_check_writes_nothing_and_says_whether_there_is_a_change(repository):
    before = repository.state()

    assert repository.run("apply", "--check").code == 1
    assert repository.state() == before
    assert not (repository.path / ".git/xdistify").exists()

    repository.run("apply")
    assert repository.run("apply", "--check").code == 0


def test_apply_of_nothing_ends_with_0(project):
    project.write({"test_clean.py": CLEAN})
    before = project.everything()

    done = project.run("apply")

    assert done.code == 0
    assert "nothing to apply" in done.err
    assert project.everything() == before


def test_an_unsafe_fix_is_made_only_when_asked_for(project):
    project.write({"test_exports.py": UNSAFE})
    before = project.everything()

    (hazard,) = project.scan()["hazards"]
    assert hazard["safety"] == "unsafe"
    assert (project.run("diff").out, project.run("apply").code) == (b"", 0)
    assert project.everything() == before

    assert b"tmp_path" in project.run("diff", "--unsafe").out
    assert project.run("apply", "--unsafe").code == 0
    assert b"tmp_path" in project.read("test_exports.py")
    project.run("revert", "--all")
    assert project.everything() == before


def test_one_fix_is_taken_back_by_its_id_and_the_other_stays(own):
    report, notes = own.scan()["hazards"]
    original = own.read("tests/test_own.py")
    own.run("apply")

    assert own.run("revert", report["id"]).code == 0

    half = own.read("tests/test_own.py")
    assert b"/tmp/xdistify-own/report.txt" in half
    assert b"/tmp/xdistify-other/notes.txt" not in half
    assert own.run("revert", notes["id"]).code == 0
    assert own.read("tests/test_own.py") == original


def test_the_fixes_of_a_transform_are_taken_back_by_its_name(own):
    before = own.everything()
    own.run("apply")

    assert own.run("revert", "tmp-path").code == 0

    assert own.everything() == before


def test_what_is_edited_elsewhere_in_the_file_survives_a_revert(own):
    own.run("apply")
    path = own.path / "tests/test_own.py"
    path.write_bytes(b"# New.\n" + path.read_bytes() + b"\n\n# Newer.\n")

    assert own.run("revert", "--all").code == 0

    assert own.read("tests/test_own.py") == b"# New.\n" + OWN.encode() + b"\n\n# Newer.\n"


def test_a_name_that_nothing_was_applied_under_is_refused_with_the_near_one(own):
    own.run("apply")
    before = own.everything()

    own.run("revert", "tmp_path").assert_refused("tmp_path", "tmp-path")

    assert own.everything() == before


@pytest.mark.parametrize("words", [[], ["--all", "tmp-path"]], ids=["neither", "both"])
def test_revert_takes_either_names_or_all(own, words):
    own.run("revert", *words).assert_refused("--all")


def test_revert_where_nothing_was_applied_does_nothing(own):
    before = own.everything()

    assert own.run("revert", "--all").code == 0

    assert own.everything() == before


def test_a_file_with_uncommitted_changes_is_refused_unless_one_insists(repository):
    repository.write({"tests/test_own.py": OWN + "# Mine.\n"})
    before = repository.state()

    repository.run("apply").assert_refused("tests/test_own.py", "--allow-dirty")
    assert repository.state() == before

    assert repository.run("apply", "--allow-dirty").code == 0
    repository.run("revert", "--all", "--allow-dirty")
    assert repository.state() == before


def test_the_mode_of_a_rewritten_file_stays(own):
    path = own.path / "tests/test_own.py"
    path.chmod(0o751)

    own.run("apply")

    assert path.read_bytes() != OWN.encode()
    assert path.stat().st_mode & 0o777 == 0o751


SEVERAL_ON_A_LINE = """\
calls = []


def test_several():
    calls.append(1); open("/tmp/xdistify-own/e.txt", "w").write("x")
    assert open("/tmp/xdistify-own/e.txt").read() == "x"
    assert calls == [1]
"""


def test_a_statement_that_shares_its_line_is_not_doubled(project):
    project.write({"test_several.py": SEVERAL_ON_A_LINE})

    project.run("apply")

    assert project.read("test_several.py").count(b"calls.append(1)") == 1


LATIN = "# -*- coding: latin-1 -*-\n" + SEVERAL_ON_A_LINE.replace("calls", "appelés")


def test_a_statement_after_others_on_its_line_is_found_in_every_encoding(project):
    project.write({"test_several.py": LATIN.encode("latin-1")})

    (hazard,) = project.scan()["hazards"]

    assert "without binding it" not in hazard["why"]


STAR = """\
from settings import *


def test_keeps():
    with open(PLACE, "w") as file:
        file.write("ok")
    with open(PLACE) as file:
        assert file.read() == "ok"


def test_other():
    with open("/tmp/xdistify-star-other.txt", "w") as file:
        file.write("ok")
"""


@pytest.mark.parametrize("taken", [["--all"], ["each"]])
def test_a_name_that_a_star_brings_may_come_back(project, taken):
    project.write({"settings.py": 'PLACE = "/tmp/xdistify-star.txt"\n', "test_star.py": STAR})
    project.write({"pytest.ini": "[pytest]\n"})
    before = project.everything()
    ids = [it["id"] for it in project.scan()["hazards"] if it["edits"]]
    assert project.run("apply").code == 0
    assert b"PLACE" not in project.read("test_star.py")

    for words in [taken] if taken == ["--all"] else [[identity] for identity in ids]:
        done = project.run("revert", *words)
        assert done.code == 0, done.err

    assert project.everything() == before
