"""Edits that are shared, that cross, and that come and go with their owners."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codemods.edits.model import Edit, Fix
from codemods.edits.spans import active, render, share

ORIGINAL = b"\xef\xbb\xbfimport os\r\nx = 1\ry = \xe9\x0c"


def edit(start, end, after, *owners, when="any", path="a.py"):
    return Edit(path, start, end, ORIGINAL[start:end], after, frozenset(owners), when)


def fix(name, *edits):
    return Fix(name, "tmp-path", "shared-path", "/tmp/x", "Because.", "safe", (), edits)


def test_nothing_active_leaves_every_byte():
    assert render(ORIGINAL, [edit(3, 12, b"", "a")], frozenset()) == ORIGINAL


def test_bytes_outside_the_edits_stay():
    made = render(ORIGINAL, [edit(14, 19, b"x = 2", "a")], frozenset("a"))

    assert made == ORIGINAL.replace(b"x = 1", b"x = 2")


@pytest.mark.parametrize(
    ("when", "applied", "there"),
    [
        ("any", "", False),
        ("any", "a", True),
        ("any", "ab", True),
        ("any", "c", False),
        ("all", "a", False),
        ("all", "ab", True),
        ("all", "abc", True),
    ],
)
def test_an_edit_comes_and_goes_with_its_owners(when, applied, there):
    one = edit(3, 3, b"!", "a", "b", when=when)

    assert one.is_active(frozenset(applied)) is there
    assert active([one, one], frozenset(applied)) == [one] * there


def test_an_edit_that_does_not_fit_is_an_error():
    with pytest.raises(ValueError, match=r"a\.py: the edit at byte 3 does not fit"):
        render(b"something else", [edit(3, 9, b"", "a")], frozenset("a"))


def test_edits_that_cross_are_an_error():
    with pytest.raises(ValueError, match="does not fit"):
        render(ORIGINAL, [edit(3, 9, b"", "a"), edit(8, 12, b"", "a")], frozenset("a"))


def test_an_insertion_goes_before_a_replacement_at_the_same_place():
    edits = [edit(3, 9, b"from", "a"), edit(3, 3, b"# \n", "a")]

    assert render(ORIGINAL, edits, frozenset("a"))[3:].startswith(b"# \nfrom os")


def test_the_same_edit_of_two_fixes_is_one_edit_of_two_owners():
    fixes, crossing = share([fix("a", edit(3, 3, b"i", "a")), fix("b", edit(3, 3, b"i", "b"))])

    assert crossing == []
    assert [it.edits[0].owners for it in fixes] == [frozenset("ab")] * 2
    edits = [it for one in fixes for it in one.edits]
    assert render(ORIGINAL, edits, frozenset("ab"))[3:].startswith(b"iimport")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((3, 9, b""), (5, 12, b"")),
        ((3, 9, b"x"), (3, 9, b"y")),
        ((3, 9, b"x"), (5, 5, b"y")),
        ((5, 5, b"x"), (3, 9, b"y")),
    ],
)
def test_of_two_fixes_that_cross_the_first_stays(one, other):
    first, second = fix("a", edit(*one, "a")), fix("b", edit(*other, "b"))

    fixes, crossing = share([first, second])

    assert [it.id for it in fixes] == ["a"]
    assert [(refused.id, kept.id) for refused, kept in crossing] == [("b", "a")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((3, 9, b""), (9, 12, b"")),
        ((3, 9, b"x"), (3, 3, b"y")),
        ((3, 9, b"x"), (9, 9, b"y")),
        ((3, 3, b"x"), (3, 3, b"y")),
    ],
)
def test_fixes_that_only_touch_both_stay(one, other):
    fixes, crossing = share([fix("a", edit(*one, "a")), fix("b", edit(*other, "b"))])

    assert (len(fixes), crossing) == (2, [])


def test_fixes_in_different_files_do_not_cross():
    other = edit(3, 9, b"y", "b", path="b.py")

    assert len(share([fix("a", edit(3, 9, b"x", "a")), fix("b", other)])[0]) == 2


@given(st.data())
def test_whatever_is_kept_can_be_rendered_in_any_subset(data):
    size = st.integers(0, len(ORIGINAL))
    fixes = []
    for name in "abcd":
        start, end = sorted((data.draw(size), data.draw(size)))
        when = data.draw(st.sampled_from(["any", "all"]))
        fixes.append(fix(name, edit(start, end, data.draw(st.binary(max_size=2)), name, when=when)))
    kept, crossing = share(fixes)
    assert len(kept) + len(crossing) == 4

    edits = [it for one in kept for it in one.edits]
    applied = data.draw(st.sets(st.sampled_from([one.id for one in kept])))
    made = render(ORIGINAL, edits, frozenset(applied))
    there = active(edits, frozenset(applied))
    assert len(made) == len(ORIGINAL) + sum(len(it.after) - len(it.before) for it in there)
