"""From bytes to lines, columns and characters."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codemods.reports.measures import Measure, Point

BOM = b"\xef\xbb\xbf"


@pytest.mark.parametrize(
    ("raw", "offset", "point"),
    [
        (b"", 0, Point(1, 1, 0)),
        (b"ab\ncd\n", 3, Point(2, 1, 3)),
        (b"ab\r\ncd\r\n", 4, Point(2, 1, 4)),
        (b"ab\rcd", 3, Point(2, 1, 3)),
        (b"ab\ncd", 5, Point(2, 3, 5)),
        (b"ab\ncd\n", 6, Point(2, 4, 6)),
        ("é🎉x\n".encode(), 6, Point(1, 3, 2)),
        (BOM + b"ab", 3, Point(1, 1, 0)),
        (BOM + b"ab\nc", 6, Point(2, 1, 3)),
        (b"a\x0cb\n", 2, Point(1, 3, 2)),
        ("a\u2028b".encode(), 4, Point(1, 3, 2)),
    ],
)
def test_a_byte_is_at_its_place(raw: bytes, offset: int, point: Point) -> None:
    assert Measure(raw, "utf-8").point(offset) == point


@given(st.text(alphabet="aé🎉\r\n\x0c\u2028"), st.booleans(), st.data())
def test_line_and_column_lead_back_to_the_character(
    text: str, marked: bool, data: st.DataObject
) -> None:
    position = data.draw(st.integers(0, len(text)))
    measure = Measure(BOM * marked + text.encode(), "utf-8-sig" if marked else "utf-8")

    point = measure.point(len(BOM * marked) + len(text[:position].encode()))

    assert point.offset == position
    starts = [0, *(end.end() for end in re.finditer("\r\n|\r|\n", text))]
    assert starts[point.line - 1] + point.column - 1 == position
    assert point.line == 1 or starts[point.line - 1] < len(text), "there is no such line"
