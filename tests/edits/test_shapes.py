"""Records that are read back are what they promise, or named as damaged."""

from collections.abc import Mapping
from typing import Literal

import pytest

from codemods.edits.model import Edit
from codemods.edits.shapes import check, check_path

FITTING = [
    ("a", str),
    (None, str | None),
    (("a", "b"), tuple[str, ...]),
    (frozenset(), frozenset[str]),
    ({"a": frozenset({"b"})}, Mapping[str, frozenset[str]]),
    ("any", Literal["any", "all"]),
    (Edit("a.py", 0, 1, b"a", b"b", frozenset({"f"})), Edit),
]
OTHER = [
    (1, str),
    (None, str),
    (1.5, str | None),
    (("a", 1), tuple[str, ...]),
    (["a"], tuple[str, ...]),
    ({"a": ("b",)}, Mapping[str, frozenset[str]]),
    ({1: frozenset()}, Mapping[str, frozenset[str]]),
    ("some", Literal["any", "all"]),
    (Edit(1, 0, 1, b"a", b"b", frozenset({"f"})), Edit),
    ((Edit("a.py", 0, 1, b"a", b"b", frozenset({2})),), tuple[Edit, ...]),
    (Edit("a.py", 0, 1, b"a", b"b", frozenset(), []), Edit),
]


@pytest.mark.parametrize(("value", "kind"), FITTING)
def test_what_fits(value, kind):
    check(value, kind)


@pytest.mark.parametrize(("value", "kind"), OTHER)
def test_what_does_not_fit(value, kind):
    with pytest.raises(TypeError):
        check(value, kind)


@pytest.mark.parametrize("path", ["a\0b", "\ud800"])
def test_what_is_no_path(path):
    with pytest.raises(ValueError):
        check_path(path)


@pytest.mark.parametrize("path", ["", "tests/ä\n\udcff.py"])
def test_what_is_a_path(path):
    check_path(path)
