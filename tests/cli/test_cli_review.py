"""``review`` without a terminal: every action has a twin, and nothing is written before --apply."""

import json
from pathlib import Path

import pytest

from tests.cli.projects import OWN, Project


def ids(project: Project) -> dict[str, str]:
    """Of each resource, the id of its fix."""
    listed = json.loads(project.run("review", "--list", "--format", "json").out)
    return {fix["resource"]: fix["id"] for fix in listed["fixes"]}


def verdicts(project: Project) -> dict[str, str]:
    listed = json.loads(project.run("review", "--list", "--format", "json").out)
    return {fix["resource"]: fix["verdict"] for fix in listed["fixes"]}


REPORT, NOTES = "/tmp/xdistify-own/report.txt", "/tmp/xdistify-other/notes.txt"

MANUAL = """\
def test_the_message(say):
    path = "/tmp/xdistify-message.txt"
    open(path, "w").close()
    assert say(path) == "kept in " + path + "."
    assert len(path) == 26
"""


def editor(folder: Path, script: str) -> dict[str, str]:
    """An editor that runs a shell script on each file that it is given."""
    path = folder / "editor.sh"
    path.write_text(f'#!/bin/sh\nfor file; do case "$file" in +*) ;; *)\n{script}\n;; esac; done\n')
    path.chmod(0o755)
    return {"EDITOR": str(path)}


def test_without_a_terminal_it_names_what_does_the_same(own: Project) -> None:
    before = own.everything()
    done = own.run("review")
    done.assert_refused("--list", "--show", "--accept", "--reject", "--apply")
    assert own.everything() == before


def test_deciding_writes_to_no_source(repository: Project) -> None:
    before = repository.everything()
    assert repository.run("review", "--accept", "all").code == 0
    assert repository.everything() == before
    assert set(verdicts(repository).values()) == {"accepted"}
    assert repository.git("status", "--porcelain") == ""


def test_what_was_accepted_is_applied_and_what_was_rejected_is_not_asked_again(
    own: Project,
) -> None:
    names = ids(own)
    own.run("review", "--accept", names[REPORT], "--reject", names[NOTES])
    done = own.run("review", "--apply")
    assert done.code == 0, done.err
    content = own.read("tests/test_own.py")
    assert b"xdistify-own" not in content
    assert b"xdistify-other" in content
    assert verdicts(own) == {NOTES: "rejected"}
    assert own.run("revert", "--all").code == 0
    assert own.read("tests/test_own.py") == OWN.encode()
    assert verdicts(own)[REPORT] == "undecided"


def test_rules_leave_what_was_decided_and_ids_do_not(own: Project) -> None:
    names = ids(own)
    own.run("review", "--reject", names[NOTES])
    own.run("review", "--accept", "tmp-path")
    assert verdicts(own) == {REPORT: "accepted", NOTES: "rejected"}
    own.run("review", "--accept", names[NOTES][:5])
    assert verdicts(own) == {REPORT: "accepted", NOTES: "accepted"}
    own.run("review", "--forget", "all")
    assert set(verdicts(own).values()) == {"undecided"}


def test_undo_and_redo_go_step_by_step(own: Project) -> None:
    own.run("review", "--accept", "proven")
    assert own.run("review", "--undo").code == 0
    assert set(verdicts(own).values()) == {"undecided"}
    own.run("review", "--undo").assert_refused("nothing to undo")


def test_redo_is_there_for_a_later_command(own: Project) -> None:
    own.run("review", "--accept", "proven")
    own.run("review", "--undo")
    assert own.run("review", "--redo").code == 0
    assert set(verdicts(own).values()) == {"accepted"}


@pytest.mark.parametrize("order", [1, -1])
def test_what_is_said_more_closely_wins(own: Project, order: int) -> None:
    words = [("--reject", "all"), ("--accept", "tmp-path"), ("--reject", ids(own)[NOTES])][::order]
    assert own.run("review", *(word for pair in words for word in pair)).code == 0
    assert verdicts(own) == {REPORT: "accepted", NOTES: "rejected"}


def test_a_transform_without_fixes_is_no_mistake(own: Project) -> None:
    done = own.run("review", "--accept", "worker-id", "--accept", "tmp-path")
    assert done.code == 0, done.err
    assert "worker-id: there is no open fix" in done.err
    assert set(verdicts(own).values()) == {"accepted"}
    assert own.run("review", "--accept", "tmp-path").code == 0


def test_a_repository_that_moves_keeps_its_decisions(repository: Project) -> None:
    repository.run("review", "--accept", "proven")
    moved = Project(repository.path.with_name("moved"), repository.environment)
    repository.path.rename(moved.path)
    assert set(verdicts(moved).values()) == {"accepted"}


def test_what_is_reverted_is_asked_again(own: Project) -> None:
    name = ids(own)[NOTES]
    own.run("review", "--accept", "proven", "--leave", name)
    assert own.run("review", "--apply").code == 0
    assert own.run("revert", "--all").code == 0
    assert set(verdicts(own).values()) == {"undecided"}


@pytest.mark.parametrize("command", ["'unbalanced", "   ", "/nowhere/editor"])
def test_an_editor_that_is_none_gets_one_sentence(own: Project, command: str) -> None:
    name = ids(own)[REPORT]
    done = own.run("review", "--edit", name, environment={"EDITOR": command, "PATH": ""})
    done.assert_refused("editor" if command.strip() != "'unbalanced" else "EDITOR")


def test_show_prints_a_diff_that_git_takes(repository: Project) -> None:
    names = ids(repository)
    for name in names.values():
        shown = repository.run("review", "--show", name)
        assert shown.code == 0
        patch = shown.out[shown.out.index(b"--- a/") :]
        repository.git("apply", "--check", "-", stdin=patch)
    repository.run("review", "--accept", names[REPORT])
    after = repository.run("review", "--show", names[NOTES], "--format", "json").json
    assert after["verdict"] == "undecided"
    assert "xdistify-own" not in after["diff"].replace(" def", "def").split("@@")[-1]


def test_edit_takes_what_the_editor_leaves(own: Project, tmp_path: Path) -> None:
    name = ids(own)[REPORT]
    environment = editor(tmp_path, 'sed -i s/report_path/place/g "$file"')
    done = own.run("review", "--edit", name, environment=environment)
    assert done.code == 0, done.err
    assert own.read("tests/test_own.py") == OWN.encode()
    own.run("review", "--apply")
    assert b'place = tmp_path / "report.txt"' in own.read("tests/test_own.py")
    own.run("revert", "--all")
    assert own.read("tests/test_own.py") == OWN.encode()


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("echo 'def (' >> \"$file\"", "would not parse"),
        ("echo 'print(nothing_like_it)' >> \"$file\"", "nothing_like_it"),
        ("true", "changed nothing"),
        ("exit 3", "ended with 3"),
        ('rm "$file"', "did not come back"),
    ],
)
def test_an_edit_that_does_not_pass_changes_no_decision(
    own: Project, tmp_path: Path, script: str, words: str
) -> None:
    name = ids(own)[REPORT]
    own.run("review", "--edit", name, environment=editor(tmp_path, script)).assert_refused(words)
    assert set(verdicts(own).values()) == {"undecided"}


def test_a_hazard_that_is_left_for_good_gets_its_comment(own: Project) -> None:
    name = ids(own)[NOTES]
    own.run("review", "--leave", name, "--reason", "an other team reads it", "--accept", "tmp-path")
    done = own.run("review", "--apply")
    assert done.code == 0, done.err
    assert b"# xdistify: ignore[hardcoded-path] an other team reads it" in own.read(
        "tests/test_own.py"
    )
    assert own.run("scan").code == 0
    own.run("revert", "--all")
    assert own.read("tests/test_own.py") == OWN.encode()


def test_what_has_no_fix_can_be_left_for_good_too(project: Project) -> None:
    project.write({"tests/test_it.py": MANUAL})
    (manual,) = project.scan()["hazards"]
    project.run("review", "--accept", manual["id"]).assert_refused("has no fix")
    assert b"left alone" in project.run("review", "--list").out
    assert project.run("review", "--leave", manual["id"], "--apply").code == 0
    assert not project.scan()["hazards"]
    assert project.run("revert", "ignore").code == 0
    assert project.read("tests/test_it.py") == MANUAL.encode()


def test_commits_and_branches_are_those_of_apply(repository: Project) -> None:
    repository.run("review", "--accept", "proven")
    before = repository.everything()
    done = repository.run("review", "--apply", "--branch", "tidy")
    assert done.code == 0, done.err
    assert repository.everything() == before
    assert "Xdistify-Fix" in repository.git("log", "-1", "--format=%B", "tidy")
    assert set(verdicts(repository).values()) == {"undecided"}
    repository.run("review", "--accept", "proven")
    assert repository.run("review", "--apply", "--commit", "fix").code == 0
    assert len(repository.git("log", "--format=%h").splitlines()) == 3


def test_apply_takes_every_fix_and_says_so_where_a_review_said_no(own: Project) -> None:
    assert "said no" not in own.run("apply", "--check").err
    own.run("review", "--reject", "all")
    done = own.run("apply")
    assert "also 2 that a review said no to" in done.err
    assert b"/tmp/xdistify" not in own.read("tests/test_own.py")


def test_a_dirty_tree_is_refused_and_every_decision_kept(repository: Project) -> None:
    repository.run("review", "--accept", "proven")
    repository.write({"tests/test_own.py": OWN + "\n\nLATER = 1\n"})
    repository.run("review", "--apply").assert_refused("uncommitted", "review --apply")
    assert verdicts(repository)[REPORT] == "accepted"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--accept", "zzzz"], "no id"),
        (["--accept", "tmp-pth"], "no id"),
        (["--accept", "all", "--reject", "all"], "both"),
        (["--accept", "all", "--branch", "x"], "use --apply too"),
        (["--undo"], "nothing to undo"),
        (["--show", "0"], "no id"),
        (["--reason", "because"], "why something is left"),
        (["--list", "--format", "xml"], "format"),
        (["--apply", "--branch", "x", "--commit", "none"], "--branch needs commits"),
    ],
)
def test_bad_words_get_one_sentence(own: Project, words: list[str], said: str) -> None:
    own.run("review", *words).assert_refused(said)


def test_hostile_names_reach_no_terminal(project: Project) -> None:
    name = "/tmp/xdistify-\\x1b[31m\\u202e/data.txt"
    project.write({"tests/test_it.py": OWN.replace("/tmp/xdistify-own/report.txt", name)})
    listed = project.run("review", "--list")
    assert listed.code == 0
    assert b"\x1b" not in listed.out
    assert "\u202e" not in listed.text


def test_a_suite_without_hazards_has_nothing_to_ask(project: Project) -> None:
    project.write({"tests/test_it.py": "def test_it():\n    pass\n"})
    assert project.run("review", "--list").out == b""
    assert project.run("review", "--apply").code == 0
