"""Small suites on disk, and the reviews that they come to."""

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

from codemods.plan import Plan, make_plan
from codemods.review.decisions import Log
from codemods.review.state import Review, begin
from codemods.suite.read import read_suite

TWO = """\
def test_one():
    with open("/tmp/xdistify-one/data.txt", "w") as file:
        file.write("ok")
    with open("/tmp/xdistify-one/data.txt") as file:
        assert file.read() == "ok"


def test_two():
    with open("/tmp/xdistify-two/data.txt", "w") as file:
        file.write("ok")
    with open("/tmp/xdistify-two/data.txt") as file:
        assert file.read() == "ok"
"""
SHARED_IMPORT = """\
import os


def test_one():
    with open("/tmp/xdistify-one.txt", "w") as file:
        file.write("ok")
    os.remove("/tmp/xdistify-one.txt")


def test_two():
    with open("/tmp/xdistify-two.txt", "w") as file:
        file.write("ok")
    os.remove("/tmp/xdistify-two.txt")
"""


def planted(root: Path, files: Mapping[str, str]) -> Path:
    """The files below ``root``, which is the root of a suite."""
    for name, content in {"pytest.ini": "[pytest]\n", **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(content), encoding="utf-8")
    return root


def plan_at(root: Path) -> Plan:
    """What one analysis of the suite at ``root`` finds."""
    nothing: frozenset[str] = frozenset()
    return make_plan(read_suite(root.resolve()), select=nothing, ignore=nothing, checked_in=nothing)


def review_at(root: Path, log: Log | None = None) -> Review:
    """A review of it, after what ``log`` says."""
    return begin(plan_at(root), log or Log())
