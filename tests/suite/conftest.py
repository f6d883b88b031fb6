"""Suites on disk, read as the tool reads them."""

from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import dedent

import pytest

from codemods.plan import Plan, make_plan
from codemods.suite.read import read_suite

Files = Mapping[str, str]


@pytest.fixture
def plant(tmp_path: Path) -> Callable[[Files], Path]:
    """Writes files below a root and returns it."""

    def write(files: Files) -> Path:
        root = tmp_path.resolve() / "root"
        root.mkdir(exist_ok=True)
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dedent(text), encoding="utf-8")
        return root

    return write


@pytest.fixture
def plan(plant: Callable[[Files], Path]) -> Callable[[Files], Plan]:
    """What is found in a suite that is given as files."""

    def find(files: Files) -> Plan:
        nothing: frozenset[str] = frozenset()
        suite = read_suite(plant(files))
        return make_plan(suite, select=nothing, ignore=nothing, checked_in=nothing)

    return find


@pytest.fixture
def meeting(plan: Callable[[Files], Plan]) -> Callable[[Files], dict[str, set[str]]]:
    """The tests that meet on each resource."""

    def find(files: Files) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for finding in plan(files).findings:
            tests = {one.id for one in finding.hazard.tests}
            found.setdefault(finding.hazard.resource, set()).update(tests)
        return found

    return find
