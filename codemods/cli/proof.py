"""``verify``: the state before and after the fixes, run and compared, and what it says."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence

from codemods.cli.options import Settings, check_name
from codemods.cli.planning import plan_for
from codemods.cli.streams import write
from codemods.cli.talk import say
from codemods.errors import Refusal
from codemods.history import originals_before_fixes
from codemods.plan import Plan, changed_files
from codemods.runs.proof import Proof
from codemods.runs.pythons import find_python
from codemods.runs.verification import Verification, to_json
from codemods.runs.verify import DISTS, verify
from codemods.safe_text import visible, visible_json

_MODES = ("load", "loadscope", "loadfile", "worksteal")
_WORKERS = 4
_MOST_TESTS = 8


def prove(
    settings: Settings,
    pytest_args: Sequence[str],
    workers: int | None,
    tx: Sequence[str],
    dist: str | None,
    repeat: int,
    timeout: float | None,
    traced: bool,
    own_home: bool,
    format: str,
) -> int:
    """Run before and after, print the outcome, and give the exit code."""
    if tx and workers is not None:
        raise Refusal("--tx says how many workers there are, and where: leave -n out")
    modes = _modes(dist if dist is not None else settings.table.get("dist"))
    plan: Plan = plan_for(settings)
    before, after = _sides(settings, plan)
    verification = verify(
        settings.root,
        before=before,
        after=after,
        python=find_python(settings.root, settings.python, settings.table.get("python")),
        workers=workers if workers is not None else int(settings.table.get("workers", _WORKERS)),
        dists=modes,
        repeat=repeat,
        pytest_args=pytest_args,
        paths=[str(path) for path in settings.paths],
        timeout=timeout,
        progress=lambda line: _progress(settings, line),
        known=[(finding.hazard.resource, finding.tests) for finding in plan.findings],
        traced=traced,
        own_home=own_home,
        tx=tx,
    )
    if format == "json":
        content = (
            visible_json(json.dumps(to_json(verification), indent=2, ensure_ascii=False)) + "\n"
        )
    else:
        content = "".join(f"{visible(line)}\n" for line in as_text(verification))
    write(content.encode("utf-8", "backslashreplace"))
    return 0 if verification.ok else 1


def _sides(
    settings: Settings, plan: Plan
) -> tuple[Mapping[str, bytes | None], Mapping[str, bytes | None]]:
    """The files before and after: what was applied, or what would be if nothing was."""
    before = originals_before_fixes(settings.root)
    if before:
        return before, {}
    fixes = [fix for fix in plan.fixes if fix.safety == "safe"]
    after = {path: new for path, (_, new) in changed_files(plan, fixes).items()} if fixes else {}
    count = len(fixes)
    say(
        settings,
        f"no fix is applied here: verifying the {count} that apply would make"
        if count
        else "no fix is applied here and there is none to make: running the suite as it is",
    )
    return {}, after


def _modes(given: object) -> list[str]:
    if given is None:
        return list(_MODES)
    words = given if isinstance(given, list) else str(given).split(",")
    modes = [str(word).strip() for word in words if str(word).strip()]
    if not modes:
        raise Refusal("--dist needs at least one scheduler")
    for mode in modes:
        check_name(mode, DISTS, "scheduler of pytest-xdist")
    return modes


def _progress(settings: Settings, line: str) -> None:
    if sys.stderr.isatty():
        say(settings, line)


def as_text(verification: Verification) -> Iterator[str]:
    """Lines for people."""
    environment = verification.environment
    yield (
        f"Python {environment.version}, pytest {environment.pytest}, "
        f"pytest-xdist {environment.xdist or 'not installed'}"
    )
    for run in verification.runs:
        bad = run.failed + run.errors
        state = "green" if not bad and not run.error else "RED"
        yield (
            f"  {run.name:<18} {state:<5} {run.passed} passed, {run.failed} failed, "
            f"{run.errors} errors, {run.skipped} skipped in {run.seconds:.1f} s"
        )
    for regression in verification.regressions:
        yield f"regression: {regression.test} in {regression.run}: {regression.message}"
    for test in verification.repaired:
        yield f"repaired: {test}"
    for test in verification.flaky:
        yield f"flaky: {test}"
    for collision in verification.gone:
        yield f"gone: {collision.resource}: {_some(collision.tests)} no longer meet on it"
    for collision in verification.collisions:
        yield f"still collides on {collision.resource}: {_some(collision.tests)}"
    if verification.proof:
        yield from _proof(verification.proof, verification)
    for note in verification.notes:
        yield f"note: {note}"
    if verification.speedup:
        yield f"speed-up of -n over serial: {verification.speedup:.1f}"
    yield f"verdict: {verification.verdict}"


def _some(tests: Sequence[str]) -> str:
    more = f" and {len(tests) - _MOST_TESTS} more" if len(tests) > _MOST_TESTS else ""
    return f"{', '.join(tests[:_MOST_TESTS])}{more}"


def _proof(proof: Proof, verification: Verification) -> Iterator[str]:
    if proof.pairs:
        rounds = 2 * proof.pairs
        left = f"; {proof.untried} more pairs were not tried" if proof.untried else ""
        yield (
            f"at once, in both orders: {proof.pairs} pairs that met before, "
            f"{len(proof.red_before)} of {rounds} rounds red before, "
            f"{len(proof.red_after)} red after{left}"
        )
    for lost in proof.red_after:
        test = lost.losers[0]
        yield f"  {lost.duel.leader} and {lost.duel.follower}: {lost.results[test].message}"
    if proof.unplayed:
        yield f"  {len(proof.unplayed)} rounds were not played: {proof.unplayed[0]}"
    run = proof.after.run
    if verification.is_proved:
        left_out = f"; {run.skipped} were skipped and are not covered" if run.skipped else ""
        yield (
            f"proved: no two of the {run.passed} tests that ran meet on a file, a name or a port, "
            f"so no schedule can make them race there{left_out}. Not covered either: time, memory "
            "within a worker, and what the trace could not see, such as servers elsewhere"
        )
    elif run.failed + run.errors and not verification.collisions:
        yield f"nothing is proved: {run.failed + run.errors} tests do not pass when traced"
