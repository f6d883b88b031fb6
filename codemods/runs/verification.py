"""What the runs before and after a change say about the change, and how that is written down."""

from dataclasses import dataclass
from typing import Any, Literal

from codemods.runs.compare import Collision, Regression
from codemods.runs.outcomes import Run
from codemods.runs.pythons import Environment

Verdict = Literal["better", "same", "worse"]


@dataclass(frozen=True, slots=True)
class Verification:
    """What the runs of a suite before and after a change say about the change.

    Attributes:
        verdict: ``worse`` if there are regressions; else ``better`` if tests were repaired.
        environment: what the suite ran with.
        runs: in the order in which they were made.
        regressions: tests that do worse than ever before.
        repaired: tests that failed in some run before and pass in every run after; sorted.
        flaky: tests that differ between runs of one name and were not repaired; sorted.
        collisions: tests that do not fail serially and do fail in parallel, after the change.
        speedup: best serial time before, divided by the best parallel time after; None if either
            was not measured over the whole suite.
        notes: sentences about what a reader of the verdict should know.
    """

    verdict: Verdict
    environment: Environment
    runs: tuple[Run, ...]
    regressions: tuple[Regression, ...]
    repaired: tuple[str, ...]
    flaky: tuple[str, ...]
    collisions: tuple[Collision, ...]
    speedup: float | None
    notes: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing got worse and nothing collides any longer."""
        return self.verdict != "worse" and not self.collisions


def to_json(verification: Verification) -> dict[str, Any]:
    """The verification as the object that ``verify --format json`` prints."""
    return {
        "version": 1,
        "verdict": verification.verdict,
        "python": verification.environment.version,
        "pytest": verification.environment.pytest,
        "xdist": verification.environment.xdist,
        "runs": [
            {
                "name": run.name,
                "workers": run.workers,
                "dist": run.dist,
                "passed": run.passed,
                "failed": run.failed,
                "errors": run.errors,
                "skipped": run.skipped,
                "seconds": round(run.seconds, 2),
            }
            for run in verification.runs
        ],
        "regressions": [
            {"test": regression.test, "run": regression.run, "message": regression.message}
            for regression in verification.regressions
        ],
        "repaired": list(verification.repaired),
        "flaky": list(verification.flaky),
        "collisions": [
            {"resource": collision.resource, "tests": list(collision.tests)}
            for collision in verification.collisions
        ],
        "speedup": verification.speedup and round(verification.speedup, 2),
    }
