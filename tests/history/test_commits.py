"""Commits in the user's checkout."""

import os
import subprocess

import pytest

from codemods.errors import Refusal
from codemods.history import applied_fixes, revert_fixes


def revert(root, *selectors, commit=False, allow_dirty=False):
    return revert_fixes(
        root.path,
        selectors,
        everything=not selectors,
        allow_dirty=allow_dirty,
        commit=commit,
    )


def test_one_commit_for_each_transform(repo, fixes):
    done = repo.apply(*fixes.all(repo), commit="transform")

    assert repo.subjects() == ["worker-id: 1 of them", "tmp-path: 2 of them", "start"]
    assert [commit.subject for commit in done.commits] == repo.subjects()[1::-1]
    assert [commit.fixes for commit in done.commits] == [("aaaa1111", "aaaa2222"), ("bbbb3333",)]
    assert done.commits[1].sha == repo.git("rev-parse", "HEAD")
    assert repo.git("show", "--name-only", "--format=", "HEAD") == "sub/test_b.py"
    assert "Xdistify-Fix: bbbb3333" in repo.git("log", "-1", "--format=%(trailers)")
    assert repo.status() == ""
    assert not list((repo.path / ".git").rglob("journal.json"))


def test_a_message_may_be_long_and_hold_anything(repo, fixes):
    body = "“é”\n" * 60_000
    done = repo.apply(
        fixes.three(repo), commit="transform", describe=lambda group: f"Subject\n\n{body}"
    )

    assert done.commits[0].subject == "Subject"
    assert repo.git("log", "-1", "--format=%b").count("“é”") == 60_000


def test_one_commit_for_each_fix_holds_its_share_only(repo, fixes):
    done = repo.apply(*fixes.all(repo), commit="fix")

    assert len(done.commits) == 3
    first = repo.git("show", "HEAD~2:test_a.py")
    assert "import os\nimport tmp\n" in first
    assert "tmp / 'one'" in first
    assert "tmp / 'two'" not in first
    assert "import os" not in repo.git("show", "HEAD~1:test_a.py")


def test_a_commit_taken_back_by_git_is_not_applied_any_more(repo, fixes):
    done = repo.apply(*fixes.all(repo), commit="fix")

    repo.git("revert", "--no-edit", done.commits[1].sha)
    assert [fix.id for fix in applied_fixes(repo.path)] == ["aaaa1111", "bbbb3333"]
    repo.git("reset", "--quiet", "--hard", "HEAD~3")
    assert [fix.id for fix in applied_fixes(repo.path)] == ["aaaa1111"]
    revert(repo)
    assert repo.read("test_a.py") == fixes.A


def test_what_the_user_staged_stays_staged_and_uncommitted(repo, fixes):
    repo.write("other.txt", b"mine\n")
    repo.git("add", "other.txt")

    repo.apply(fixes.three(repo), commit="transform")

    assert repo.status() == "A  other.txt"
    assert repo.git("show", "--name-only", "--format=", "HEAD") == "sub/test_b.py"


def test_names_that_git_takes_for_patterns_are_just_names(repo, fixes):
    repo.write(":(glob)*.py", b"x = 1\n")
    repo.write("test_[ab].py", b"y = 1\n")
    repo.commit()
    odd = fixes.fix(
        "cccc0000",
        fixes.edit(repo, ":(glob)*.py", b"1", b"2", ["cccc0000"]),
        fixes.edit(repo, "test_[ab].py", b"1", b"2", ["cccc0000"]),
    )
    repo.write("test_a.py", b"# the user's own change\n")

    done = repo.apply(odd, commit="transform")

    assert repo.status() == " M test_a.py"
    assert done.files == (":(glob)*.py", "test_[ab].py")


def test_a_new_file_is_committed(repo, fixes):
    edit = fixes.edit(repo, "test_a.py", b"import os\n", b"", ["dddd4444"])
    new = type(edit)("new/conftest.py", 0, 0, b"", b"import pytest\n", edit.owners)

    repo.apply(fixes.fix("dddd4444", edit, new), commit="transform")

    assert repo.git("show", "HEAD:new/conftest.py") == "import pytest"
    assert repo.status() == ""
    assert revert(repo, commit=True).commit is not None
    assert repo.status() == ""
    assert not (repo.path / "new").exists()


def test_revert_makes_one_commit_with_trailers(repo, fixes):
    repo.apply(*fixes.all(repo), commit="transform")

    done = revert(repo, "aaaa1111", "worker-id", commit=True)

    assert repo.subjects()[0] == "Take back 2 fixes of tmp-path, worker-id" == done.commit.subject
    assert done.commit.sha == repo.git("rev-parse", "HEAD")
    assert repo.git("log", "-1", "--format=%(trailers:only,unfold)").splitlines() == [
        "Xdistify-Takes-Back: aaaa1111",
        "Xdistify-Takes-Back: bbbb3333",
    ]
    assert repo.status() == ""
    assert repo.read("sub/test_b.py") == fixes.B


def test_revert_commits_nothing_where_nothing_was_committed(repo, fixes):
    repo.apply(*fixes.all(repo))

    done = revert(repo, commit=True)

    assert done.commit is None
    assert repo.subjects() == ["start"]
    assert repo.status() == ""


def test_revert_does_not_commit_fixes_that_were_not_committed(repo, fixes):
    repo.apply(fixes.one(repo), fixes.three(repo), commit="transform")
    edit = fixes.edit(repo, "test_a.py", b"'/tmp/two'", b"2", ["ffff6666"])
    repo.apply(fixes.fix("ffff6666", edit))

    done = revert(repo, "aaaa1111", "worker-id", commit=True)

    assert repo.git("show", "--name-only", "--format=", done.commit.sha) == "sub/test_b.py"
    assert repo.status() == " M test_a.py"
    assert repo.read("test_a.py") == fixes.A.replace(b"'/tmp/two'", b"2")


def test_uncommitted_fixes_are_not_swept_into_a_commit(repo, fixes):
    repo.apply(fixes.one(repo))
    edit = fixes.edit(repo, "test_a.py", b"'/tmp/two'", b"2", ["ffff6666"])
    later = fixes.fix("ffff6666", edit)

    with pytest.raises(Refusal, match="fixes that are not committed yet"):
        repo.apply(later, commit="transform")
    assert repo.subjects() == ["start"]
    repo.apply(later, commit="transform", allow_dirty=True)
    assert repo.status() == ""


@pytest.mark.parametrize("ignored", [False, True])
def test_an_untracked_file_is_not_committed_unless_insisted(repo, fixes, ignored):
    repo.write("test_new.py", b"x = 1\n")
    if ignored:
        repo.write(".git/info/exclude", b"test_new.py\n")
    edit = fixes.edit(repo, "test_new.py", b"1", b"2", ["eeee5555"])
    fix = fixes.fix("eeee5555", edit)

    with pytest.raises(Refusal, match=r"git does not know test_new\.py"):
        repo.apply(fix, commit="transform")
    assert repo.read("test_new.py") == b"x = 1\n"
    if not ignored:
        repo.apply(fix, commit="transform", allow_dirty=True)
        assert repo.git("show", "HEAD:test_new.py") == "x = 2"


def test_a_failing_hook_leaves_its_words_and_the_files_as_they_were(repo, fixes):
    repo.hook("pre-commit", "echo 'line too long: test_b' >&2; exit 1")

    with pytest.raises(Refusal, match="line too long: test_b"):
        repo.apply(fixes.three(repo), commit="transform")

    assert repo.status() == ""
    assert repo.read("sub/test_b.py") == fixes.B
    assert applied_fixes(repo.path) == ()
    assert not (repo.path / ".git/xdistify").exists()


def test_what_a_failing_hook_made_of_the_files_is_undone_too(repo, fixes):
    repo.hook("pre-commit", "echo '# formatted' >> sub/test_b.py; exit 1")

    with pytest.raises(Refusal, match="git refused the commit"):
        repo.apply(fixes.three(repo), commit="transform")

    assert repo.read("sub/test_b.py") == fixes.B
    assert repo.status() == ""


def test_a_new_file_of_a_failed_commit_is_gone_and_unstaged(repo, fixes):
    repo.hook("pre-commit", "exit 1")
    edit = fixes.edit(repo, "test_a.py", b"import os\n", b"", ["dddd4444"])
    new = type(edit)("new/conftest.py", 0, 0, b"", b"import pytest\n", edit.owners)
    before = repo.everything()

    with pytest.raises(Refusal):
        repo.apply(fixes.fix("dddd4444", edit, new), commit="transform")

    assert repo.everything() == before
    assert repo.status() == ""


def test_commits_before_a_failing_one_stay_and_are_named(repo, fixes):
    repo.hook("pre-commit", "git diff --cached --name-only | grep -q test_b && exit 1; exit 0")

    with pytest.raises(Refusal) as refusal:
        repo.apply(*fixes.all(repo), commit="transform")

    sha = repo.git("rev-parse", "--short=7", "HEAD")
    assert f"{sha} (tmp-path: 2 of them)" in str(refusal.value)
    assert repo.status() == ""
    assert [fix.id for fix in applied_fixes(repo.path)] == ["aaaa1111", "aaaa2222"]
    revert(repo)
    assert repo.read("test_a.py") == fixes.A
    assert not (repo.path / ".git/xdistify").exists()


def test_a_failing_signature_is_refused_like_a_failing_hook(repo, fixes):
    repo.git("config", "commit.gpgsign", "true")
    repo.git("config", "gpg.program", "/bin/false")

    with pytest.raises(Refusal, match="gpg failed to sign"):
        repo.apply(fixes.three(repo), commit="transform")

    assert repo.status() == ""
    assert repo.subjects() == ["start"]


def test_hooks_are_run_wherever_they_are(repo, fixes):
    repo.hook("pre-commit", "echo ran >> .git/ran")
    repo.hook("commit-msg", "echo; cat $1 >> .git/ran")

    repo.apply(*fixes.all(repo), commit="transform")

    ran = repo.read(".git/ran").decode()
    assert ran.count("ran") == 2
    assert "worker-id: 1 of them" in ran


def renaming_hook(repo):
    rename = "sed -i 's/def test_one/def test_first/' test_a.py && git add test_a.py"
    repo.hook("pre-commit", f"test -e .git/ran || {{ touch .git/ran; {rename}; }}")


def test_a_hook_that_rewrites_and_stages_leaves_nothing_uncommitted(repo, fixes):
    renaming_hook(repo)

    done = repo.apply(fixes.one(repo), commit="fix")

    assert done.notes == ("a hook rewrote test_a.py while it was committed: look at the commit.",)
    assert repo.status() == ""
    assert "def test_first" in repo.git("show", "HEAD:test_a.py")


def test_the_next_commit_builds_on_what_a_hook_made_of_the_last(repo, fixes):
    renaming_hook(repo)

    repo.apply(fixes.one(repo), fixes.two(repo), commit="fix")

    assert repo.status() == ""
    assert b"tmp / 'two'" in repo.read("test_a.py")
    assert b"def test_first" in repo.read("test_a.py")
    assert [fix.id for fix in applied_fixes(repo.path)] == ["aaaa1111", "aaaa2222"]
    revert(repo)
    assert repo.read("test_a.py") == fixes.A.replace(b"test_one", b"test_first")


def test_a_missing_identity_is_refused_before_anything_is_written(repo, fixes, monkeypatch):
    repo.git("config", "user.useConfigOnly", "true")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)

    with pytest.raises(Refusal, match=r"set user\.name and user\.email"):
        repo.apply(*fixes.all(repo), commit="transform")
    assert repo.status() == ""
    assert repo.apply(*fixes.all(repo)).files


def test_a_detached_head_is_refused_with_advice(repo, fixes):
    repo.git("checkout", "--quiet", "--detach")

    with pytest.raises(Refusal, match=r"HEAD is detached.*--branch"):
        repo.apply(*fixes.all(repo), commit="transform")
    assert repo.status() == ""
    assert repo.apply(*fixes.all(repo), branch="fixes", commit="transform").commits


def test_a_bisect_is_refused_for_commits_only(repo, fixes):
    (repo.path / ".git/BISECT_LOG").write_text("")

    with pytest.raises(Refusal, match="bisect"):
        repo.apply(*fixes.all(repo), commit="transform")
    assert repo.apply(*fixes.all(repo)).files


def test_a_stale_index_lock_is_named(repo, fixes):
    lock = repo.path / ".git/index.lock"
    lock.write_text("")

    with pytest.raises(Refusal, match=r"\.git/index\.lock exists"):
        repo.apply(*fixes.all(repo), commit="transform")
    assert repo.read("test_a.py") == fixes.A
    lock.unlink()
    assert repo.status() == ""


@pytest.mark.parametrize("options", [{"commit": "transform"}, {"branch": "fixes"}])
def test_commits_need_a_repository(folder, fixes, options):
    before = folder.everything()

    with pytest.raises(Refusal, match="not in a git repository"):
        folder.apply(*fixes.all(folder), **options)
    assert folder.everything() == before


@pytest.mark.parametrize("options", [{"commit": "transform"}, {"branch": "fixes"}])
def test_commits_need_git(repo, fixes, monkeypatch, tmp_path, options):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(Refusal, match="git is not on PATH"):
        repo.apply(*fixes.all(repo), **options)
    assert repo.read("test_a.py") == fixes.A


@pytest.mark.parametrize("options", [{"commit": "transform"}, {"branch": "fixes"}])
def test_commits_need_a_first_commit(folder, fixes, options):
    folder.git("init", "--quiet")

    with pytest.raises(Refusal, match="no commit yet"):
        folder.apply(*fixes.all(folder), **options)
    assert folder.read("test_a.py") == fixes.A
    assert folder.apply(*fixes.all(folder)).files


@pytest.mark.parametrize("options", [{"commit": "transform"}, {"branch": "fixes"}])
def test_a_bare_repository_is_refused(folder, fixes, options):
    folder.git("init", "--quiet", "--bare")

    with pytest.raises(Refusal, match="bare repository"):
        folder.apply(*fixes.all(folder), **options)


def test_a_repository_that_says_it_is_bare_is_refused(repo, fixes):
    repo.git("config", "core.bare", "true")

    with pytest.raises(Refusal, match="bare repository"):
        repo.apply(*fixes.all(repo), commit="transform", allow_dirty=True)


def test_commits_are_not_made_from_inside_a_hook(repo, fixes, monkeypatch):
    monkeypatch.setenv("GIT_INDEX_FILE", str(repo.path / ".git/index"))

    with pytest.raises(Refusal, match="GIT_INDEX_FILE is set"):
        repo.apply(*fixes.all(repo), commit="transform")


def test_a_file_of_a_repository_inside_is_refused_for_commits(repo, fixes):
    inner = type(repo)(repo.path / "vendor")
    inner.path.mkdir()
    inner.git("init", "--quiet")
    inner.write("test_v.py", b"x = 1\n")  # xdistify: ignore a folder of its own
    inner.commit()
    fix = fixes.fix("eeee5555", fixes.edit(repo, "vendor/test_v.py", b"1", b"2", ["eeee5555"]))

    with pytest.raises(Refusal, match=r"vendor/test_v\.py is in a repository of its own"):
        repo.apply(fix, commit="transform")
    inner.write("test_v.py", b"x = 1  # mine\n")
    with pytest.raises(Refusal, match=r"uncommitted changes in vendor/test_v\.py"):
        repo.apply(fix)


def test_line_ends_are_what_git_is_told_to_make_of_them(repo, fixes):
    repo.git("config", "core.autocrlf", "true")
    repo.write("test_crlf.py", b"x = 1\r\ny = 1\r\n")
    repo.commit()
    edit = fixes.edit(repo, "test_crlf.py", b"x = 1", b"x = 2", ["eeee5555"])

    repo.apply(fixes.fix("eeee5555", edit), commit="transform")

    stored = subprocess.run(
        ["git", "show", "HEAD:test_crlf.py"], cwd=repo.path, capture_output=True, check=True
    ).stdout
    assert stored == b"x = 2\ny = 1\n"
    assert repo.read("test_crlf.py") == b"x = 2\r\ny = 1\r\n"
    assert repo.status() == ""


def test_a_root_below_the_top_works(repo, fixes):
    inner = type(repo)(repo.path / "sub")
    edit = fixes.edit(inner, "test_b.py", b"test_three", b"test_3", ["eeee5555"])

    done = inner.apply(fixes.fix("eeee5555", edit), commit="transform")

    assert repo.git("show", "--name-only", "--format=", done.commits[0].sha) == "sub/test_b.py"
    assert revert(inner, commit=True).commit is not None


def test_a_linked_worktree_shares_the_state_and_keeps_its_own_index(repo, fixes, tmp_path):
    repo.git("worktree", "add", "--quiet", "-b", "side", str(tmp_path / "side"))
    side = type(repo)(tmp_path / "side")

    side.apply(*fixes.all(side), commit="transform")

    assert side.subjects()[0] == "worker-id: 1 of them"
    assert (repo.path / ".git/xdistify/ledger.json").exists()
    assert applied_fixes(repo.path) == ()
    assert len(applied_fixes(side.path)) == 3
    assert repo.read("test_a.py") == fixes.A


def test_a_submodule_is_a_repository_of_its_own(repo, fixes, tmp_path):
    outer = type(repo)(tmp_path / "outer")
    outer.path.mkdir()
    outer.git("init", "--quiet")
    outer.git(
        "-c", "protocol.file.allow=always", "submodule", "add", "--quiet", str(repo.path), "m"
    )
    outer.commit()
    module = type(repo)(outer.path / "m")

    module.apply(*fixes.all(module), commit="transform")

    assert module.subjects()[0] == "worker-id: 1 of them"
    assert (outer.path / ".git/modules/m/xdistify/ledger.json").exists()
