"""Applying and taking back in the working tree, without commits."""

import json
import os
import stat

import pytest

from codemods.edits.spans import render
from codemods.errors import Refusal
from codemods.history import (
    applied_fixes,
    apply_fixes,
    originals_before_fixes,
    recover,
    revert_fixes,
)


def revert(root, *selectors, everything=False, allow_dirty=False, commit=False, check=None):
    return revert_fixes(
        root.path,
        selectors,
        everything=everything,
        allow_dirty=allow_dirty,
        commit=commit,
        check=check,
    )


@pytest.fixture(params=["folder", "repo"])
def root(request):
    return request.getfixturevalue(request.param)


def test_apply_writes_what_the_fixes_say_and_nothing_else(root, fixes):
    wanted = fixes.all(root)
    edits = [edit for fix in wanted for edit in fix.edits if edit.path == "sub/test_b.py"]

    done = root.apply(*wanted)

    assert done.fixes == tuple(wanted)
    assert done.files == ("sub/test_b.py", "test_a.py")
    assert (done.commits, done.branch, done.notes, done.recovered) == ((), None, (), ())
    assert root.read("test_a.py").startswith(b"import tmp\n\n\ndef test_one():\n    write(tmp / 'o")
    assert root.read("sub/test_b.py") == render(fixes.B, edits, frozenset(["bbbb3333"]))


def test_apply_then_revert_all_leaves_no_trace(root, fixes):
    before = root.everything()
    git_before = sorted((root.path / ".git").rglob("*"))

    root.apply(*fixes.all(root))
    done = revert(root, everything=True)

    assert [fix.id for fix in done.fixes] == ["aaaa1111", "aaaa2222", "bbbb3333"]
    assert root.everything() == before
    assert sorted((root.path / ".git").rglob("*")) == git_before


def test_the_state_of_a_repository_does_not_show_in_its_tree(repo, fixes):
    repo.apply(fixes.three(repo))

    assert repo.status() == " M sub/test_b.py"
    assert (repo.path / ".git/xdistify/ledger.json").exists()


def test_the_state_of_a_plain_folder_hides_from_a_repository_made_later(folder, fixes):
    folder.apply(fixes.three(folder))
    folder.git("init", "--quiet")

    assert ".xdistify" not in folder.status()
    assert [fix.id for fix in applied_fixes(folder.path)] == ["bbbb3333"]
    revert(folder, everything=True, allow_dirty=True)
    assert not (folder.path / ".xdistify").exists()


def test_applied_fixes_come_back_whole(root, fixes):
    wanted = fixes.all(root)
    root.apply(*wanted)

    found = applied_fixes(root.path)

    assert [(fix.id, set(fix.edits)) for fix in found] == [
        (fix.id, set(fix.edits)) for fix in wanted
    ]
    assert found[0].tests == wanted[0].tests
    assert found[2].transform == "worker-id"


def test_any_subset_can_be_taken_back(root, fixes):
    one, two, _ = fixes.all(root)
    root.apply(*fixes.all(root))

    revert(root, "aaaa1111")

    assert root.read("test_a.py") == render(
        fixes.A, [*one.edits, *two.edits], frozenset(["aaaa2222"])
    )
    assert [fix.id for fix in applied_fixes(root.path)] == ["aaaa2222", "bbbb3333"]
    revert(root, "worker-id")
    assert root.read("sub/test_b.py") == fixes.B
    revert(root, "AAAA22")
    assert root.read("test_a.py") == fixes.A


def test_originals_before_fixes_writes_nothing(root, fixes):
    root.apply(*fixes.all(root))
    before = root.everything()

    found = originals_before_fixes(root.path)

    assert found == {"test_a.py": fixes.A, "sub/test_b.py": fixes.B}
    assert root.everything() == before


def test_questions_about_a_root_without_state_make_none(root):
    before = root.everything()

    assert applied_fixes(root.path) == ()
    assert originals_before_fixes(root.path) == {}
    assert recover(root.path) == ()
    assert revert(root, everything=True).fixes == ()
    assert root.everything() == before
    assert not (root.path / ".git/xdistify").exists()


def test_applying_nothing_makes_no_state(root, fixes):
    before = root.everything()

    assert root.apply().fixes == ()
    assert root.everything() == before


def test_a_file_that_changed_meanwhile_is_refused(root, fixes):
    fix = fixes.three(root)
    root.write("sub/test_b.py", fixes.B + b"# more\n")

    with pytest.raises(Refusal, match=r"sub/test_b\.py was changed while"):
        apply_fixes(
            root.path,
            {"sub/test_b.py": fixes.B},
            [fix],
            commit="none",
            branch=None,
            allow_dirty=True,
            describe=fixes.describe,
        )

    assert not (root.path / ".xdistify").exists()
    assert not (root.path / ".git/xdistify").exists()


def test_an_edit_that_does_not_fit_is_an_error_of_the_caller(root, fixes):
    edit = fixes.edit(root, "test_a.py", b"test_one", b"x", ["cccc0000"])
    root.write("test_a.py", fixes.A.replace(b"test_one", b"TEST_ONE"))

    with pytest.raises(ValueError, match="does not fit"):
        root.apply(fixes.fix("cccc0000", edit), allow_dirty=True)


def test_a_fix_may_make_a_file_and_its_folders(root, fixes):
    edit = fixes.edit
    before = root.everything()
    root.write("new/deep/conftest.py", b"")  # xdistify: ignore a folder of its own
    made = edit(root, "new/deep/conftest.py", b"", b"", ["dddd4444"])
    for path in ("new/deep/conftest.py", "new/deep", "new"):
        (root.path / path).unlink() if path.endswith("py") else (root.path / path).rmdir()
    made = type(made)(made.path, 0, 0, b"", b"import pytest\n", made.owners)

    root.apply(fixes.fix("dddd4444", made))
    assert root.read("new/deep/conftest.py") == b"import pytest\n"
    assert originals_before_fixes(root.path) == {"new/deep/conftest.py": None}

    revert(root, everything=True)
    assert root.everything() == before


def test_an_empty_file_that_was_there_stays(root, fixes):
    root.write("conftest.py", b"")  # xdistify: ignore a folder of its own
    if (root.path / ".git").exists():
        root.commit()
    edit = fixes.edit(root, "test_a.py", b"import os\n", b"", ["dddd4444"])
    empty = type(edit)("conftest.py", 0, 0, b"", b"import pytest\n", edit.owners)

    root.apply(fixes.fix("dddd4444", edit, empty))
    revert(root, everything=True)

    assert root.read("conftest.py") == b""


def test_mode_bits_survive_both_ways(root, fixes):
    path = root.path / "sub/test_b.py"
    path.chmod(0o751)
    if (root.path / ".git").exists():
        root.commit("executable")

    root.apply(fixes.three(root))
    assert stat.S_IMODE(path.stat().st_mode) == 0o751
    revert(root, everything=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o751


def test_extended_attributes_survive(root, fixes):
    path = root.path / "sub/test_b.py"
    try:
        os.setxattr(path, "user.origin", b"here")
    except (AttributeError, OSError):
        pytest.skip("no extended attributes here")

    root.apply(fixes.three(root))

    assert os.getxattr(path, "user.origin") == b"here"


@pytest.mark.parametrize("name", ["sub/test_b.py", "sub"])
def test_what_is_read_only_is_refused_also_for_root(root, fixes, name):
    before = root.everything()
    path = root.path / name
    mode = stat.S_IMODE(path.stat().st_mode)
    path.chmod(mode & ~0o222)
    try:
        with pytest.raises(Refusal, match=rf"{name} is read-only"):
            root.apply(*fixes.all(root))
    finally:
        path.chmod(mode)
    assert root.everything() == before


def test_a_link_that_leads_out_of_the_root_is_refused(root, fixes, tmp_path):
    outside = tmp_path / "outside.py"
    outside.write_bytes(b"here = 1\n")
    (root.path / "link.py").symlink_to(outside)

    edit = fixes.edit(root, "link.py", b"1", b"2", ["eeee5555"])
    with pytest.raises(Refusal, match=r"link\.py leads to .*outside"):
        root.apply(fixes.fix("eeee5555", edit), allow_dirty=True)

    assert outside.read_bytes() == b"here = 1\n"


def test_a_link_inside_the_root_stays_a_link(root, fixes):
    (root.path / "link.py").symlink_to("sub/test_b.py")
    edit = fixes.edit(root, "link.py", b"test_three", b"test_3", ["eeee5555"])

    root.apply(fixes.fix("eeee5555", edit))
    assert (root.path / "link.py").is_symlink()
    assert root.read("sub/test_b.py") == fixes.B.replace(b"test_three", b"test_3")
    revert(root, everything=True)

    assert (root.path / "link.py").is_symlink()
    assert root.read("sub/test_b.py") == fixes.B


def test_a_file_and_a_link_to_it_cannot_both_be_edited(root, fixes):
    (root.path / "link.py").symlink_to("sub/test_b.py")
    edit = fixes.edit(root, "link.py", b"test_three", b"test_3", ["eeee5555"])

    with pytest.raises(Refusal, match="same file"):
        root.apply(fixes.three(root), fixes.fix("eeee5555", edit))


def test_a_link_to_itself_is_refused(root, fixes):
    fix = fixes.three(root)
    (root.path / "sub/test_b.py").unlink()
    (root.path / "sub/test_b.py").symlink_to("test_b.py")

    with pytest.raises(Refusal, match=r"sub/test_b\.py"):
        apply_fixes(
            root.path,
            {"sub/test_b.py": fixes.B},
            [fix],
            commit="none",
            branch=None,
            allow_dirty=True,
            describe=fixes.describe,
        )


def test_uncommitted_changes_are_refused_unless_insisted(repo, fixes):
    changed = repo.write("test_a.py", fixes.A + b"# mine\n")

    with pytest.raises(Refusal, match=r"uncommitted changes in test_a\.py.*--allow-dirty"):
        repo.apply(*fixes.all(repo))
    assert repo.read("test_a.py") == changed

    repo.git("add", "test_a.py")
    with pytest.raises(Refusal, match="uncommitted changes"):
        repo.apply(*fixes.all(repo))

    repo.apply(*fixes.all(repo), allow_dirty=True)
    revert(repo, everything=True)
    assert repo.read("test_a.py") == changed


def test_changes_in_other_files_do_not_matter(repo, fixes):
    repo.write("test_a.py", fixes.A + b"# mine\n")

    assert repo.apply(fixes.three(repo)).files == ("sub/test_b.py",)


def test_an_untracked_file_is_fine_without_a_commit(repo, fixes):
    repo.write("test_new.py", b"x = 1\n")
    edit = fixes.edit(repo, "test_new.py", b"1", b"2", ["eeee5555"])

    assert repo.apply(fixes.fix("eeee5555", edit)).files == ("test_new.py",)


def test_a_file_that_holds_just_our_fixes_is_not_the_users_work(repo, fixes):
    repo.apply(fixes.one(repo))
    edit = fixes.edit(repo, "test_a.py", b"'/tmp/two'", b"2", ["ffff6666"])

    repo.apply(fixes.fix("ffff6666", edit))
    revert(repo, everything=True)

    assert repo.read("test_a.py") == fixes.A


def test_no_git_on_the_path_is_said_and_nothing_worse(repo, fixes, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))

    done = repo.apply(*fixes.all(repo))

    assert "git is not on PATH" in done.notes[0]
    assert len(revert(repo, everything=True).fixes) == 3
    assert repo.read("test_a.py") == fixes.A


@pytest.mark.parametrize(
    ("pending", "what"),
    [
        ("rebase-merge", "rebase"),
        ("rebase-apply", "rebase"),
        ("MERGE_HEAD", "merge"),
        ("CHERRY_PICK_HEAD", "cherry-pick"),
        ("REVERT_HEAD", "revert"),
    ],
)
def test_nothing_is_written_into_a_pending_merge_or_the_like(repo, fixes, pending, what):
    (repo.path / ".git" / pending).write_text("")

    with pytest.raises(Refusal, match=rf"a {what} is in progress: finish it"):
        repo.apply(*fixes.all(repo))
    assert repo.read("test_a.py") == fixes.A


def test_selectors_that_fit_nothing_or_too_much_are_explained(root, fixes):
    root.apply(*fixes.all(root))

    with pytest.raises(Refusal, match="did you mean tmp-path"):
        revert(root, "tmp_path")
    with pytest.raises(Refusal, match="tmp-path: aaaa1111, aaaa2222; worker-id: bbbb3333"):
        revert(root, "aaa")
    with pytest.raises(Refusal, match="fits aaaa1111, aaaa2222: give more digits"):
        revert(root, "aaaa")
    with pytest.raises(Refusal, match="--all"):
        revert(root)
    assert len(applied_fixes(root.path)) == 3


def test_a_deleted_file_is_skipped_and_named(root, fixes):
    root.apply(*fixes.all(root))
    (root.path / "sub/test_b.py").unlink()

    done = revert(root, everything=True)

    assert done.skipped == ("sub/test_b.py",)
    assert done.files == ("test_a.py",)
    assert not (root.path / "sub/test_b.py").exists()
    assert applied_fixes(root.path) == ()


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b'{"version": 1}', b'{"version": 1, "serial": 1, "roots": 3}']
)
def test_a_damaged_ledger_is_named(root, fixes, damage):
    root.apply(*fixes.all(root))
    ledger = next(root.path.rglob("ledger.json"))
    ledger.write_bytes(damage)

    for question in (
        lambda: applied_fixes(root.path),
        lambda: revert(root, everything=True),
        lambda: originals_before_fixes(root.path),
    ):
        with pytest.raises(Refusal, match=r"ledger\.json is damaged"):
            question()


STRANGE = [
    *(("path", value) for value in (None, 7, "\0", "\ud800")),
    *(("original", value) for value in (7, [])),
    ("mode", "rw"),
    *(("folders", value) for value in (None, 7, [7], ["\0"])),
    *(("below", value) for value in (None, [1], {"a": [1]})),
    *(("edits", value) for value in (None, 7, [{}])),
]


@pytest.mark.parametrize(("name", "value"), STRANGE)
def test_a_ledger_with_something_else_in_it_is_named(root, fixes, name, value):
    root.apply(*fixes.all(root))
    ledger = next(root.path.rglob("ledger.json"))
    data = json.loads(ledger.read_bytes())
    [[batch]] = [it["batches"] for it in data["roots"].values()]
    batch["files"][0][name] = value
    ledger.write_text(json.dumps(data))
    before = root.everything()

    for question in (lambda: applied_fixes(root.path), lambda: revert(root, everything=True)):
        with pytest.raises(Refusal, match=r"ledger\.json is damaged"):
            question()
    assert root.everything() == before


def test_a_ledger_of_the_future_is_named(root, fixes):
    root.apply(*fixes.all(root))
    ledger = next(root.path.rglob("ledger.json"))
    ledger.write_text(ledger.read_text().replace('"version": 1', '"version": 99'))

    with pytest.raises(Refusal, match="newer xdistify"):
        applied_fixes(root.path)


def test_a_damaged_original_is_named(root, fixes):
    root.apply(fixes.three(root))
    blob = next(next(root.path.rglob("blobs")).iterdir())
    blob.write_bytes(blob.read_bytes()[:-3])

    with pytest.raises(Refusal, match=f"{blob.name} is missing or damaged"):
        revert(root, everything=True)


def test_two_suites_of_one_repository_do_not_mix(repo, fixes):
    inner = type(repo)(repo.path / "sub")
    edit = fixes.edit(inner, "test_b.py", b"test_three", b"test_3", ["eeee5555"])
    repo.apply(fixes.one(repo))
    inner.apply(fixes.fix("eeee5555", edit))

    assert [fix.id for fix in applied_fixes(inner.path)] == ["eeee5555"]
    revert(inner, everything=True)
    assert [fix.id for fix in applied_fixes(repo.path)] == ["aaaa1111"]
    assert repo.read("sub/test_b.py") == fixes.B
