"""How the phases of a test become one result."""

import json
from typing import Any

import pytest

from codemods.runs.outcomes import Report, read_report


def report(*entries: dict[str, Any]) -> Report:
    return read_report(json.dumps(entry).encode() + b"\n" for entry in entries)


def phase(
    when: str, outcome: str = "passed", message: str = "", worker: str = ""
) -> dict[str, Any]:
    return {
        "id": "t.py::test",
        "worker": worker,
        "when": when,
        "outcome": outcome,
        "message": message,
        "seconds": 1.0,
    }


@pytest.mark.parametrize(
    ("setup", "call", "teardown", "outcome"),
    [
        ("passed", "passed", "passed", "passed"),
        ("passed", "failed", "passed", "failed"),
        ("passed", "failed", "error", "failed"),
        ("passed", "passed", "error", "error"),
        ("passed", "skipped", "passed", "skipped"),
        ("passed", "xfailed", "passed", "xfailed"),
        ("passed", "xpassed", "passed", "xpassed"),
        ("error", None, "passed", "error"),
        ("skipped", None, "passed", "skipped"),
        ("xfailed", None, "passed", "xfailed"),
    ],
)
def test_three_phases_make_one_result(
    setup: str, call: str | None, teardown: str, outcome: str
) -> None:
    phases = [("setup", setup), ("call", call), ("teardown", teardown)]
    result = report(*(phase(when, said) for when, said in phases if said)).results["t.py::test"]
    assert result.outcome == outcome
    assert result.seconds == sum(said is not None for _, said in phases)


def test_a_test_that_runs_on_several_workers_is_as_good_as_its_worst_run() -> None:
    runs = report(
        phase("setup", worker="gw0"),
        phase("setup", worker="gw1"),
        phase("call", "failed", "boom", worker="gw0"),
        phase("call", worker="gw1"),
        phase("teardown", worker="gw1"),
        phase("teardown", worker="gw0"),
    )
    assert (runs.results["t.py::test"].outcome, runs.results["t.py::test"].message) == (
        "failed",
        "boom",
    )


def test_a_test_that_crashed_its_worker_failed_even_if_it_passes_when_run_again() -> None:
    runs = report(
        phase("setup", worker="gw0"),
        phase("???", "failed", "worker 'gw0' crashed", worker="gw0"),
        phase("setup", worker="gw2"),
        phase("call", worker="gw2"),
        phase("teardown", worker="gw2"),
    )
    assert runs.results["t.py::test"].outcome == "failed"


def test_of_a_test_that_a_plugin_repeats_the_last_attempt_counts() -> None:
    phases = [phase("setup"), phase("call", "rerun"), phase("teardown")]
    phases += map(phase, ("setup", "call", "teardown"))
    assert report(*phases).results["t.py::test"].outcome == "passed"


def test_a_skipped_subtest_does_not_skip_its_test_and_a_failed_one_fails_it() -> None:
    def with_subtest(outcome: str) -> str:
        phases = [phase("setup"), phase("call", outcome), phase("call"), phase("teardown")]
        return report(*phases).results["t.py::test"].outcome

    assert with_subtest("skipped") == "passed"
    assert with_subtest("failed") == "failed"


def test_a_line_that_was_cut_off_is_left_out() -> None:
    lines = [json.dumps({"start": "t.py::test"}).encode() + b"\n", b'{"id": "t.py::te']
    assert read_report(lines).in_flight == ("t.py::test",)


def test_a_message_can_always_be_written() -> None:
    result = report(phase("call", "failed", "lone \ud800")).results["t.py::test"]
    assert result.message == "lone \\ud800"
