"""What the reporter writes, where the pytest at hand cannot be brought to it."""

from typing import Any

import pytest

from codemods.runs.reporter import Reporter


@pytest.mark.parametrize(
    ("reported", "plain"),
    [
        ("t.py::test@group", "t.py::test"),
        ("t.py::test@some@group", "t.py::test"),
        ("t.py::test[a@b.c]@group", "t.py::test[a@b.c]"),
        ("t.py::test[a@b.c]", "t.py::test[a@b.c]"),
        ("t.py::test[a::b@c]", "t.py::test[a::b@c]"),
        ("at@home/t.py::C::test", "at@home/t.py::C::test"),
        ("at@home/t.py::C::test@group", "at@home/t.py::C::test"),
    ],
)
def test_the_group_that_xdist_appends_before_pytest_9_2_is_taken_off(
    reported: str, plain: str
) -> None:
    lines: list[dict[str, Any]] = []
    Reporter(lines.append, grouped=True).pytest_runtest_logstart(reported)
    Reporter(lines.append, grouped=False).pytest_runtest_logstart(reported)
    assert lines == [{"start": plain}, {"start": reported}]
