"""What became of the tests in one run, folded from the lines that the reporter wrote."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from codemods.runs.children import last_line

Outcome: TypeAlias = Literal["passed", "failed", "error", "skipped", "xfailed", "xpassed"]

_WORST_FIRST: tuple[Outcome, ...] = ("failed", "error", "xfailed", "skipped", "xpassed", "passed")


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one test.

    Attributes:
        outcome: ``error`` if only its setup or teardown failed; the worst of all if the test ran
            several times (``--dist each``, a crashed worker); the last if a plugin ran it again.
        message: first line of the failure or of the reason to skip; else empty.
        seconds: setup, call and teardown together.
    """

    outcome: Outcome
    message: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Run:
    """One execution of a suite.

    Attributes:
        name: such as ``before/load#2``.
        workers: number of xdist workers; 0 if the run was serial.
        dist: how xdist handed out the tests; None if the run was serial.
        results: by node id, without the group that xdist appends to it.
        uncollected: what could not be collected, by node id (under xdist also by worker, where
            workers disagree about the tests), with the first line of the reason.
        exit_status: of the process; negative for a signal; None if it was killed by us.
        seconds: wall time, interpreter start included.
        error: one sentence if the run did not come to its end: a hang, a crash, a usage error.
        stdout: the tail of what was written there.
        stderr: the same.
    """

    name: str
    workers: int
    dist: str | None
    results: Mapping[str, Result]
    uncollected: Mapping[str, str]
    exit_status: int | None
    seconds: float
    error: str | None
    stdout: str
    stderr: str

    @property
    def passed(self) -> int:
        """Tests that passed, those among them that were expected to fail."""
        return self._count("passed", "xpassed")

    @property
    def failed(self) -> int:
        """Tests that failed."""
        return self._count("failed")

    @property
    def errors(self) -> int:
        """Tests whose setup or teardown failed, and what could not be collected."""
        return self._count("error") + len(self.uncollected)

    @property
    def skipped(self) -> int:
        """Tests that were skipped, and those that failed as expected."""
        return self._count("skipped", "xfailed")

    def _count(self, *outcomes: Outcome) -> int:
        return sum(result.outcome in outcomes for result in self.results.values())


@dataclass(frozen=True, slots=True)
class Report:
    """What the reporter wrote.

    Attributes:
        results: by node id.
        uncollected: first line of the reason by node id.
        in_flight: tests that began and did not end, in the order in which they began.
        closed: whether the session came to its end.
    """

    results: Mapping[str, Result]
    uncollected: Mapping[str, str]
    in_flight: tuple[str, ...]
    closed: bool


def why_empty(run: Run) -> str:
    """Why a run has no results, as a clause."""
    if run.error is not None:
        return run.error
    for place, message in run.uncollected.items():
        return f"{place} cannot be collected: {message}"
    return last_line(run.stdout) or f"pytest ended with status {run.exit_status}"


def worst(results: Iterable[Result]) -> Result:
    """The result that decides, of a test that ran several times. ``results`` is not empty."""
    return min(results, key=lambda result: _WORST_FIRST.index(result.outcome))


def read_report(lines: Iterable[bytes]) -> Report:
    """Fold the lines of the reporter; a last line that was cut off is left out."""
    attempts: dict[tuple[str, str], list[list[dict[str, Any]]]] = {}
    uncollected: dict[str, str] = {}
    open_tests: dict[str, None] = {}
    closed = False
    for line in lines:
        if not line.endswith(b"\n"):
            break
        entry = json.loads(line)
        if "id" in entry:
            phases = attempts.setdefault((_printable(entry["id"]), entry["worker"]), [[]])
            if entry["when"] == "setup" and phases[-1]:
                phases.append([])
            phases[-1].append(entry)
            if entry["when"] in ("teardown", "???"):
                open_tests.pop(_printable(entry["id"]), None)
        elif "start" in entry:
            open_tests[_printable(entry["start"])] = None
        elif "collect" in entry:
            uncollected.setdefault(_printable(entry["collect"]), _printable(entry["message"]))
        elif "exit" in entry:
            closed = True
    results: dict[str, Result] = {}
    for (test, _), runs in attempts.items():
        # A plugin that repeats failed tests marks the attempts that do not count.
        counted = [run for run in runs if all(phase["outcome"] != "rerun" for phase in run)]
        if counted:
            folded = worst(_fold(run) for run in counted)
            results[test] = worst((results[test], folded)) if test in results else folded
    return Report(results, uncollected, tuple(open_tests), closed)


def _fold(phases: list[dict[str, Any]]) -> Result:
    """One result of the phases of one attempt.

    The call's last report decides where nothing failed: reports of subtests come before it.
    """
    for outcome in ("failed", "error"):
        bad = next((phase for phase in phases if phase["outcome"] == outcome), None)
        if bad is not None:
            break
    else:
        calls = [phase for phase in phases if phase["when"] == "call"]
        bad = calls[-1] if calls else phases[0]
    seconds = sum(phase["seconds"] for phase in phases)
    return Result(bad["outcome"], _printable(bad["message"]), seconds)


def _printable(text: str) -> str:
    """The text with lone surrogates escaped, so that it can be written anywhere."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
