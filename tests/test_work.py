"""What a plan costs grows with a suite and not with its square: nodes are counted, not seconds."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from codemods.plan import make_plan
from codemods.suite.nodes import children_of
from codemods.suite.read import read_suite
from codemods.transforms.primitives.fitting import fitted
from codemods.transforms.primitives.together import names_written


@contextmanager
def walked() -> Iterator[list[int]]:
    """How many nodes of syntax trees are looked at."""
    count = [0]

    def see(frame, event, _):
        count[0] += event == "call" and frame.f_code is children_of.__code__

    before = sys.getprofile()
    sys.setprofile(see)
    try:
        yield count
    finally:
        sys.setprofile(before)


def work(root, writes: int) -> int:
    root.mkdir()
    (root / "pytest.ini").write_text("[pytest]\n")
    lines = (f"    open('/tmp/work/{number}.txt', 'w').close()\n" for number in range(writes))
    (root / "test_many.py").write_text(f"def test_many():\n{''.join(lines)}")
    with walked() as count:
        suite = read_suite(root)
        plan = make_plan(suite, select=frozenset(), ignore=frozenset(), checked_in=frozenset())
    assert len(plan.fixes) == writes
    return count[0]


def test_many_writes_of_one_test_do_not_walk_through_it_for_each(tmp_path):
    one, four = work(tmp_path / "one", 30), work(tmp_path / "four", 120)

    assert four < 6 * one


LONG = 1_000_000
"""With the square of it, what follows would take a day."""


@pytest.mark.parametrize(
    ("begin", "repeated"), [("'", "\\'"), ('x = "', '\\"'), ("", "\\'")], ids=["one", "two", "none"]
)
def test_a_long_piece_of_a_string_is_read_once(begin, repeated):
    piece = begin + repeated * LONG

    assert fitted(piece, 100) == piece
    assert names_written(piece) <= {"x"}


def test_fields_that_nothing_closes_are_read_once():
    assert names_written(f"f'{'{a' * LONG}' + b") == {"b"}


@pytest.mark.parametrize("prefix", ["", "r", "b", "Rb", "f", "rF", "t"])
def test_names_are_read_between_strings_and_in_fields(prefix):
    code = f'{prefix}"C:\\a." + os.sep + {prefix}".{{name}}."'

    assert names_written(code) == {"os", "sep"} | (
        {"name"} if prefix in ("f", "rF", "t") else set()
    )
