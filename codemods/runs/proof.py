"""Who met before a change and meets no longer, and the schedule that would show it if they did."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from codemods.evidence.causes import Cause, find_causes
from codemods.evidence.model import Evidence
from codemods.runs.compare import Collision
from codemods.runs.confirm import Duel, Round, Runner, tests_of
from codemods.runs.pythons import Environment
from codemods.runs.stage import Side, Stage
from codemods.runs.tracing import Traced, trace_run

_MOST_PAIRS = 40
_PASSED = ("passed", "xpassed")


@dataclass(frozen=True, slots=True)
class Proof:
    """What traced runs and the adversarial schedule say of a change.

    Attributes:
        before: the traced run before the change.
        after: the one after it; the same if the change changes nothing.
        gone: what tests met on before and no longer do.
        remaining: what they still meet on.
        pairs: how many pairs of those that met before were run at once, in both orders.
        untried: how many more there are, beyond those that are enough to try every test.
        red_before: rounds in which a test failed before the change.
        red_after: rounds in which a test of a collision that is gone failed after it.
        unplayed: why rounds were not played to their end after it.
    """

    before: Traced
    after: Traced
    gone: tuple[Collision, ...]
    remaining: tuple[Collision, ...]
    pairs: int = 0
    untried: int = 0
    red_before: tuple[Round, ...] = ()
    red_after: tuple[Round, ...] = ()
    unplayed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prover:
    """How the runs of a proof are made; the arguments of `verify`."""

    stage: Stage
    environment: Environment
    pytest_args: Sequence[str]
    paths: Sequence[str]
    timeout: float | None
    own_home: bool
    tell: Callable[[str], None]

    def prove(self, before: Traced, *, unchanged: bool) -> Proof:
        """Trace the other side too, then let those meet that met before."""
        after = before if unchanged else self.trace("after")
        met, meet = find_causes(before.evidence), find_causes(after.evidence)
        proof = Proof(before, after, tuple(_gone(met, meet)), tuple(map(_collision, meet)))
        if unchanged or self.environment.xdist is None or not proof.gone:
            return proof
        gone = [cause for cause in met if not _shared(cause, meet)]
        duels, untried = choose(gone, before.evidence)
        self.tell(f"at once: {len(duels)} pairs that met, in both orders, before the change")
        red_before = _lost(self._play("before", before.evidence, duels))
        self.tell("at once: the same after the change")
        played = self._play("after", after.evidence, duels)
        return replace(
            proof,
            pairs=len(duels) // 2,
            untried=untried,
            red_before=tuple(red_before),
            red_after=tuple(self._again(after.evidence, _lost(played))),
            unplayed=tuple(filter(None, map(_why_unplayed, played))),
        )

    def _again(self, evidence: Evidence, lost: Sequence[Round]) -> Iterator[Round]:
        """The rounds that were lost and are lost again, by tests that do not fail alone.

        A test that runs twice in one session may fail for that; one that fails alone depends on
        the order in a worker, which is not what a round is about.
        """
        runner = self._runner("after", evidence)
        for one in lost:
            for found in _lost(runner.duels([one.duel])):
                alone = (runner.alone(test) for test in found.losers)
                if any(result and result.outcome in _PASSED for result in alone):
                    yield found

    def trace(self, side: Side) -> Traced:
        """Run one side with the probe."""
        name = f"{side}/trace"
        self.tell(name)
        with self.stage.copy(side) as tree:
            return trace_run(
                tree,
                self.environment,
                workers=None,
                dist=None,
                pytest_args=self.pytest_args,
                paths=self.paths,
                timeout=self.timeout,
                progress=lambda done, _: self.tell(f"{name}: {done} done"),
                name=name,
                import_paths=self.stage.import_paths(self.environment, tree),
                own_home=self.own_home,
            )

    def _play(self, side: Side, evidence: Evidence, duels: Sequence[Duel]) -> list[Round]:
        return self._runner(side, evidence).duels(duels) if duels else []

    def _runner(self, side: Side, evidence: Evidence) -> Runner:
        return Runner(
            self.stage,
            side,
            self.environment,
            evidence,
            self.pytest_args,
            self.own_home,
            self.timeout,
        )


def _lost(rounds: Sequence[Round]) -> list[Round]:
    return [one for one in rounds if one.losers]


def _why_unplayed(one: Round) -> str | None:
    if one.skipped is not None:
        return one.skipped
    skipped = [test for test, result in one.results.items() if result.outcome == "skipped"]
    return f"{skipped[0]} was skipped" if skipped else None


def choose(causes: Sequence[Cause], evidence: Evidence) -> tuple[list[Duel], int]:
    """Duels in which every test that meets another comes up, and how many pairs are left out.

    Each pair comes in both orders; what needs something leads first, before anybody has made it.
    """
    passed = {test for test, outcome in evidence.outcomes.items() if outcome in _PASSED}
    early: list[Duel] = []
    late: list[Duel] = []
    left = 0
    for cause in causes:
        resources = tuple(one.resource for one in cause.encounters if not one.private)
        covered: set[str] = set()
        for _, pair in cause.pairs:
            found = tests_of(pair)
            if found is None or not passed.issuperset(found) or covered.issuperset(found):
                continue
            covered.update(found)
            if len(early) >= _MOST_PAIRS:
                left += 1
                continue
            first, second = found
            early.append(Duel(second, first, resources))
            late.append(Duel(first, second, resources))
    return [*early, *late], left


def _collision(cause: Cause) -> Collision:
    return Collision(cause.resource, tuple(sorted(test.key for test in cause.tests)))


def _shared(cause: Cause, others: Sequence[Cause]) -> bool:
    names = {encounter.resource for encounter in cause.encounters}
    return any(encounter.resource in names for other in others for encounter in other.encounters)


def _gone(before: Sequence[Cause], after: Sequence[Cause]) -> Iterator[Collision]:
    for cause in before:
        if not _shared(cause, after):
            yield _collision(cause)
