"""What the runs before and after a change say about the change, and how that is written down."""

from dataclasses import dataclass
from typing import Any, Literal

from codemods.runs.compare import Collision, Regression
from codemods.runs.confirm import Round
from codemods.runs.outcomes import Run
from codemods.runs.proof import Proof
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
        collisions: what tests meet on after the change in the traced run; and tests that do not
            fail serially and do fail in parallel, for a reason that it does not show.
        speedup: best serial time before, divided by the best parallel time after; None if either
            was not measured over the whole suite.
        notes: sentences about what a reader of the verdict should know.
        gone: what tests met on before the change, and no longer do.
        proof: the traced runs and what came of making tests meet; None if nothing was traced.
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
    gone: tuple[Collision, ...] = ()
    proof: Proof | None = None

    @property
    def ok(self) -> bool:
        """Whether nothing got worse and nothing collides any longer."""
        red = self.proof is not None and self.proof.red_after
        return self.verdict != "worse" and not self.collisions and not red

    @property
    def is_proved(self) -> bool:
        """Whether the last traced run saw all tests pass, and no two of them meet.

        Skipped tests do not count, and tests that were not selected.
        """
        proof = self.proof
        if proof is None or self.collisions or proof.red_after or proof.unplayed:
            return False
        run = proof.after.run
        is_whole = run.error is None and not (run.failed or run.errors)
        return is_whole and not proof.after.evidence.notes


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
        "gone": [
            {"resource": collision.resource, "tests": list(collision.tests)}
            for collision in verification.gone
        ],
        "proved": verification.is_proved,
        "at_once": _at_once(verification.proof) if verification.proof else None,
        "notes": list(verification.notes),
    }


def _at_once(proof: Proof) -> dict[str, Any]:
    return {
        "pairs": proof.pairs,
        "untried": proof.untried,
        "unplayed": list(proof.unplayed),
        "red_before": [_round(one) for one in proof.red_before],
        "red_after": [_round(one) for one in proof.red_after],
    }


def _round(one: Round) -> dict[str, Any]:
    return {
        "leader": one.duel.leader,
        "follower": one.duel.follower,
        "failed": {test: one.results[test].message for test in one.losers},
    }
