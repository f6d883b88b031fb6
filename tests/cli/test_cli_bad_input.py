"""Input that cannot be worked on: one clear sentence, the right exit code, and nothing lost."""

import os
import sys

import pytest

from tests.cli.projects import BLOG, CLEAN, OWN, Project

NEWER = {
    (3, 10): "def first[T](x: T) -> T: ...\n",
    (3, 11): "def first[T](x: T) -> T: ...\n",
    (3, 12): "class Box[T = int]: ...\n",
    (3, 13): 'name = t"{OWN}"\n',
}

UNREADABLE = {
    "does not parse": (b"def broken(:\n", "does not parse (line 1"),
    "is not UTF-8": (b'x = "\xff\xfe"\n', "cannot be decoded"),
    "has an unknown encoding": (b"# -*- coding: klingon -*-\n", "cannot be decoded"),
    "is binary": (b"\x7fELF\x02\x01\x00\x00", "null bytes"),
    "nests too deep": (b"x = " + b"(" * 300 + b")" * 300 + b"\n", "does not parse"),
    "assigns to a call": (b"f() = 1\n", "does not parse (line 1"),
    "is indented with both": (b"if 1:\n        x = 1\n\ty = 2\n", "does not parse (line 3"),
}
if sys.version_info < (3, 14):
    UNREADABLE["joins what only newer ones know"] = (b"""x = "z" t"{y}"\n""", "newer than")
if sys.version_info[:2] in NEWER:
    UNREADABLE["is newer than the running Python"] = (
        NEWER[sys.version_info[:2]].encode(),
        "syntax newer than Python",
    )


def test_files_that_cannot_be_read_are_skipped_in_a_folder_each_with_its_reason(own):
    names = {what: f"tests/test_{at}.py" for at, what in enumerate(UNREADABLE)}
    own.write({names[what]: raw for what, (raw, _) in UNREADABLE.items()})
    before = own.everything()

    found = own.scan()

    assert (found["files"], len(found["hazards"])) == (1, 2)
    skipped = {item["path"]: item["reason"] for item in found["skipped"]}
    assert set(skipped) == set(names.values())
    wrong = {
        what: skipped[names[what]]
        for what, (_, reason) in UNREADABLE.items()
        if reason not in skipped[names[what]]
    }
    assert wrong == {}
    assert own.everything() == before


@pytest.mark.parametrize(("raw", "reason"), UNREADABLE.values(), ids=UNREADABLE)
def test_a_file_that_cannot_be_read_is_refused_by_name_and_no_other_is_written(own, raw, reason):
    own.write({"tests/test_bad.py": raw})
    before = own.everything()

    refused = own.run("apply", "tests/test_bad.py", "tests/test_own.py")

    refused.assert_refused("tests/test_bad.py", reason)
    assert len(refused.err.splitlines()) == 1
    assert own.everything() == before


def test_what_is_skipped_is_named_in_the_text_too(own):
    own.write({"tests/test_bad.py": "def broken(:\n"})

    assert "skipped tests/test_bad.py: it does not parse (line 1" in own.run("scan").text


@pytest.mark.parametrize("verb", ["scan", "diff", "apply", "verify"])
def test_a_path_that_does_not_exist_is_refused(own, verb):
    before = own.everything()

    done = own.run(verb, "tests/test_own.py", "tests/test_gone.py")

    done.assert_refused("tests/test_gone.py does not exist")
    assert own.everything() == before


def test_a_root_that_is_no_folder_is_refused(own):
    own.run("scan", "--root", "pytest.ini").assert_refused("pytest.ini")


def test_a_path_outside_the_root_is_refused(own, tmp_path):
    (tmp_path / "test_out.py").write_text(OWN)

    own.run("apply", "--root", str(own.path), "../test_out.py").assert_refused("outside the root")

    assert (tmp_path / "test_out.py").read_text() == OWN


def test_a_file_that_is_no_python_is_refused_by_name(own):
    own.run("scan", "pytest.ini").assert_refused("pytest.ini", "not a Python file")


@pytest.mark.parametrize("words", [["scan"], ["diff"], ["apply"], ["revert", "--all"]])
def test_an_empty_folder_holds_nothing_to_do(tmp_path, environment, words):
    empty = tmp_path / "empty"
    empty.mkdir()

    done = Project(empty, environment).run(*words)

    assert (done.code, done.out) == (0, b"")
    assert len(done.err.splitlines()) in (1, 2)
    assert list(empty.iterdir()) == []


def test_an_empty_folder_has_nothing_to_verify(project):
    done = project.run("verify")

    assert done.code == 2
    assert "no test was run" in done.err


ONE = """\
def test_it():
    with open("/tmp/xdistify-own/a.txt", "w") as file:
        file.write("ok")
"""
LINES = ONE.splitlines()
SHAPES = {
    "a byte-order mark": "\ufeff" + ONE,
    "CRLF": ONE.replace("\n", "\r\n"),
    "mixed line ends": f"{LINES[0]}\r\n{LINES[1]}\n{LINES[2]}\r\n",
    "lone CR line ends": "\r".join([*LINES, ""]),
    "mixed with a lone CR": f"{LINES[0]}\n{LINES[1]}\r{LINES[2]}\n",
    "a form feed first": "\x0c" + ONE,
    "form feeds inside": f"import os\n\x0c\n\x0c{ONE}\x0c\n",
    "no final newline": ONE.rstrip(),
    "spaces at line ends": ONE.replace("\n", "  \n"),
    "blank lines at the end": ONE + "\n\n \n",
    "a byte-order mark and CRLF": "\ufeff" + ONE.replace("\n", "\r\n").rstrip(),
}


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES)
def test_a_file_of_any_shape_is_rewritten_exactly_or_left_alone(project, text):
    project.write({"test_it.py": text.encode()})
    before = project.everything()
    wanted = text.replace("()", "(tmp_path)", 1).replace(
        '"/tmp/xdistify-own/a.txt"', 'tmp_path / "a.txt"'
    )

    applied = project.run("apply")

    assert applied.code == 0
    after = project.read("test_it.py")
    if after == text.encode():
        assert "1 hazard (0 with a fix, 1 left alone)" in applied.err
    else:
        assert after == wanted.encode()
        assert project.run("revert", "--all").code == 0
    assert project.everything() == before


@pytest.mark.parametrize(
    "shape",
    ["a byte-order mark", "CRLF", "no final newline", "lone CR line ends", "a form feed first"],
)
def test_these_shapes_are_rewritten(project, shape):
    project.write({"test_it.py": SHAPES[shape].encode()})

    (hazard,) = project.scan()["hazards"]

    assert hazard["safety"] == "safe"


def test_new_lines_end_as_the_lines_of_the_file_do(project):
    raw = OWN.replace("\n", "\r\n").encode()
    project.write({"test_own.py": raw})

    assert project.run("apply").code == 0

    after = project.read("test_own.py")
    assert after.count(b"\n") == raw.count(b"\n") + 1
    assert after.count(b"\r\n") == after.count(b"\n")


def test_a_link_that_leaves_the_root_is_skipped_and_refused_by_name(own, tmp_path):
    outside = tmp_path / "outside.py"
    outside.write_text(OWN)
    (own.path / "tests/test_link.py").symlink_to(outside)
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "test_in_folder.py").write_text(OWN)
    (own.path / "tests/linked").symlink_to(folder)

    done = own.run("apply")
    assert done.code == 0
    assert own.scan()["skipped"] == [
        {"path": "tests/test_link.py", "reason": "it is a symbolic link that leaves the root"}
    ]
    for name in ("tests/test_link.py", "tests/linked", "tests/linked/test_in_folder.py"):
        own.run("apply", name).assert_refused(name)

    assert outside.read_text() == OWN
    assert (folder / "test_in_folder.py").read_text() == OWN
    assert (own.path / "tests/test_link.py").is_symlink()


def test_a_link_inside_the_root_stays_a_link(project):
    project.write({"shared/cases.py": OWN})
    (project.path / "test_link.py").symlink_to("shared/cases.py")
    before = project.everything()

    assert project.run("apply").code in (0, 2)
    assert (project.path / "test_link.py").is_symlink()
    project.run("revert", "--all")

    assert project.everything() == before


def test_a_read_only_file_is_refused_and_the_others_stay_too(own):
    own.write({"tests/test_locked.py": OWN.replace("xdistify-o", "xdistify-locked-o")})
    (own.path / "tests/test_locked.py").chmod(0o444)
    before = own.everything()

    own.run("apply").assert_refused("tests/test_locked.py is read-only")

    assert own.everything() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_skipped_and_refused_by_name(own):
    own.write({"tests/test_secret.py": OWN})
    (own.path / "tests/test_secret.py").chmod(0)

    assert [item["path"] for item in own.scan()["skipped"]] == ["tests/test_secret.py"]
    own.run("scan", "tests/test_secret.py").assert_refused("tests/test_secret.py")


BROKEN = {
    "toml": {"pyproject.toml": "[tool.xdistify\n"},
    "encoding": {"pyproject.toml": b'name = "\xff"\n'},
    "tool": {"pyproject.toml": "tool = 3\n"},
    "options": {"pyproject.toml": "[tool.pytest]\nini_options = 3\n"},
    "ini": {"pytest.ini": "testpaths = tests\n"},
    "cfg": {"pytest.ini": "[pytest\n"},
}


@pytest.mark.parametrize("files", BROKEN.values(), ids=BROKEN)
def test_a_broken_configuration_is_refused_by_its_name(own, files):
    (own.path / "pytest.ini").unlink()
    own.write(files)
    before = own.everything()

    own.run("apply").assert_refused(*files)

    assert own.everything() == before


@pytest.fixture
def without_git(tmp_path):
    empty = tmp_path / "bin"
    empty.mkdir()
    return {"PATH": str(empty)}


def test_without_git_on_path_fixes_are_made_and_taken_back(repository, without_git):
    before = repository.state()

    done = repository.run("apply", environment=without_git)
    assert done.code == 0
    assert "git is not on PATH" in done.err
    assert repository.read("tests/test_own.py") != OWN.encode()

    assert repository.run("revert", "--all", environment=without_git).code == 0
    assert repository.state() == before


@pytest.mark.parametrize("words", [["--commit", "transform"], ["--branch", "safe"]], ids=" ".join)
def test_without_git_on_path_commits_are_refused(repository, without_git, words):
    before = repository.state()

    repository.run("apply", *words, environment=without_git).assert_refused("git is not on PATH")

    assert repository.state() == before


@pytest.mark.parametrize("words", [["--commit", "fix"], ["--branch", "safe"]], ids=" ".join)
def test_outside_a_repository_commits_are_refused(own, words):
    before = own.everything()

    own.run("apply", *words).assert_refused("not in a git repository")

    assert own.everything() == before


def test_in_a_bare_repository_commits_are_refused(own):
    own.git("init", "--quiet", "--bare", ".")
    before = own.everything()

    own.run("apply", "--commit", "transform").assert_refused("bare repository")

    assert own.everything() == before


def test_on_a_detached_head_commits_are_refused_but_a_branch_is_made(repository):
    repository.git("checkout", "--quiet", "--detach")
    before = repository.state()

    repository.run("apply", "--commit", "transform").assert_refused("HEAD is detached", "--branch")
    assert repository.state() == before

    assert repository.run("apply", "--branch", "safe").code == 0
    assert repository.git("rev-parse", "safe~1") == repository.git("rev-parse", "HEAD")
    assert repository.everything() == before[0]


@pytest.mark.parametrize("words", [[], ["--commit", "fix"], ["--branch", "safe"]], ids=" ".join)
def test_while_a_rebase_is_in_progress_everything_is_refused(repository, words):
    repository.git("checkout", "--quiet", "-b", "theirs")
    repository.write({"notes.txt": "theirs"}).commit("theirs")
    repository.git("checkout", "--quiet", "main")
    repository.write({"notes.txt": "ours"}).commit("ours")
    repository.git("rebase", "theirs", check=False)
    before = repository.state()

    repository.run("apply", *words).assert_refused("rebase is in progress", "--abort")

    assert repository.state() == before


def test_a_stale_lock_on_the_index_is_named(repository):
    before = repository.state()
    lock = repository.path / ".git/index.lock"
    lock.touch()

    repository.run("apply", "--commit", "transform").assert_refused(str(lock), "delete")

    lock.unlink()
    assert repository.state() == before


@pytest.mark.parametrize("words", [["--commit", "transform"], ["--branch", "safe"]], ids=" ".join)
def test_who_has_no_name_is_told_how_to_get_one(repository, tmp_path, words):
    nameless = tmp_path / "nameless"
    nameless.write_text("[user]\nuseConfigOnly = true\n")
    before = repository.state()

    done = repository.run("apply", *words, environment={"GIT_CONFIG_GLOBAL": str(nameless)})

    done.assert_refused("user.name", "user.email")
    assert repository.state() == before


def test_a_repository_without_a_commit_is_refused(own):
    own.git("init", "--quiet")
    before = own.everything()

    own.run("apply", "--branch", "safe").assert_refused("no commit yet")

    assert own.everything() == before


SPY = """\
from pathlib import Path

Path({marker!r}).touch()
"""


def test_nothing_of_the_suite_is_imported_or_run(project, tmp_path):
    markers = {name: tmp_path / f"{name}.marker" for name in ("test", "conftest", "helper", "site")}
    spies = {name: SPY.format(marker=str(marker)) for name, marker in markers.items()}
    project.write(
        {
            "conftest.py": f"{spies['conftest']}\npytest_plugins = ['helper']\n",
            "helper.py": spies["helper"],
            "sitecustomize.py": spies["site"],
            "tests/test_spy.py": f"{spies['test']}\nimport helper\n\n\n{OWN}",
            "tests/test_blog.py": BLOG,
        }
    ).initialise()

    codes = [
        project.run(*words).code
        for words in (["scan"], ["diff"], ["apply", "--check"], ["apply"], ["revert", "--all"])
    ]

    assert codes == [1, 1, 1, 0, 0]
    assert [name for name, marker in markers.items() if marker.exists()] == []
    exec(spies["test"], {})
    assert markers["test"].exists()


def test_a_suite_that_is_not_there_any_more_is_not_missed(project):
    project.write({"tests/test_clean.py": CLEAN, "pytest.ini": "[pytest]\ntestpaths = gone\n"})

    assert project.scan()["hazards"] == []
