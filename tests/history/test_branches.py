"""Commits on a new branch, in a worktree of its own."""

from pathlib import Path

import pytest

from codemods.errors import Refusal
from codemods.history import applied_fixes, branches, originals_before_fixes, revert_fixes


def revert(root, **options):
    return revert_fixes(
        root.path, [], **{"everything": True, "allow_dirty": False, "commit": False, **options}
    )


def test_the_branch_gets_the_commits_and_the_checkout_nothing(repo, fixes):
    repo.write("other.txt", b"mine\n")
    repo.git("add", "other.txt")
    before, head = repo.everything(), repo.git("rev-parse", "HEAD")

    done = repo.apply(*fixes.all(repo), branch="fixes")

    assert done.branch == "fixes"
    assert done.files == ("sub/test_b.py", "test_a.py")
    assert repo.subjects("fixes") == ["worker-id: 1 of them", "tmp-path: 2 of them", "start"]
    assert repo.everything() == before
    assert (repo.git("rev-parse", "HEAD"), repo.git("branch", "--show-current")) == (head, "main")
    assert repo.status() == "A  other.txt"
    assert len(repo.git("worktree", "list").splitlines()) == 1
    assert "tmp / 'one'" in repo.git("show", "fixes:test_a.py")


def test_one_commit_for_each_fix_goes_to_a_branch_too(repo, fixes):
    assert len(repo.apply(*fixes.all(repo), branch="fixes", commit="fix").commits) == 3


def test_fixes_are_applied_where_their_bytes_are(repo, fixes):
    repo.apply(*fixes.all(repo), branch="fixes")

    assert applied_fixes(repo.path) == ()
    assert revert(repo).fixes == ()
    repo.git("checkout", "--quiet", "fixes")
    assert len(applied_fixes(repo.path)) == 3
    assert originals_before_fixes(repo.path)["test_a.py"] == fixes.A
    revert(repo, commit=True)
    assert repo.git("diff", "--stat", "main") == ""
    assert not (repo.path / ".git/xdistify").exists()


def test_fixes_of_a_branch_can_be_applied_in_the_working_tree_as_well(repo, fixes):
    repo.apply(*fixes.all(repo), branch="fixes")
    repo.apply(*fixes.all(repo))

    assert len(applied_fixes(repo.path)) == 3
    revert(repo)
    assert repo.read("test_a.py") == fixes.A
    assert repo.status() == ""
    repo.git("checkout", "--quiet", "fixes")
    assert len(applied_fixes(repo.path)) == 3
    revert(repo)
    assert repo.read("test_a.py") == fixes.A


def test_edits_of_the_user_on_main_do_not_make_a_branchs_fixes_applied(repo, fixes):
    repo.apply(*fixes.all(repo), branch="fixes")

    repo.write("test_a.py", fixes.A.replace(b"'/tmp/one'", b"'/var/one'") + b"\n\nmore = 1\n")

    assert applied_fixes(repo.path) == ()


@pytest.mark.parametrize("name", ["a b", "-x", "a..b", "@{-1}", "", "HEAD", "x.lock"])
def test_a_name_that_git_does_not_take_is_refused(repo, fixes, name):
    with pytest.raises(Refusal, match="not a name that git takes"):
        repo.apply(*fixes.all(repo), branch=name)
    assert repo.git("branch", "--format=%(refname:short)") == "main"


def test_a_branch_that_exists_is_refused(repo, fixes):
    repo.git("branch", "fixes")

    with pytest.raises(Refusal, match="the branch fixes exists already"):
        repo.apply(*fixes.all(repo), branch="fixes")
    with pytest.raises(Refusal, match="fixes/more"):
        repo.apply(*fixes.all(repo), branch="fixes/more")
    assert repo.git("rev-parse", "fixes") == repo.git("rev-parse", "main")
    assert not (repo.path / ".git/xdistify").exists()


def test_a_failing_hook_leaves_neither_branch_nor_worktree(repo, fixes):
    repo.hook("pre-commit", "git diff --cached --name-only | grep -q test_b && exit 1; exit 0")

    with pytest.raises(Refusal, match="git refused the commit"):
        repo.apply(*fixes.all(repo), branch="fixes")

    assert repo.git("branch", "--format=%(refname:short)") == "main"
    assert len(repo.git("worktree", "list").splitlines()) == 1
    assert not (repo.path / ".git/xdistify").exists()
    assert not (repo.path / ".git/worktrees").exists()


def test_a_failing_post_checkout_hook_is_shown_and_undone(repo, fixes):
    repo.hook("post-checkout", "echo 'no large files' >&2; exit 3")

    with pytest.raises(Refusal, match="no large files"):
        repo.apply(*fixes.all(repo), branch="fixes")

    assert repo.git("branch", "--format=%(refname:short)") == "main"
    assert len(repo.git("worktree", "list").splitlines()) == 1


def test_uncommitted_changes_are_refused_and_do_not_fit_even_if_insisted(repo, fixes):
    changed = repo.write("test_a.py", fixes.A + b"# mine\n")

    with pytest.raises(Refusal, match=r"uncommitted changes in test_a\.py"):
        repo.apply(*fixes.all(repo), branch="fixes")
    with pytest.raises(Refusal, match=r"test_a\.py is not what HEAD holds"):
        repo.apply(*fixes.all(repo), branch="fixes", allow_dirty=True)

    assert repo.read("test_a.py") == changed
    assert repo.git("branch", "--format=%(refname:short)") == "main"


def test_an_untracked_file_does_not_fit_a_branch(repo, fixes):
    repo.write("test_new.py", b"x = 1\n")
    fix = fixes.fix("eeee5555", fixes.edit(repo, "test_new.py", b"1", b"2", ["eeee5555"]))

    with pytest.raises(Refusal, match=r"git does not know test_new\.py"):
        repo.apply(fix, branch="fixes")
    with pytest.raises(Refusal, match=r"test_new\.py is not what HEAD holds"):
        repo.apply(fix, branch="fixes", allow_dirty=True)


def test_a_new_file_goes_to_the_branch(repo, fixes):
    edit = fixes.edit(repo, "test_a.py", b"import os\n", b"", ["dddd4444"])
    new = type(edit)("new/conftest.py", 0, 0, b"", b"import pytest\n", edit.owners)
    before = repo.everything()

    repo.apply(fixes.fix("dddd4444", edit, new), branch="fixes")

    assert repo.everything() == before
    repo.git("checkout", "--quiet", "fixes")
    assert [fix.id for fix in applied_fixes(repo.path)] == ["dddd4444"]
    revert(repo)
    assert repo.everything() == before


@pytest.mark.parametrize("ends", [b"\r\n", b"\n"])
def test_line_ends_that_git_turns_do_not_count_as_changes(repo, fixes, ends):
    repo.write("test_ends.py", ends.join([b"x = 1", b"y = 1", b""]))
    repo.git("config", "core.autocrlf", "true")
    repo.commit()
    fix = fixes.fix("eeee5555", fixes.edit(repo, "test_ends.py", b"x = 1", b"x = 2", ["eeee5555"]))

    repo.apply(fix, branch="fixes")

    assert (
        repo.git("diff", "--stat", "main", "fixes")
        .splitlines()[-1]
        .endswith("1 file changed, 1 insertion(+), 1 deletion(-)")
    )


def test_a_root_below_the_top_goes_to_a_branch(repo, fixes):
    inner = type(repo)(repo.path / "sub")
    fix = fixes.fix("eeee5555", fixes.edit(inner, "test_b.py", b"test_three", b"t3", ["eeee5555"]))

    inner.apply(fix, branch="fixes")

    assert repo.git("diff", "--name-only", "main", "fixes") == "sub/test_b.py"
    assert applied_fixes(inner.path) == ()


def test_a_stale_index_lock_does_not_matter_to_a_branch(repo, fixes):
    (repo.path / ".git/index.lock").write_text("")

    assert repo.apply(*fixes.all(repo), branch="fixes").commits


def test_the_index_of_the_user_keeps_its_bytes(repo, fixes):
    index = repo.read(".git/index")

    repo.apply(*fixes.all(repo), branch="fixes")

    assert repo.read(".git/index") == index


def test_a_worktree_that_git_was_stopped_while_making_goes_with_its_branch(
    repo, fixes, monkeypatch
):
    """What it left so far no git can list."""
    before, real = repo.everything(), branches.tell

    def stopped(checkout, command, *words):
        if words[:1] == ("add",):
            folder, head = words[-2:]
            repo.git("branch", "fixes", head)
            repo.write(f".git/worktrees/{Path(folder).name}/commondir", b"")
            raise Refusal("git worktree failed: it was ended by signal 9")
        return real(checkout, command, *words)

    monkeypatch.setattr(branches, "tell", stopped)
    with pytest.raises(Refusal, match=r"ended by signal 9$"):
        repo.apply(*fixes.all(repo), branch="fixes")
    monkeypatch.undo()

    assert repo.everything() == before
    assert repo.git("branch", "--format=%(refname:short)") == "main"
    assert repo.apply(*fixes.all(repo), branch="fixes").branch == "fixes"
