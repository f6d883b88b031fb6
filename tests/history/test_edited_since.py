"""Taking fixes back from files that the user, or a later batch, has edited since."""

import pytest

from codemods.errors import Refusal
from codemods.history import applied_fixes, originals_before_fixes, revert_fixes
from codemods.history.merge import ConflictError, merge


def revert(root, *selectors, **options):
    return revert_fixes(
        root.path,
        selectors,
        **{
            "everything": not selectors,
            "allow_dirty": True,
            "commit": False,
            **options,
        },
    )


def later(root, fixes, name, before, after, **options):
    edit = fixes.edit(root, "test_a.py", before, after, [name], **options)
    return fixes.fix(name, edit, transform="worker-id")


def test_an_edit_elsewhere_in_the_file_stays(folder, fixes):
    folder.apply(*fixes.all(folder))
    folder.write("test_a.py", b"# mine\n" + folder.read("test_a.py") + b"\n\nmore = 1\n")

    assert len(applied_fixes(folder.path)) == 3
    assert originals_before_fixes(folder.path)["test_a.py"] == fixes.A
    done = revert(folder, "aaaa1111")

    assert [fix.id for fix in done.fixes] == ["aaaa1111"]
    content = folder.read("test_a.py")
    assert content.startswith(b"# mine\nimport os\nimport tmp\n")
    assert b"write('/tmp/one')" in content
    assert b"write(tmp / 'two')" in content
    revert(folder)
    assert folder.read("test_a.py") == b"# mine\n" + fixes.A + b"\n\nmore = 1\n"


def test_an_edit_on_the_next_line_and_on_the_same_line_stay(folder, fixes):
    folder.apply(fixes.three(folder))
    content = folder.read("sub/test_b.py")
    folder.write(
        "sub/test_b.py",
        content.replace(b"# \xc3\xa9", b"# mine").replace(b"import os\r\n", b"import sys\r\n"),
    )

    revert(folder)

    assert folder.read("sub/test_b.py") == fixes.B.replace(b"# \xc3\xa9", b"# mine").replace(
        b"import os\r\n", b"import sys\r\n"
    )


def test_an_edit_of_the_fix_itself_is_a_conflict_with_its_line(folder, fixes):
    folder.apply(*fixes.all(folder))
    content = folder.read("test_a.py").replace(b"tmp / 'one'", b"tmp.join('uno')")
    folder.write("test_a.py", b"# mine\n" + content)
    before = folder.everything()

    with pytest.raises(Refusal, match=r"test_a\.py, line 6"):
        revert(folder)

    assert folder.everything() == before
    revert(folder, "worker-id")
    assert folder.read("sub/test_b.py") == fixes.B


def test_an_edit_of_the_user_is_refused_as_uncommitted_unless_insisted(repo, fixes):
    repo.apply(*fixes.all(repo), commit="transform")
    mine = repo.write("test_a.py", repo.read("test_a.py") + b"# mine\n")

    with pytest.raises(Refusal, match="uncommitted changes"):
        revert(repo, allow_dirty=False)
    assert repo.read("test_a.py") == mine
    repo.commit("mine")
    revert(repo, allow_dirty=False)
    assert repo.read("test_a.py") == fixes.A + b"# mine\n"


def test_without_git_an_edited_file_cannot_be_merged(folder, fixes, monkeypatch, tmp_path):
    folder.apply(*fixes.all(folder))
    folder.write("test_a.py", folder.read("test_a.py") + b"# mine\n")
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(Refusal, match="git, which is needed to merge"):
        revert(folder)


def test_what_the_user_took_back_by_hand_is_not_applied(folder, fixes):
    folder.apply(*fixes.all(folder))
    content = folder.read("test_a.py").replace(b"tmp / 'one'", b"'/tmp/one'")
    folder.write("test_a.py", content + b"# mine\n")

    assert [fix.id for fix in applied_fixes(folder.path)] == ["aaaa2222", "bbbb3333"]
    revert(folder)
    assert folder.read("test_a.py") == fixes.A + b"# mine\n"


def test_a_rewritten_file_holds_no_fix(folder, fixes):
    folder.apply(fixes.one(folder), fixes.two(folder))
    folder.write("test_a.py", b"'''New.'''\n\nx = 1\n")

    assert applied_fixes(folder.path) == ()
    assert revert(folder).fixes == ()
    assert folder.read("test_a.py") == b"'''New.'''\n\nx = 1\n"


def test_an_earlier_batch_comes_out_from_under_a_later_one(folder, fixes):
    folder.apply(fixes.one(folder))
    folder.apply(later(folder, fixes, "cccc4444", b"'/tmp/two'", b"fixed_port(0)"))

    revert(folder, "aaaa1111")

    assert folder.read("test_a.py") == fixes.A.replace(b"'/tmp/two'", b"fixed_port(0)")
    assert [fix.id for fix in applied_fixes(folder.path)] == ["cccc4444"]
    revert(folder)
    assert folder.read("test_a.py") == fixes.A


def test_a_later_fix_inside_what_the_first_one_made_goes_with_it(folder, fixes):
    folder.apply(fixes.one(folder))
    inside = later(folder, fixes, "cccc4444", b"'one'", b"'uno'")
    beside = later(folder, fixes, "dddd5555", b"'/tmp/two'", b"2")
    folder.apply(inside, beside)

    done = revert(folder, "aaaa1111")

    assert [fix.id for fix in done.fixes] == ["aaaa1111"]
    assert [fix.id for fix in done.also] == ["cccc4444"]
    assert done.reasons == (
        "cccc4444 was taken back too: it changes what that one made of test_a.py.",
    )
    assert folder.read("test_a.py") == fixes.A.replace(b"'/tmp/two'", b"2")


def test_a_later_fix_goes_with_the_first_in_all_its_files(folder, fixes):
    folder.apply(fixes.one(folder))
    wide = fixes.fix(
        "cccc4444",
        fixes.edit(folder, "test_a.py", b"'one'", b"'uno'", ["cccc4444"]),
        fixes.edit(folder, "sub/test_b.py", b"three()", b"three(x)", ["cccc4444"]),
    )
    folder.apply(wide)

    revert(folder, "aaaa1111")

    assert folder.read("sub/test_b.py") == fixes.B
    assert folder.read("test_a.py") == fixes.A
    assert applied_fixes(folder.path) == ()


def test_what_was_unused_because_of_an_earlier_fix_comes_back_with_it(folder, fixes):
    """A later batch found the import unused only because an earlier one freed it."""
    first = later(folder, fixes, "cccc4444", b"'/tmp/one'", b"1")
    folder.apply(first)
    freed = fixes.edit(folder, "test_a.py", b"import os\n", b"", ["dddd5555"], "all")
    second = fixes.edit(folder, "test_a.py", b"'/tmp/two'", b"2", ["dddd5555"])
    folder.apply(fixes.fix("dddd5555", freed, second))

    revert(folder, "cccc4444")

    assert folder.read("test_a.py") == fixes.A.replace(b"'/tmp/two'", b"2")


def test_the_user_may_edit_between_two_batches(folder, fixes):
    folder.apply(fixes.one(folder))
    folder.write("test_a.py", b"# mine\n" + folder.read("test_a.py") + b"\n\n\nmore = 1\n")
    folder.apply(later(folder, fixes, "cccc4444", b"more = 1", b"more = 2"))

    assert revert(folder, "aaaa1111").also == ()
    assert folder.read("test_a.py") == b"# mine\n" + fixes.A + b"\n\n\nmore = 2\n"
    revert(folder)
    assert folder.read("test_a.py") == b"# mine\n" + fixes.A + b"\n\n\nmore = 1\n"


def test_a_check_that_objects_takes_later_fixes_of_the_file_along(folder, fixes):
    folder.apply(fixes.one(folder))
    folder.apply(later(folder, fixes, "cccc4444", b"'/tmp/two'", b"tmp / 'two'"))

    def check(path, content, originals):
        unbound = b"tmp / " in content and b"import tmp" not in content
        return "tmp is not bound" if unbound else None

    done = revert(folder, "aaaa1111", check=check)

    assert [fix.id for fix in done.also] == ["cccc4444"]
    assert "tmp is not bound" in done.reasons[0]
    assert folder.read("test_a.py") == fixes.A


def test_a_check_that_nothing_contents_is_a_refusal(folder, fixes):
    folder.apply(fixes.one(folder))
    before = folder.everything()

    with pytest.raises(Refusal, match=r"test_a\.py would not be right .*: no"):
        revert(folder, check=lambda *_: "no")
    assert folder.everything() == before


def test_fixes_can_be_applied_again_after_they_were_taken_back(repo, fixes):
    for _ in range(3):
        repo.apply(*fixes.all(repo))
        assert len(revert(repo).fixes) == 3
    assert repo.read("test_a.py") == fixes.A
    assert repo.status() == ""


def test_a_file_restored_by_git_holds_its_fixes_again(repo, fixes):
    repo.apply(*fixes.all(repo), commit="transform")
    revert(repo, "aaaa1111")
    repo.git("checkout", "--quiet", "--", ".")

    assert len(applied_fixes(repo.path)) == 3
    revert(repo)
    assert repo.read("test_a.py") == fixes.A


def test_a_stash_takes_the_fixes_away_and_brings_them_back(repo, fixes):
    repo.apply(*fixes.all(repo))
    repo.git("stash", "--quiet")

    assert applied_fixes(repo.path) == ()
    assert revert(repo).fixes == ()
    repo.git("stash", "pop", "--quiet")
    assert len(revert(repo).fixes) == 3
    assert repo.status() == ""


def test_words_are_merged_where_lines_conflict():
    assert merge(b"f(a, b)\r\n", b"f(a, c)\r\n", b"g(a, b)\r\n") == b"g(a, c)\r\n"


@pytest.mark.parametrize("ends", [b"\n", b"\r\n", b"\r"])
def test_a_conflict_names_the_lines_of_our_side(ends):
    base = ends.join([b"x = 1", b"y = 1"])
    ours = b"=======\n" + ends.join([b"x = 2", b"y = 1"])

    with pytest.raises(ConflictError) as conflict:
        merge(base, ours, ends.join([b"x = 3", b"y = 1"]))
    assert conflict.value.lines[0][0] in (1, 2)


def test_bytes_that_are_no_text_are_merged_too():
    assert merge(b"a \0 b", b"a \0 c", b"d \0 b") == b"d \0 c"


def test_what_the_user_undid_of_one_fix_is_not_done_again_by_taking_back_another(folder, fixes):
    both = fixes.fix(
        "cccc4444",
        fixes.edit(folder, "test_a.py", b"test_one", b"test_1", ["cccc4444"]),
        fixes.edit(folder, "test_a.py", b"'/tmp/two'", b"2", ["cccc4444"]),
    )
    folder.apply(both, later(folder, fixes, "dddd5555", b"'/tmp/one'", b"1"))
    folder.write("test_a.py", folder.read("test_a.py").replace(b"test_1", b"test_one"))

    revert(folder, "dddd5555")

    assert folder.read("test_a.py") == fixes.A.replace(b"'/tmp/two'", b"2")


def test_what_was_taken_back_is_not_there_again_because_bytes_fit_either_way(folder, fixes):
    """Two fixes that undo each other leave the same bytes as none."""
    folder.write("test_a.py", b"aaaa\n" + fixes.A)
    edit = fixes.edit(folder, "test_a.py", b"aaaa\n", b"aaaa\n", ["cccc4444"])
    shorter = type(edit)("test_a.py", 0, 1, b"a", b"", frozenset(["cccc4444"]))
    longer = type(edit)("test_a.py", 4, 4, b"", b"a", frozenset(["dddd5555"]))
    folder.apply(fixes.fix("cccc4444", shorter), fixes.fix("dddd5555", longer))
    folder.apply(later(folder, fixes, "eeee6666", b"'/tmp/one'", b"1"), fixes.three(folder))

    revert(folder, "cccc4444", "dddd5555", "eeee6666")

    assert [fix.id for fix in applied_fixes(folder.path)] == ["bbbb3333"]
