"""Workflow commands: GitHub reads back what was meant, and nothing else is a command."""

from dataclasses import replace
from pathlib import Path

import pytest

from codemods.plan import Plan, make_plan
from codemods.reports.github import as_commands
from codemods.safe_text import visible
from codemods.suite.model import Skipped
from codemods.suite.read import read_suite

PAIR = """\
def test_writes():
    with open("/tmp/xdistify-pair/a.txt", "w") as file:
        file.write("a")


def test_reads():
    assert open("/tmp/xdistify-pair/a.txt").read() == "a"
"""


def planned(root: Path, name: str = "test_pair.py", content: str = PAIR) -> Plan:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    suite = read_suite(root.resolve())
    return make_plan(suite, select=frozenset(), ignore=frozenset(), checked_in=frozenset())


def parsed(line: str) -> tuple[str, dict[str, str], str]:
    """A command as GitHub's runner takes it apart."""
    assert line.startswith("::")
    end = line.index("::", 2)
    name, _, listed = line[2:end].partition(" ")
    properties = dict(pair.split("=", 1) for pair in listed.split(","))
    escapes = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}
    message = line[end + 2 :]
    for escape, character in escapes.items():
        properties = {key: value.replace(escape, character) for key, value in properties.items()}
        message = message.replace(escape, character) if character not in ":," else message
    return name, properties, message


def test_a_finding_is_a_command_at_its_line_and_column(tmp_path: Path) -> None:
    plan = planned(tmp_path)

    [line] = as_commands(plan, tmp_path.resolve().as_posix()).splitlines()

    name, properties, message = parsed(line)
    assert name == "warning"
    [finding] = plan.findings
    assert properties == {
        "file": "test_pair.py",
        "line": "2",
        "endLine": "2",
        "col": "15",
        "endColumn": "41",
        "title": f"shared-path [{finding.id}]",
    }
    first, *tests = message.split("\n")
    assert finding.why in first
    assert first.endswith(". Fix: session-dir.")
    assert tests == ["test_pair.py::test_writes", "test_pair.py::test_reads"]


def test_files_are_named_from_the_top_of_the_checkout(tmp_path: Path) -> None:
    plan = planned(tmp_path / "packages/one")
    [line] = as_commands(plan, tmp_path.resolve().as_posix()).splitlines()
    assert parsed(line)[1]["file"] == "packages/one/test_pair.py"


def test_the_level_follows_what_is_known(tmp_path: Path) -> None:
    plan = planned(tmp_path)
    [finding] = plan.findings
    left = replace(finding, fix=None, safety="manual")
    seen = replace(left, hazard=replace(left.hazard, evidence="observed"))

    text = as_commands(replace(plan, findings=(finding, left, seen)), plan.suite.root)

    assert [parsed(line)[0] for line in text.splitlines()] == ["warning", "notice", "error"]


HOSTILE = [
    "a\n::error::x",
    "a\r::stop-commands::x",
    "100%0A::add-mask::x",
    "a::b,file=c:d",
    "\x1b[2J",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_makes_a_command_of_its_own(tmp_path: Path, name: str) -> None:
    plan = planned(tmp_path)
    [finding] = plan.findings
    hazard = replace(finding.hazard, resource=f"/tmp/{name}")
    hostile = replace(finding, hazard=hazard, why=f"{name} is shared", tests=(f"{name}.py::test",))
    skipped = Skipped(f"{name}.py", f"of {name}")
    plan = replace(plan, findings=(hostile,), suite=replace(plan.suite, skipped=(skipped,)))

    text = as_commands(plan, plan.suite.root)

    assert len(text.splitlines()) == text.count("\n") == 2
    first, second = (parsed(line) for line in text.splitlines())
    assert first[0] == "warning"
    assert second[0] == "warning"
    assert second[1]["file"] == visible(f"{name}.py", keep="\r\n")
    assert set(second[1]) == {"file", "title"}
    assert "\x1b" not in text


def test_a_finding_with_no_place_is_shown_at_its_first_test(tmp_path: Path) -> None:
    plan = planned(tmp_path)
    [finding] = plan.findings
    tests = tuple(replace(one, touches=()) for one in finding.hazard.tests)
    bare = replace(finding, hazard=replace(finding.hazard, tests=tests))

    [line] = as_commands(replace(plan, findings=(bare,)), plan.suite.root).splitlines()

    assert {key: value for key, value in parsed(line)[1].items() if key != "title"} == {
        "file": "test_pair.py",
        "line": "1",
    }


def test_a_place_outside_the_checkout_names_no_file(tmp_path: Path) -> None:
    plan = planned(tmp_path / "suite")
    [line] = as_commands(plan, (tmp_path / "elsewhere").as_posix()).splitlines()
    assert "file" not in parsed(line)[1]
