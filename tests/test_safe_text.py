"""What people are shown of other people's text can do nothing to their terminal or their eyes."""

import sys
import unicodedata

import pytest

from codemods.safe_text import visible

HARMFUL = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "def test_it():\n\tpass\n",
        "Grüße, 世界 — 🎉",
        "a\r\nb\r\n",
        "e\u0301",
        "\N{NO-BREAK SPACE}",
    ],
)
def test_what_does_no_harm_stays(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2Jgone", r"\x1b[2Jgone"),
        ("title\x07", r"title\x07"),
        ("over\rwritten", r"over\x0dwritten"),
        ("back\x08", r"back\x08"),
        ("\x9b31m", r"\x9b31m"),
        ("\x7f", r"\x7f"),
        ("access\u202elevel", "access<U+202E>level"),
        ("\u2066a\u2069\u200e\u061c", "<U+2066>a<U+2069><U+200E><U+061C>"),
        ("\u2028", "<U+2028>"),
        ("\ufeff", "<U+FEFF>"),
        ("\U000e0041", "<U+E0041>"),
        ("\udc80", r"\udc80"),
        ("a\r\r\nb", "a\\x0d\r\nb"),
    ],
)
def test_what_acts_is_spelled_out(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_what_must_stay_on_its_line_loses_its_line_ends() -> None:
    assert visible("a\r\nb\tc", keep="") == r"a\x0d\x0ab\x09c"


def test_no_character_that_acts_is_left_of_all_there_are() -> None:
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    assert {unicodedata.category(each) for each in visible(everything, keep="")} & HARMFUL == set()
