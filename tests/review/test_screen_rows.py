"""What the panes show, before anything is on a screen."""

from collections.abc import Sequence
from itertools import pairwise

import pytest

from codemods.review.changes import Change, FileChange, Hunk, Line
from codemods.review.likeness import alike
from codemods.review.screen.cells import harmless, padded, shortened, stops, width_of
from codemods.review.screen.diff import diff_rows, differing
from codemods.review.screen.lexing import Block


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("def f():", "def f(tmp_path):", ([], ["tmp_path"])),
        ('open("/tmp/x")', "open(path)", (['"/tmp/x"'], ["path"])),
        ("    a = 1", "    b = 1", (["a"], ["b"])),
        ("nothing", "at all alike here", ([], [])),
        ("same", "same", ([], [])),
        ("", "x", ([], [])),
    ],
)
def test_words_that_differ(old: str, new: str, wanted: tuple[list[str], list[str]]) -> None:
    gone, come = differing(old, new)
    assert ([old[i:j] for i, j in gone], [new[i:j] for i, j in come]) == wanted


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        (["a b c", "d e f"], ["d e g"], [(1, 0)]),
        (["a b c"], ["x y z", "a b d"], [(0, 1)]),
        (["a b", "c d"], ["c d", "a b"], [(1, 0)]),
        (["a"], ["b"], []),
        ([], ["b"], []),
        (["("], [")"], []),
    ],
)
def test_lines_that_say_much_the_same(
    old: Sequence[str], new: Sequence[str], wanted: list[tuple[int, int]]
) -> None:
    assert alike(old, new) == wanted


def test_a_long_change_is_not_compared_line_by_line() -> None:
    lines = [f"line {number}" for number in range(2000)]
    assert alike(lines, lines) == []


@pytest.mark.parametrize(
    "text", ["plain text that is long", "漢字かな交じり文です", "e\u0301" * 20, ""]
)
@pytest.mark.parametrize("width", [1, 2, 3, 7, 40])
@pytest.mark.parametrize("wrap", ["letters", "words"])
def test_wrapping_loses_nothing(text: str, width: int, wrap: str) -> None:
    bounds = stops(text, width, wrap)  # type: ignore[arg-type]
    parts = [text[start:end] for start, end in pairwise(bounds)]
    assert "".join(parts) == text
    assert all(width_of(part.rstrip(" ")) <= max(width, 2) for part in parts)


@pytest.mark.parametrize("text", ["/a/long/path/to/a/file.txt", "漢字かな交じり文です", "short"])
@pytest.mark.parametrize("width", [0, 1, 3, 4, 9, 40])
def test_text_is_made_to_fit(text: str, width: int) -> None:
    assert width_of(shortened(text, width)) <= width
    assert width_of(padded(text, width)) == width


def test_a_shortened_path_keeps_its_end() -> None:
    assert shortened("/a/long/path/to/a/file.txt", 14).endswith("file.txt")


def test_harmless_text_is_one_line() -> None:
    assert harmless("a\tb\n\x1b[31m") == "a   b\\x0a\\x1b[31m"
    assert harmless("\u2764\ufe0f") == "\u2764<U+FE0F>"


def _rows(split: bool) -> list[list[tuple[str, str]]]:
    lines = (
        Line(1, 1, "import os"),
        Line(2, None, "def f():"),
        Line(None, 2, "def f(path):"),
        Line(None, 3, "    path.touch()"),
        Line(3, 4, ""),
    )
    change = Change((FileChange("test_it.py", False, (Hunk(lines),)),))
    return [[(cell.gutter, cell.text) for cell in row] for row in diff_rows(change, split)]


def test_a_change_side_by_side() -> None:
    assert _rows(split=True) == [
        [(" ", "test_it.py")],
        [(" ", "@@ -1,3 +1,4 @@")],
        [(" 1   ", "import os"), (" 1   ", "import os")],
        [(" 2 - ", "def f():"), (" 2 + ", "def f(path):")],
        [("     ", ""), (" 3 + ", "    path.touch()")],
        [(" 3   ", ""), (" 4   ", "")],
    ]


def test_a_change_one_above_the_other() -> None:
    assert _rows(split=False) == [
        [(" ", "test_it.py")],
        [(" ", "@@ -1,3 +1,4 @@")],
        [(" 1 1   ", "import os")],
        [(" 2   - ", "def f():")],
        [("   2 + ", "def f(path):")],
        [("   3 + ", "    path.touch()")],
        [(" 3 4   ", "")],
    ]


def test_what_goes_later_says_when() -> None:
    gone = Hunk((Line(1, None, "import os"),))
    change = Change((), (FileChange("test_it.py", False, (gone,)),), ("0123abcd",))
    texts = [row[0].text for row in diff_rows(change, split=False)]
    assert texts[0] == "Nothing changes in the files now."
    assert "Once the fix is accepted too: 0123abcd" in texts
    assert texts[-1] == "import os"


def test_code_has_its_colours_line_by_line() -> None:
    block = Block("test_it.py")
    places = [block.add(line) for line in ("def f():", '    return "x"  # y')]
    roles = [
        [(block.lines[at][start:end], role) for start, end, role in block.spans(at)]
        for _, at in places
    ]
    assert roles[0] == [("def", "keyword"), ("f", "defined")]
    assert ("return", "keyword") in roles[1]
    assert ("# y", "comment") in roles[1]


def test_only_lines_that_are_asked_for_are_lexed() -> None:
    block = Block("test_it.py")
    for number in range(1000):
        block.add(f"x = {number}")
    assert block.spans(999) == [(4, 7, "number")]
    assert len(block._known) == 1


def test_a_file_of_no_known_language_has_none() -> None:
    block = Block("notes.unknown")
    block.add("def f():")
    assert block.spans(0) == []
