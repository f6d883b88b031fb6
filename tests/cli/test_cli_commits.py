"""``--commit`` and ``--branch``: commits as a maintainer would want them, and nothing besides."""

import pytest

from tests.cli.projects import OWN, Project


@pytest.fixture
def ids(repository: Project) -> list[str]:
    """Of the two fixes that there are to make."""
    return [hazard["id"] for hazard in repository.scan()["hazards"]]


def test_a_branch_gets_one_commit_and_the_checkout_stays_untouched(repository, ids):
    repository.write({"notes.txt": "mine", "staged.txt": "mine"})
    repository.git("add", "staged.txt")
    files, head, name, index, _, trees = repository.state()

    done = repository.run("apply", "--branch", "safe")

    assert (done.code, done.out) == (0, b"")
    assert "applied 2 fixes in 1 file on branch safe\n" in done.err
    after = repository.state()
    assert after[:4] == (files, head, name, index)
    assert after[5] == trees
    assert repository.git("rev-parse", "safe~1") == head
    assert repository.git("diff", "--name-only", "main", "safe") == "tests/test_own.py"
    assert repository.trailers("Xdistify-Transform", "safe") == ["tmp-path"]
    assert sorted(repository.trailers("Xdistify-Fix", "safe")) == sorted(ids)
    assert repository.git("log", "-1", "--format=%an <%ae>", "safe") == "Ada <ada@example.org>"
    subject = repository.git("log", "-1", "--format=%s", "safe")
    assert subject == "tests: give 2 tests their own tmp_path"
    assert subject in done.err


def test_what_is_on_the_branch_can_be_taken_back_there(repository):
    before = repository.everything()
    repository.run("apply", "--branch", "safe")
    repository.git("checkout", "--quiet", "safe")
    assert repository.everything() != before

    assert repository.run("revert", "--all", "--commit").code == 0

    assert repository.everything() == before
    assert repository.git("status", "--porcelain") == ""
    assert repository.git("diff", "main", "safe") == ""


def test_one_commit_for_each_transform(repository, ids):
    head = repository.git("rev-parse", "HEAD")

    done = repository.run("apply", "--commit", "transform")

    assert done.code == 0
    assert repository.git("rev-parse", "HEAD~1") == head
    assert repository.trailers("Xdistify-Transform") == ["tmp-path"]
    assert sorted(repository.trailers("Xdistify-Fix")) == sorted(ids)
    assert repository.git("status", "--porcelain") == ""


def test_one_commit_for_each_fix(repository, ids):
    head = repository.git("rev-parse", "HEAD")

    assert repository.run("apply", "--commit", "fix").code == 0

    assert repository.git("rev-parse", "HEAD~2") == head
    assert [repository.trailers("Xdistify-Fix", at) for at in ("HEAD~1", "HEAD")] == [
        [identity] for identity in ids
    ]
    assert b"/tmp/" not in repository.read("tests/test_own.py")
    halfway = repository.git("show", "HEAD~1:tests/test_own.py")
    assert halfway.count("(tmp_path)") == 1


@pytest.mark.parametrize("words", [[], ["--commit", "transform"], ["--branch", "safe"]])
def test_a_link_to_the_folder_of_git_is_as_good(repository, tmp_path, words):
    before = repository.everything()
    (repository.path / ".git").rename(tmp_path / "elsewhere")
    (repository.path / ".git").symlink_to(tmp_path / "elsewhere")

    assert repository.run("apply", *words).code == 0
    assert repository.git("fsck", "--strict") == ""
    if "--branch" in words:
        repository.git("checkout", "--quiet", "safe")
    back = ["--commit"] if words else []
    assert repository.run("revert", "--all", *back).code == 0

    (repository.path / ".git").unlink()
    (tmp_path / "elsewhere").rename(repository.path / ".git")
    assert repository.everything() == before
    assert repository.git("status", "--porcelain") == ""


def test_what_the_user_had_staged_is_not_swept_in(repository):
    repository.write({"new.txt": "mine", "pytest.ini": "[pytest]\n# mine\n"})
    repository.git("add", "--all")

    assert repository.run("apply", "--commit", "transform").code == 0

    assert repository.git("show", "--format=", "--name-only", "HEAD") == "tests/test_own.py"
    assert repository.git("diff", "--cached", "--name-only").split() == ["new.txt", "pytest.ini"]


def test_hooks_run_and_their_refusal_leaves_everything_as_it_was(repository):
    hook = repository.path / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'the house style says no' >&2\nexit 1\n")
    hook.chmod(0o755)
    before = repository.state()

    for words in (["--commit", "transform"], ["--branch", "safe"]):
        repository.run("apply", *words).assert_refused("the house style says no")
        assert repository.state() == before


def test_a_branch_without_commits_is_refused(repository):
    repository.run("apply", "--branch", "b", "--commit", "none").assert_refused("--branch")


def test_an_unknown_way_to_commit_is_refused_with_the_near_one(repository):
    repository.run("apply", "--commit", "transforms").assert_refused("did you mean transform?")


def test_a_branch_that_exists_is_refused(repository):
    before = repository.state()

    repository.run("apply", "--branch", "main").assert_refused("main", "exists")

    assert repository.state() == before


def test_a_checkout_below_the_top_of_the_repository_works_as_well(project, tmp_path):
    outer = Project(tmp_path, project.environment)
    project.write({"tests/test_own.py": OWN})
    outer.write({".gitignore": "home/\n", "other.txt": "x"})
    outer.initialise()

    done = project.run("diff")
    project.git("apply", "--check", "-", stdin=done.out)
    assert project.run("apply", "--commit", "transform").code == 0

    assert outer.git("show", "--format=", "--name-only", "HEAD") == "project/tests/test_own.py"
