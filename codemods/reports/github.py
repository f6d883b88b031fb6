"""``scan --format github``: workflow commands, which GitHub shows as annotations on the lines.

Source of the syntax and of the escapes: https://docs.github.com/actions/reference/workflow-commands
and ``ActionCommand`` in https://github.com/actions/runner.
"""

from collections.abc import Iterator
from pathlib import PurePath

from codemods.plan import Finding, Plan
from codemods.reports.findings import concerned, level, locations, sentences
from codemods.safe_text import visible

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
_MOST_TESTS = 8


def as_commands(plan: Plan, top: str) -> str:
    """A command for each finding, and one for each file that was skipped; a line each.

    Args:
        top: absolute POSIX path of the checkout, from which GitHub knows files.
    """
    lines = [_finding(finding, plan, top) for finding in plan.findings]
    for item in plan.suite.skipped:
        properties = {**_file(item.path, plan, top), "title": "xdistify skipped this file"}
        lines.append(_command("warning", properties, item.reason))
    return "".join(f"{line}\n" for line in lines)


def _finding(finding: Finding, plan: Plan, top: str) -> str:
    properties = dict(_place(finding, plan, top))
    properties["title"] = f"{finding.hazard.name} [{finding.id}]"
    tests = [one.id for one in concerned(finding)]
    more = [f"and {len(tests) - _MOST_TESTS} more tests"] if len(tests) > _MOST_TESTS else []
    message = "\n".join([sentences(finding), *tests[:_MOST_TESTS], *more])
    return _command(_COMMANDS[level(finding)], properties, message)


def _place(finding: Finding, plan: Plan, top: str) -> Iterator[tuple[str, str]]:
    """The first place that spells the resource, else the first test of the finding."""
    place = next(locations(finding.hazard, concerned(finding), plan), None)
    if place is None:
        yield from _test(finding, plan, top)
        return
    yield from _file(place["path"], plan, top).items()
    if place["line"]:
        yield "line", str(place["line"])
        yield "endLine", str(place["end_line"])
    if place["line"] and place["line"] == place["end_line"]:  # GitHub takes columns of one line
        yield "col", str(place["column"])
        yield "endColumn", str(place["end_column"])


def _test(finding: Finding, plan: Plan, top: str) -> Iterator[tuple[str, str]]:
    test = plan.suite.tests.named(finding.tests[0]) if finding.tests else None
    if test:
        function = test.function
        yield from _file(function.module, plan, top).items()
        yield "line", str(function.node.lineno)


def _file(path: str, plan: Plan, top: str) -> dict[str, str]:
    """Nothing for a file outside the checkout: GitHub has no page to show it on."""
    whole = PurePath(plan.suite.root, path)
    if not whole.is_relative_to(top):
        return {}
    return {"file": visible(whole.relative_to(top).as_posix(), keep="\r\n")}


def _command(name: str, properties: dict[str, str], message: str) -> str:
    """One line that is one command, whatever the values hold."""
    pairs = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {pairs}::{_data(visible(message))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
