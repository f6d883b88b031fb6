"""Lines of code on the page: every character once, coloured and marked where it should be."""

import html
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codemods.reports.page.code import (
    LONGEST,
    as_html,
    changed_words,
    coloured,
    opened_before,
)
from codemods.safe_text import visible
from codemods.suite.read import read_suite
from tests.review.suites import planted

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def text_of(shown):
    return html.unescape(re.sub("<[^>]*>", "", str(shown)))


@given(st.lists(_TEXT, max_size=6), st.sampled_from(["a.py", "pytest.ini", "x.toml", "x.unheard"]))
def test_colours_lose_and_add_nothing(lines, path):
    lines = [visible(line, keep="\t") for line in lines]

    shown = [
        as_html(line, pieces) for line, pieces in zip(lines, coloured(path, lines), strict=True)
    ]

    assert [text_of(line) for line in shown] == lines


@given(_TEXT, _TEXT)
def test_marks_lose_nothing_and_stand_where_they_should(old, new):
    old, new = visible(old, keep="\t"), visible(new, keep="\t")
    marks = changed_words(old, new)

    for text, spans in zip((old, new), marks, strict=True):
        shown = as_html(text, ((len(text), ""),), spans)
        assert text_of(shown) == text
        found = re.findall("<mark>(.*?)</mark>", str(shown), re.DOTALL)
        assert [html.unescape(it) for it in found] == [text[i:j] for i, j in spans]


@pytest.mark.parametrize(
    ("old", "new", "gone", "come"),
    [
        ("def test_a():", "def test_a(tmp_path):", [], ["tmp_path"]),
        ('open("/tmp/x", "w")', 'open(path, "w")', ['"/tmp/x"'], ["path"]),
        ("path = 1", "paths = 1", ["path"], ["paths"]),
        ("same", "same", [], []),
        ("import os", "from pathlib import Path", [], []),
    ],
)
def test_whole_words_are_marked(old, new, gone, come):
    marks = changed_words(old, new)

    assert [old[start:end] for start, end in marks[0]] == gone
    assert [new[start:end] for start, end in marks[1]] == come


def test_a_long_line_keeps_its_beginning_and_what_changes():
    old, new = (f"head {'x' * 5000} {word} {'y' * 5000}" for word in ("before", "after"))
    marks = changed_words(old, new)

    shown = text_of(as_html(new, ((len(new), ""),), marks[1]))

    assert len(shown) < LONGEST
    assert shown.startswith("head xxx")
    assert " after " in shown
    assert shown.count("characters …") == 2


def test_two_long_lines_are_compared_without_ado():
    old, new = ("".join(f"{n}{sign}" for n in range(20_000)) for sign in "+-")

    marks = changed_words(old, new)

    assert len(marks[0]) == len(marks[1]) == 1


def test_a_string_that_is_open_is_found(tmp_path: Path):
    planted(tmp_path, {"test_x.py": 'TEXT = """\none\ntwo\n"""\n\ndef test_x():\n    pass\n'})
    source = read_suite(tmp_path.resolve()).modules["test_x.py"].source

    assert [opened_before(source, line) for line in (1, 2, 4, 5)] == [1, 1, 1, 5]
