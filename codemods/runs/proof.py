"""Who met before a change and meets no longer, and the schedule that would show it if they did."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

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
    """

    before: Traced
    after: Traced
    gone: tuple[Collision, ...]
    remaining: tuple[Collision, ...]
    pairs: int = 0
    untried: int = 0
    red_before: tuple[Round, ...] = ()
    red_after: tuple[Round, ...] = ()


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
        red_before = self._lost("before", before.evidence, duels)
        self.tell("at once: the same after the change")
        suspects = [one.duel for one in self._lost("after", after.evidence, duels)]
        # A test that runs twice in one session may fail for that alone.
        red_after = [
            lost for duel in suspects for lost in self._lost("after", after.evidence, [duel])
        ]
        return Proof(
            before,
            after,
            proof.gone,
            proof.remaining,
            len(duels) // 2,
            untried,
            tuple(red_before),
            tuple(red_after),
        )

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

    def _lost(self, side: Side, evidence: Evidence, duels: Sequence[Duel]) -> list[Round]:
        runner = Runner(
            self.stage,
            side,
            self.environment,
            evidence,
            self.pytest_args,
            self.own_home,
            self.timeout,
        )
        return [found for found in runner.duels(duels) if found.losers] if duels else []


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
