"""The proof: the suite before and after a change, serially and side by side, test by test."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from codemods.errors import Refusal
from codemods.runs.compare import SERIAL, Comparison
from codemods.runs.copies import Overlay
from codemods.runs.execute import run_suite
from codemods.runs.outcomes import Run, why_empty
from codemods.runs.proof import Proof, Prover
from codemods.runs.pythons import Environment, inspect_python
from codemods.runs.stage import Side, Stage, open_stage, relative_paths
from codemods.runs.tracing import Traced, remove_created
from codemods.runs.verification import Verdict, Verification
from codemods.suite.nodeid import base_of

DISTS = ("load", "loadscope", "loadfile", "loadgroup", "worksteal", "each")
"""What ``--dist`` of pytest-xdist takes, apart from ``no``."""
_STRESS = "each"
_SECOND_LOOKS = 2
"""How often the modes of what looks like a regression are run once more, while it does."""


def verify(
    root: Path,
    *,
    before: Overlay,
    after: Overlay,
    python: Path,
    workers: int,
    dists: Sequence[str],
    repeat: int,
    pytest_args: Sequence[str],
    paths: Sequence[str],
    timeout: float | None,
    progress: Callable[[str], None] | None = None,
    known: Sequence[tuple[str, Sequence[str]]] = (),
    environment: Environment | None = None,
    traced: bool = True,
    own_home: bool = False,
    tx: Sequence[str] = (),
) -> Verification:
    """Run a suite before and after a change, and compare.

    Each run has a fresh copy of the tree. A mode in which a test did worse for the first time is
    run once more, before and after, so that chance is not taken for a regression; if the test
    still does worse, and in parallel only, a run ``before/each`` shows whether it shared something
    already. If the change changes nothing, no run can say that it made anything better or worse.

    Two more serial runs are traced. What two tests met on before and no longer do, they are made
    to meet on: both at once on two workers, in both orders, before and after.

    Args:
        root: the project; nothing is written to it.
        before: the files that make the tree what it was, by path relative to ``root``; None for
            a file that was not there.
        after: the files that make it what it is to be.
        python: the interpreter of the suite.
        workers: number of xdist workers of the parallel runs, at least 1.
        dists: modes to run in parallel, of `DISTS`.
        repeat: how often each run is made, at least 1.
        pytest_args: further arguments for pytest.
        paths: what to run, relative to ``root`` or absolute and inside it.
        timeout: seconds for each run; None for no limit.
        progress: told which run is being made, how far it is and how it ended.
        known: resources, and the node ids without parameters of the tests that meet on each, to
            explain failures with that the traced run does not explain.
        environment: what `inspect_python` said, where it is known already.
        traced: whether to trace.
        own_home: run with the user's own home folder, not an empty one.
        tx: the gateways of the parallel runs, as ``--tx`` of pytest-xdist names them, in place of
            ``workers`` processes on this machine. What is traced or made to meet stays here.

    Returns:
        The findings. Without pytest-xdist there are serial runs only, and a note says so.

    Raises:
        Refusal: a wrong argument; the interpreter cannot run the suite; no test is collected.
    """
    modes = tuple(dict.fromkeys(dists))
    workers = _gateways(tx) if tx else workers
    _check(modes, workers, repeat)
    environment = environment or inspect_python(python)
    notes: list[str] = []
    if environment.xdist is None:
        modes = ()
        notes.append(
            f"pytest-xdist is not installed for {python}, so that only serial runs were made; "
            f'install it with "{python} -m pip install pytest-xdist"'
        )
    if any("socket=" in spec for spec in tx):
        notes.append(
            "a socket server keeps what it has imported: unless it starts anew for each run, it "
            "shows the suite as it was in the first one"
        )
    with open_stage(root, {"before": before, "after": after}) as stage:
        notes += stage.notes
        inside = relative_paths(paths, root)
        session = _Session(
            stage, environment, workers, pytest_args, inside, timeout, own_home, progress, tx
        )
        prover = Prover(stage, environment, pytest_args, inside, timeout, own_home, session.tell)
        if traced:
            session.first = prover.trace("before")
        sides: tuple[Side, ...] = ("before", "after")
        for side, mode, _ in product(sides, (SERIAL, *modes), range(repeat)):
            session.run(side, mode)
        unchanged = stage.changes_nothing()
        if not unchanged:
            _look_again(session, modes)
        proof = prover.prove(session.first, unchanged=unchanged) if session.first else None
    return _judge(session, environment, known, notes, unchanged, proof)


def _gateways(tx: Sequence[str]) -> int:
    """How many workers there are: ``3*popen`` is three.

    Raises:
        Refusal: a specification names none.
    """
    number = 0
    for spec in tx:
        times, star, rest = spec.partition("*")
        many = bool(star) and times.strip().isdecimal()
        if not (rest if many else spec).strip() or (many and not int(times)):
            raise Refusal(f"--tx: {spec!r} names no gateway; write it as 2*popen or ssh=HOST")
        number += int(times) if many else 1
    return number


def _look_again(session: "_Session", modes: Sequence[str]) -> None:
    """Make the runs that tell a regression from bad luck."""
    for mode in session.compare().doubtful():
        session.run("before", mode)
        session.run("after", mode)
    # A race that was there all along can win twice and then lose twice. Where each worker runs
    # each test, a test that shares anything meets itself.
    if session.compare().suspects() and _STRESS not in modes:
        session.stress()
    for _ in range(_SECOND_LOOKS):
        for mode in session.compare().suspects():
            session.run("before", mode)
            session.run("after", mode)


def _check(modes: Sequence[str], workers: int, repeat: int) -> None:
    unknown = [mode for mode in modes if mode not in DISTS]
    if unknown:
        raise Refusal(f"--dist: {unknown[0]} is none of {', '.join(DISTS)}")
    if workers < 1 or repeat < 1:
        raise Refusal("the number of workers and of repeats must be at least 1")


@dataclass(slots=True)
class _Session:
    """The runs made so far, by side and mode; ``first`` is traced, before the change."""

    stage: Stage
    environment: Environment
    workers: int
    pytest_args: Sequence[str]
    paths: Sequence[str]
    timeout: float | None
    own_home: bool
    progress: Callable[[str], None] | None
    tx: Sequence[str] = ()
    runs: list[Run] = field(default_factory=list)
    by_mode: dict[Side, dict[str, list[Run]]] = field(
        default_factory=lambda: {"before": {}, "after": {}}
    )
    stressed: list[Run] = field(default_factory=list)
    first: Traced | None = None

    def run(self, side: Side, mode: str) -> None:
        """Make one more run; it is numbered from the second of its name on."""
        made = self.by_mode[side].setdefault(mode, [])
        run = self._run(side, mode, f"{side}/{mode}" + (f"#{len(made) + 1}" if made else ""))
        # Gateways that do not answer say nothing about the suite.
        telling = mode != SERIAL and run.exit_status != 4 and not self.tx
        if side == "before" and not run.results and not telling:
            raise Refusal(f"{run.name}: no test was run: {why_empty(run)}")
        made.append(run)

    def stress(self) -> None:
        """Run each test on each worker, before the change."""
        self.stressed.append(self._run("before", _STRESS, f"before/{_STRESS}"))

    def compare(self) -> Comparison:
        return Comparison(self.by_mode["before"], self.by_mode["after"], self.stressed)

    def _run(self, side: Side, mode: str, name: str) -> Run:
        self.tell(name)
        with self.stage.copy(side) as tree:
            run = run_suite(
                tree,
                self.environment.python,
                workers=None if mode == SERIAL else self.workers,
                dist=None if mode == SERIAL else mode,
                pytest_args=self.pytest_args,
                paths=self.paths,
                timeout=self.timeout,
                progress=self.progress and (lambda done, _: self.tell(f"{name}: {done} done")),
                name=name,
                environment=self.environment,
                import_paths=self.stage.import_paths(self.environment, tree),
                own_home=self.own_home,
                tx=self.tx,
            )
        if self.first is not None:
            remove_created(self.first.evidence)
        self.runs.append(run)
        self.tell(f"{name}: {_summary(run)}")
        return run

    def tell(self, text: str) -> None:
        """Say how far things are."""
        if self.progress is not None:
            self.progress(text)


def _judge(
    session: _Session,
    environment: Environment,
    known: Sequence[tuple[str, Sequence[str]]],
    notes: Sequence[str],
    unchanged: bool,
    proof: Proof | None,
) -> Verification:
    comparison = session.compare()
    regressions = () if unchanged else comparison.regressions()
    repaired = () if unchanged else comparison.repaired()
    gone = proof.gone if proof else ()
    remaining = proof.remaining if proof else ()
    runs = list(session.runs)
    if proof is not None:
        shown = [(one.resource, [base_of(test) for test in one.tests]) for one in remaining]
        known = [*shown, *known]
        traced = [proof.before.run] if unchanged else [proof.before.run, proof.after.run]
        runs += traced
    seen = comparison.collisions(known)
    named = {one.resource for one in remaining}
    better = repaired or gone
    verdict: Verdict = "worse" if regressions else "better" if better else "same"
    return Verification(
        verdict=verdict,
        environment=environment,
        runs=tuple(runs),
        regressions=regressions,
        repaired=repaired,
        flaky=comparison.flaky(),
        collisions=(*remaining, *(one for one in seen if one.resource not in named)),
        speedup=_speedup(session),
        notes=(*notes, *_notes(session)),
        gone=gone,
        proof=proof,
    )


def _speedup(session: _Session) -> float | None:
    serial = [run for run in session.by_mode["before"][SERIAL] if run.error is None]
    parallel = [
        run
        for mode, runs in session.by_mode["after"].items()
        for run in runs
        if mode != SERIAL and run.error is None and not run.uncollected and run.results
    ]
    if not serial or not parallel:
        return None
    return min(run.seconds for run in serial) / min(run.seconds for run in parallel)


def _notes(session: _Session) -> Iterator[str]:
    first = session.by_mode["before"][SERIAL][0]
    for place, message in first.uncollected.items():
        yield f"before the change {place} cannot be collected: {message}"
    failing = [
        test for test, result in first.results.items() if result.outcome in ("failed", "error")
    ]
    if failing:
        number = "1 test fails" if len(failing) == 1 else f"{len(failing)} tests fail"
        yield f"before the change {number} already when run serially, such as {failing[0]}"
    for run in session.runs:
        if run.error is not None:
            yield f"{run.name}: {run.error}"
        if run.dist is not None:
            for place, message in run.uncollected.items():
                if place not in first.uncollected:
                    yield f"{run.name}: {place} cannot be collected: {message}"


def _summary(run: Run) -> str:
    counts = [
        (run.passed, "passed"),
        (run.failed, "failed"),
        (run.errors, "error" if run.errors == 1 else "errors"),
        (run.skipped, "skipped"),
    ]
    said = ", ".join(f"{count} {word}" for count, word in counts if count) or "no test"
    return f"{said} in {math.ceil(run.seconds * 10) / 10} s"
