"""Whether two tests that meet really fail: one of them alone, then both at once."""

import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from codemods.evidence.causes import Cause
from codemods.evidence.conflicts import Pair
from codemods.evidence.model import Evidence
from codemods.runs.copies import remove_tree
from codemods.runs.execute import run_suite
from codemods.runs.outcomes import Result
from codemods.runs.pythons import Environment
from codemods.runs.stage import Side, Stage
from codemods.runs.tracing import remove_created

_PATIENCE = 1.0
_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Duel:
    """Two tests to be run at the same time on two workers.

    Attributes:
        leader: node id of the one that touches each resource first.
        follower: node id of the other.
        resources: as evidence names them.
    """

    leader: str
    follower: str
    resources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """How a duel ended.

    Attributes:
        duel: what was run.
        results: by node id; empty if it was not run.
        skipped: why it was not run, or None.
    """

    duel: Duel
    results: dict[str, Result]
    skipped: str | None = None

    @property
    def losers(self) -> tuple[str, ...]:
        """The tests that failed."""
        return tuple(
            test for test, one in self.results.items() if one.outcome in ("failed", "error")
        )


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What became of one pair of a cause.

    Attributes:
        cause: its id.
        first: node id of the test that came first in the traced run.
        second: node id of the other, the consumer if there is one.
        alone: how the second ended when it was run by itself; None if it was not run.
        rounds: how the two ended when they were run at once, in both orders.
    """

    cause: str
    first: str
    second: str
    alone: Result | None
    rounds: tuple[Round, ...]

    @property
    def lost(self) -> int:
        """How many of the rounds a test failed in."""
        return sum(bool(one.losers) for one in self.rounds)


def confirm(
    stage: Stage,
    environment: Environment,
    causes: Sequence[Cause],
    evidence: Evidence,
    *,
    pytest_args: Sequence[str],
    own_home: bool,
    repeat: int,
    timeout: float | None,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[Confirmation]:
    """Try one pair of each cause, each time in a fresh copy of the tree.

    Args:
        repeat: how often the two are run at once, at most; twice lost is enough.
        timeout: seconds for each run.
        progress: told how many causes are done and of how many.
    """
    runner = Runner(stage, "before", environment, evidence, pytest_args, own_home, timeout)
    for index, cause in enumerate(causes):
        if progress is not None:
            progress(index, len(causes))
        pair = _pair(cause)
        if pair is None:
            continue
        first, second = pair
        resources = tuple(encounter.resource for encounter in cause.encounters)
        rounds: list[Round] = []
        for turn in range(repeat if environment.xdist else 0):
            leader, follower = (first, second) if turn % 2 else (second, first)
            rounds += runner.duels([Duel(leader, follower, resources)])
            if sum(bool(one.losers) for one in rounds) >= _ENOUGH:
                break
        yield Confirmation(cause.id, first, second, runner.alone(second), tuple(rounds))


def _pair(cause: Cause) -> tuple[str, str] | None:
    """Two tests of the most telling pair, in the order of the traced run."""
    for _, pair in cause.pairs:
        found = tests_of(pair)
        if found is not None:
            return found
    return None


def tests_of(pair: Pair) -> tuple[str, str] | None:
    """Two tests that stand for a pair; None if only one test is concerned."""
    first = pair.first.tests[0].key if pair.first.tests else None
    others = (test.key for test in pair.second.tests if test.key != first)
    second = next(others, None)
    return (first, second) if first and second else None


@dataclass(frozen=True, slots=True)
class Runner:
    """Runs a few tests of one side, each time in a fresh copy."""

    stage: Stage
    side: Side
    environment: Environment
    evidence: Evidence
    pytest_args: Sequence[str]
    own_home: bool
    timeout: float | None

    def alone(self, test: str) -> Result | None:
        """How a test ends by itself; None if it could not be run."""
        with self.stage.copy(self.side) as tree:
            run = run_suite(
                tree,
                self.environment.python,
                workers=None,
                dist=None,
                pytest_args=self.pytest_args,
                paths=(test,),
                timeout=self.timeout,
                environment=self.environment,
                import_paths=self.stage.import_paths(self.environment, tree),
                own_home=self.own_home,
            )
        remove_created(self.evidence)
        return run.results.get(test)

    def duels(self, duels: Sequence[Duel]) -> list[Round]:
        """Run pairs at once on two workers, one after the other in one session."""
        folder = Path(tempfile.mkdtemp(prefix="xdistify-duel-")).resolve()
        try:
            report, meeting = folder / "report.jsonl", folder / "meeting"
            report.touch()
            meeting.mkdir()
            with self.stage.copy(self.side) as tree:
                plan = {
                    "meeting": str(meeting),
                    "report": str(report),
                    "patience": _PATIENCE,
                    "rounds": [_as_json(duel, tree.resolve()) for duel in duels],
                }
                (folder / "duels.json").write_text(json.dumps(plan), encoding="utf-8")
                run = run_suite(
                    tree,
                    self.environment.python,
                    workers=2,
                    dist="load",
                    # A worker that crashed has lost; another one would only wait.
                    pytest_args=(*self.pytest_args, "--max-worker-restart=0"),
                    paths=tuple(dict.fromkeys(one for duel in duels for one in _tests(duel))),
                    timeout=self.timeout,
                    environment=self.environment,
                    import_paths=self.stage.import_paths(self.environment, tree),
                    plugins={
                        "probe": {
                            "XDISTIFY_TRACE": str(folder),
                            "XDISTIFY_ROOT": str(tree.resolve()),
                            "XDISTIFY_WATCH": "off",
                        },
                        "duel": {"XDISTIFY_DUELS": str(folder / "duels.json")},
                    },
                    own_home=self.own_home,
                )
            lines = report.read_text(encoding="utf-8").splitlines()
        finally:
            remove_tree(folder)
        remove_created(self.evidence)
        return list(_rounds(duels, lines, run.error))


def _tests(duel: Duel) -> tuple[str, str]:
    return duel.leader, duel.follower


def _as_json(duel: Duel, tree: Path) -> dict[str, object]:
    resources = [
        name if name.startswith(("/", "$", "~")) or ":" in name else str(tree / name)
        for name in duel.resources
    ]
    return {"leader": duel.leader, "follower": duel.follower, "resources": resources}


def _rounds(duels: Sequence[Duel], lines: Sequence[str], error: str | None) -> Iterator[Round]:
    results: dict[int, dict[str, Result]] = {}
    skipped: dict[int, str] = {}
    for line in lines:
        entry = json.loads(line)
        if "skipped" in entry:
            skipped[entry["round"]] = entry["skipped"]
        else:
            found = results.setdefault(entry["round"], {})
            found[entry["test"]] = Result(entry["outcome"], entry["message"])
    for index, duel in enumerate(duels):
        why = skipped.get(index) or (None if index in results else error or "it was not run")
        yield Round(duel, results.get(index, {}), why)
