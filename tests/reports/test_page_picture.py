"""The picture: lines cross little, names stay apart, and what is left out is said."""

from itertools import combinations, pairwise

import pytest

from codemods.reports.page.meetings import Meeting, together
from codemods.reports.page.picture import MOST_ROWS, MOST_TESTS, crossings, draw


def meeting(resource, *tests, use="both"):
    return Meeting(resource, tuple((test, use) for test in tests), (f"id-of-{resource}",))


def overlaps(nodes, least):
    heights = sorted(node.y for node in nodes)
    return [pair for pair in pairwise(heights) if pair[1] - pair[0] < least]


def test_every_test_and_every_thing_is_drawn_once_with_a_line_for_each_use():
    picture = draw(
        [
            meeting("/tmp/a", "t.py::one", "t.py::two"),
            meeting("/tmp/b", "t.py::two", "t.py::three"),
        ]
    )

    assert [node.title for node in picture.left] == ["t.py::one", "t.py::two", "t.py::three"]
    assert [node.title for node in picture.right] == ["/tmp/a", "/tmp/b"]
    assert len(picture.edges) == 4
    assert (picture.files, picture.left_out) == (False, "")


def test_lines_that_need_not_cross_do_not():
    tests = [f"t.py::test_{name}" for name in "abcd"]
    picture = draw([meeting(f"/tmp/{n}", tests[n], tests[(n + 1) % 4]) for n in (2, 0, 1)])
    at = {node.title: node.y for node in (*picture.left, *picture.right)}
    lines = [(at[test], at[f"/tmp/{n}"]) for n in (0, 1, 2) for test in (tests[n], tests[n + 1])]

    crossed = [
        pair
        for pair in combinations(lines, 2)
        if (pair[0][0] - pair[1][0]) * (pair[0][1] - pair[1][1]) < 0
    ]

    assert crossed == []


@pytest.mark.parametrize(("rights", "number"), [([0, 1], 0), ([1, 0], 1)])
def test_crossings_are_counted(rights, number):
    assert crossings(["a", "b"], rights, {"a": [0], "b": [1]}) == number


def test_what_has_nothing_to_do_with_each_other_stands_apart():
    picture = draw([meeting("/tmp/a", "t.py::a"), meeting("/tmp/b", "t.py::b", "t.py::c")])
    at = {node.title: node.y for node in (*picture.left, *picture.right)}

    assert max(at["/tmp/b"], at["t.py::b"], at["t.py::c"]) < min(at["/tmp/a"], at["t.py::a"])


def test_a_name_that_does_several_things_has_a_port_for_each():
    first = Meeting("/tmp/a", (("t.py::one", "makes"), ("t.py::two", "needs")), ("1",))
    second = Meeting("/tmp/b", (("t.py::one", "needs"), ("t.py::two", "needs")), ("2",))
    picture = draw([first, second])

    ports = {node.title: [use for use, _ in node.ports] for node in picture.left}

    assert {name: sorted(uses) for name, uses in ports.items()} == {
        "t.py::one": ["makes", "needs"],
        "t.py::two": ["needs"],
    }
    heights = [y for node in picture.left for _, y in node.ports]
    assert all(abs(one - other) >= 20 for one, other in combinations(heights, 2))


def test_many_tests_are_drawn_by_file():
    many = [f"tests/test_{n % 7}.py::test_{n}" for n in range(500)]
    picture = draw([meeting(f"/tmp/{n}", *many[n::20]) for n in range(20)])

    assert len(many) > MOST_TESTS
    assert picture.files
    assert {node.title for node in picture.left} == {f"tests/test_{n}.py" for n in range(7)}
    assert any("tests of tests/test_" in edge.title for edge in picture.edges)
    assert overlaps(picture.left, 20) == overlaps(picture.right, 20) == []


def test_a_picture_never_has_more_rows_than_can_be_read():
    wide = [meeting(f"/tmp/{n}", *(f"t{n}_{m}.py::test" for m in range(n % 5))) for n in range(90)]
    one = meeting("/tmp/all", *(f"u{n}.py::test" for n in range(200)))

    picture = draw([it for it in (*wide, one) if it.tests])

    assert len(picture.left) == MOST_ROWS
    assert len(picture.right) == 6
    assert picture.left_out == (
        "Not drawn: 67 shared things with fewer tests and 180 more files of tests. "
        "The table has them all."
    )


def test_long_names_are_cut_in_the_middle_and_told_whole():
    name = f"tests/{'deep/' * 30}test_x.py::test_y"
    picture = draw([meeting("/tmp/" + "r" * 300, name)])

    (left,) = picture.left
    assert left.title == name
    assert len(left.label) < 80
    assert left.label.startswith("tests/")
    assert left.label.endswith("test_x.py::test_y")


def test_nothing_gives_an_empty_picture():
    assert (draw([]).left, draw([]).height) == ((), 0)


@pytest.mark.parametrize(
    ("uses", "all_in_all"),
    [
        (["makes", "makes"], "makes"),
        (["makes", "needs"], "both"),
        (["clears", "makes"], "makes"),
        (["clears", "needs"], "both"),
        (["shares", "needs"], "needs"),
        (["shares"], "shares"),
    ],
)
def test_several_uses_come_to_one(uses, all_in_all):
    assert together(uses) == all_in_all
