"""Code under test that is too long to be read to its end."""

import pytest

from codemods.suite.read import read_suite
from codemods.touches.trace import Traces

LONG = "\n".join(f"    total = total + {number} * len(given)" for number in range(1500))
PRODUCT = f"""\
def work(given):
    open("begun.txt", "w")
    total = 0
{LONG}
    open("ended.txt", "w")

def little():
    open("little.txt", "w")
"""
TESTS = """\
from product import little, work

def test_first():
    work(1)

def test_again():
    work(1)
    little()

def test_behind():
    little()
    work(1)
    little()

def test_other():
    work(2)
"""


@pytest.fixture
def suite(tmp_path):
    (tmp_path / "product.py").write_text(PRODUCT)
    (tmp_path / "test_product.py").write_text(TESTS)
    return read_suite(tmp_path)


def told(trace):
    reaching = [touch for touch in trace.touches if touch.role.reaches]
    own = [call for call in trace.calls if not call.foreign]
    return [(it.path, it.role, it.actor, it.line) for it in reaching], own, trace.functions


def test_it_is_told_alike_whatever_was_read_before_it(suite):
    together = Traces(suite)
    for test in suite.tests:
        assert told(together[test.id]) == told(Traces(suite)[test.id])


def test_what_was_read_of_it_is_told_for_every_test(suite):
    traces = Traces(suite)
    for test in suite.tests:
        paths = {touch.path for touch in traces[test.id].touches if touch.role.makes}
        little = {"little.txt"} if test.function.name == "test_behind" else set()
        assert paths == {"begun.txt", *little}


def test_nothing_more_is_read_of_the_code_under_test_behind_it(suite):
    calls = Traces(suite)["test_product.py::test_again"].calls
    assert "little" in {call.name.rpartition(".")[2] for call in calls}
