"""SARIF 2.1.0: it fits the schema, points at what it means, and its fixes are those of apply."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from codemods.plan import Plan, changed_files, make_plan
from codemods.reports.sarif import as_sarif
from codemods.suite.read import read_suite
from tests.golden.cases import Case, all_cases, plan_of, tree
from tests.reports.appliers import Consumer, regions

jsonschema = pytest.importorskip("jsonschema")

CHANGING = [case for case in all_cases() if case.changes]


@cache
def validator() -> Any:
    schema = Path(__file__).with_name("sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8")
    return jsonschema.Draft4Validator(json.loads(schema))


def run_of(plan: Plan, top: str | None = None) -> dict[str, Any]:
    """The one run of a plan, valid by the schema."""
    log = json.loads(as_sarif(plan, top or plan.suite.root))
    assert [error.message for error in validator().iter_errors(log)] == []
    [run] = log["runs"]
    starts = {"startLine", "charOffset", "byteOffset"}
    assert all(starts & region.keys() for region in regions(run))
    return dict(run)


def planned(root: Path, files: dict[str, bytes]) -> Plan:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    everything = frozenset(files)
    suite = read_suite(root.resolve())
    return make_plan(suite, select=frozenset(), ignore=frozenset(), checked_in=everything)


@pytest.mark.parametrize("case", CHANGING, ids=lambda case: case.id)
def test_the_fixes_of_golden_cases_make_the_bytes_that_apply_makes(case: Case) -> None:
    plan = plan_of(case.before, case)
    run = run_of(plan)
    consumer = Consumer(run, tree(case.before))
    by_id = {fix.id: fix for fix in plan.fixes}
    made = {
        result["partialFingerprints"]["xdistifyId/v1"]: consumer.applied(result["fixes"][0])
        for result in run["results"]
        if "fixes" in result
    }
    assert made == {
        key: {path: after for path, (_, after) in changed_files(plan, [fix]).items()}
        for key, fix in by_id.items()
    }


SUITE = """\
# {coding}
def test_it():
    name = "{letters}"; path = "/tmp/{letters}/out.txt"
    with open(path, "w") as file:
        file.write(name)
    assert open("/tmp/{letters}/out.txt").read() == name"""


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("last", [True, False], ids=["ended", "open"])
@pytest.mark.parametrize(
    ("coding", "encoding", "letters", "mark"),
    [
        ("plain", "utf-8", "ä🎉漢", b""),
        ("marked", "utf-8", "ä🎉漢", b"\xef\xbb\xbf"),
        ("-*- coding: latin-1 -*-", "latin-1", "äöß", b""),
        ("-*- coding: cp1252 -*-", "cp1252", "€ß", b""),
        ("-*- coding: koi8-r -*-", "koi8-r", "Щит", b""),
    ],
    ids=["utf-8", "utf-8 with a mark", "latin-1", "cp1252", "koi8-r"],
)
def test_places_and_fixes_hold_in_every_encoding_and_with_every_line_end(
    tmp_path: Path, end: str, last: bool, coding: str, encoding: str, letters: str, mark: bytes
) -> None:
    text = SUITE.format(coding=coding, letters=letters) + "\n" * last
    content = mark + text.replace("\n", end).encode(encoding)
    plan = planned(tmp_path, {"test_it.py": content})
    [fix] = plan.fixes
    run = run_of(plan)
    consumer = Consumer(run, {"test_it.py": content})

    [result] = run["results"]

    shown = [consumer.seen(place["physicalLocation"]) for place in result["locations"]]
    assert shown == [f'"/tmp/{letters}/out.txt"'] * 2
    [after] = [after for _, after in changed_files(plan, [fix]).values()]
    assert consumer.applied(result["fixes"][0]) == {"test_it.py": after}


PAIR = b"""\
def test_writes():
    with open("/tmp/xdistify-pair/a.txt", "w") as file:
        file.write("a")


def test_reads():
    assert open("/tmp/xdistify-pair/a.txt").read() == "a"
"""


def test_the_rule_is_the_hazard_and_is_described_with_its_remedy(tmp_path: Path) -> None:
    run = run_of(planned(tmp_path, {"test_pair.py": PAIR}))

    [result] = run["results"]
    rules = run["tool"]["driver"]["rules"]
    rule = rules[result["ruleIndex"]]
    assert result["ruleId"] == rule["id"] == "shared-path"
    assert [each["id"] for each in rules] == ["shared-path", "session-dir"]
    assert rule["relationships"] == [{"target": {"id": "session-dir"}, "kinds": ["relevant"]}]
    for each in rules:
        assert each["shortDescription"]["text"].endswith(".")
        assert "\n" not in each["fullDescription"]["text"]
        assert "What it" in each["help"]["markdown"]
        assert "::\n" not in each["help"]["markdown"]
    tests = [place["logicalLocations"][0] for place in result["relatedLocations"]]
    assert [test["fullyQualifiedName"] for test in tests] == [
        "test_pair.py::test_writes",
        "test_pair.py::test_reads",
    ]
    lines = [each["physicalLocation"]["region"] for each in result["relatedLocations"]]
    assert lines == [{"startLine": 1}, {"startLine": 6}]


def test_levels_tell_what_is_observed_what_has_a_fix_and_what_has_none(tmp_path: Path) -> None:
    plan = planned(tmp_path, {"test_pair.py": PAIR})
    [finding] = plan.findings
    left = replace(finding, fix=None, safety="manual")
    shown = replace(left, hazard=replace(left.hazard, evidence="observed"))

    run = run_of(replace(plan, findings=(finding, left, shown)))

    assert [result["level"] for result in run["results"]] == ["warning", "note", "error"]
    assert ["fixes" in result for result in run["results"]] == [True, False, False]


def test_what_a_comment_ignores_is_suppressed_in_the_source(tmp_path: Path) -> None:
    ignored = PAIR.replace(b'"w") as file:', b'"w") as file:  # xdistify: ignore[shared-path] ok')
    run = run_of(planned(tmp_path, {"test_pair.py": PAIR, "test_other.py": ignored}))

    assert [result["suppressions"] for result in run["results"]] in (
        [[{"kind": "inSource"}]],
        [[], [{"kind": "inSource"}]],
    )
    assert all(result["locations"] for result in run["results"])


def test_no_result_is_suppressed_where_no_comment_says_so(tmp_path: Path) -> None:
    run = run_of(planned(tmp_path, {"test_pair.py": PAIR}))
    assert [result["suppressions"] for result in run["results"]] == [[]]


def test_a_skipped_file_is_a_notification(tmp_path: Path) -> None:
    run = run_of(planned(tmp_path, {"test_pair.py": PAIR, "test_broken.py": b"def broken(:\n"}))

    [invocation] = run["invocations"]
    [notification] = invocation["toolExecutionNotifications"]
    assert invocation["executionSuccessful"] is True
    assert "does not parse" in notification["message"]["text"]
    [place] = notification["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "test_broken.py"
    descriptors = run["tool"]["driver"]["notifications"]
    assert descriptors[notification["descriptor"]["index"]]["id"] == "skipped-file"


def test_paths_are_percent_encoded_below_the_top_of_the_repository(tmp_path: Path) -> None:
    root = tmp_path / "a b" / "packages" / "größe"
    plan = planned(root, {"tests/test_50% [x]#?.py": PAIR})
    run = run_of(plan, (tmp_path / "a b").as_posix())

    base = run["originalUriBaseIds"]["SRCROOT"]["uri"]
    assert base.startswith("file:///")
    assert base.endswith("/a%20b/")
    place = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place["uri"] == "packages/gr%C3%B6%C3%9Fe/tests/test_50%25%20%5Bx%5D%23%3F.py"
    assert place["uriBaseId"] == "SRCROOT"


def test_text_of_the_suite_is_no_markup_of_the_message(tmp_path: Path) -> None:
    hostile = b"""\
def test_it():
    with open("/tmp/[see] (http:x)\\x1b[2J{0}\\u202e", "w") as file:
        file.write("")
"""
    [result] = run_of(planned(tmp_path, {"test_it.py": hostile}))["results"]

    text = result["message"]["text"]
    assert r"\[see\] (http:x)" in text
    assert r"\\x1b\[2J{{0}}<U+202E>" in text
    assert "\x1b" not in text


def test_a_suite_without_hazards_is_a_run_without_results(tmp_path: Path) -> None:
    run = run_of(planned(tmp_path, {"test_it.py": b"def test_it():\n    assert True\n"}))
    assert run["results"] == []
