"""Two states of a suite, each run several times: what got worse, what got better, what collides.

Pure: runs in, findings out.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from codemods.runs.outcomes import Result, Run, worst
from codemods.suite.nodeid import base_of

SERIAL = "serial"
# Where workers do not agree about the tests, xdist reports that under the name of a worker.
_WORKER = re.compile(r"gw\d+")


@dataclass(frozen=True, slots=True)
class Regression:
    """A test that does worse than before.

    Attributes:
        test: its node id; a module that can no longer be collected and of which no test is known.
        run: name of the first run in which it did.
        message: why, in one line.
    """

    test: str
    run: str
    message: str


@dataclass(frozen=True, slots=True)
class Collision:
    """Tests that pass serially and fail side by side.

    Attributes:
        resource: what they are known to meet on; ``unknown`` if nobody knows.
        tests: their node ids, sorted.
    """

    resource: str
    tests: tuple[str, ...]


class _Grade(IntEnum):
    BAD = 0
    """Failed, or was not run."""
    QUIET = 1
    """Skipped, or failed as expected: it proves nothing."""
    GOOD = 2


_Runs = Sequence[Run]
_View = Mapping[str, Result]


class Comparison:
    """The runs of a suite before and after a change, looked at test by test.

    Parameters that are made anew in each run (a set's order, a random number) give a test another
    node id each time. Such tests are compared as one, by the id without its parameter, and count
    as failed where one of them failed or is missing.
    """

    def __init__(
        self,
        before: Mapping[str, _Runs],
        after: Mapping[str, _Runs],
        stress: _Runs = (),
    ) -> None:
        """Take the runs of each side by mode; the mode `SERIAL` is on both sides.

        Args:
            before: runs before the change.
            after: runs after it.
            stress: parallel runs before the change that were made only to see which tests can
                fail by chance; they have no counterpart.
        """
        loose = _loose((*before[SERIAL], *after[SERIAL]))
        sizes = {base: _most(base, before[SERIAL]) for base in loose}
        self._before = _views(before, sizes)
        self._after = _views(after, sizes)
        self._stress = [_view(run, sizes) for run in stress]
        self._tests = sorted({test for _, view in _each(self._before) for test in view})

    def doubtful(self) -> tuple[str, ...]:
        """Modes in which a test did worse than ever before, by a failure that may be chance."""
        return tuple(mode for mode in self._after if any(self._is_doubtful(mode)))

    def regressions(self) -> tuple[Regression, ...]:
        """Tests that did worse in every run of a mode than in any run before.

        Serial runs are held against serial runs only.
        """
        found = {}
        for test in self._tests:
            mode = next((mode for mode in self._after if self._is_worse(test, mode)), None)
            if mode is not None:
                run, view = self._after[mode][0]
                found[test] = Regression(test, run.name, _why(test, run, view))
        return (*found.values(), *self._lost_modules(found))

    def suspects(self) -> tuple[str, ...]:
        """Parallel modes in which a test did worse, which chance may have done."""
        return tuple(
            mode
            for mode in self._after
            if mode != SERIAL
            and any(
                self._is_worse(test, mode) and not self._is_worse(test, SERIAL)
                for test in self._tests
            )
        )

    def repaired(self) -> tuple[str, ...]:
        """Tests that failed in some run before and pass in every run after."""
        return tuple(
            test
            for test in self._tests
            if self._ever(test) == _Grade.BAD
            and all(_grade(test, view) == _Grade.GOOD for _, view in _each(self._after))
        )

    def flaky(self) -> tuple[str, ...]:
        """Tests that differ between runs of one name; not those that were repaired."""
        repaired = set(self.repaired())
        return tuple(
            test
            for test in self._tests
            if test not in repaired
            and any(
                len({_outcome(test, view) for _, view in runs}) > 1
                for side in (self._before, self._after)
                for runs in side.values()
            )
        )

    def collisions(self, known: Sequence[tuple[str, Sequence[str]]]) -> tuple[Collision, ...]:
        """Tests that do not fail serially after the change and fail in some parallel run.

        Args:
            known: resources, and the node ids without parameters of the tests that meet on each.
                A test is put down to the resource that explains most of what collides.
        """
        parallel = [
            view for mode, runs in self._after.items() if mode != SERIAL for _, view in runs
        ]
        serial = [view for _, view in self._after[SERIAL]]
        tests = sorted({*self._tests, *(test for view in serial for test in view)})
        open_tests = [
            test
            for test in tests
            if all(_grade(test, view) != _Grade.BAD for view in serial)
            and any(_grade(test, view) == _Grade.BAD for view in parallel)
        ]
        return tuple(_attribute(open_tests, known))

    def _is_worse(self, test: str, mode: str) -> bool:
        best_now = max(_grade(test, view) for _, view in self._after[mode])
        return best_now < self._reference(test, mode)

    def _is_doubtful(self, mode: str) -> Iterator[bool]:
        for test in self._tests:
            grades = [_grade(test, view) for _, view in self._after[mode]]
            if mode == SERIAL:
                seen = all(test in view for _, view in self._after[mode])
            else:
                seen = all(_grade(test, view) != _Grade.BAD for _, view in self._after[SERIAL])
            yield seen and min(grades) < self._reference(test, mode)

    def _reference(self, test: str, mode: str) -> _Grade:
        """The worst of the runs before that a run of a mode is held against.

        A test that ever failed before, in whatever mode, may fail again by chance.
        """
        if mode == SERIAL:
            return min(_grade(test, view) for _, view in self._before[mode])
        stressed = (_grade(test, view) for view in self._stress if test in view)
        return min((self._ever(test), *stressed))

    def _ever(self, test: str) -> _Grade:
        return min(_grade(test, view) for _, view in _each(self._before))

    def _lost_modules(self, found: Iterable[str]) -> Iterator[Regression]:
        known = {name for run, _ in _each(self._before) for name in run.uncollected}
        run = self._after[SERIAL][0][0]
        for module, message in run.uncollected.items():
            if module not in known and not any(_holds(module, test) for test in found):
                yield Regression(module, run.name, f"cannot be collected: {message}")


def _views(
    side: Mapping[str, _Runs], sizes: Mapping[str, int]
) -> dict[str, list[tuple[Run, _View]]]:
    return {mode: [(run, _view(run, sizes)) for run in runs] for mode, runs in side.items()}


def _view(run: Run, sizes: Mapping[str, int]) -> _View:
    """The results of a run by node id, or by base where parameters are not to be relied on."""
    view: dict[str, Result] = {}
    together: dict[str, list[Result]] = defaultdict(list)
    for test, result in run.results.items():
        base = base_of(test)
        if base in sizes:
            together[base].append(result)
        else:
            view[test] = result
    for base, results in together.items():
        if len(results) >= sizes[base]:
            view[base] = worst(results)
    return view


def _loose(runs: _Runs) -> set[str]:
    """Bases of parametrized tests whose ids differ between runs."""
    seen: dict[str, set[frozenset[str]]] = defaultdict(set)
    for run in runs:
        ids: dict[str, set[str]] = defaultdict(set)
        for test in run.results:
            if base_of(test) != test:
                ids[base_of(test)].add(test)
        for base, tests in ids.items():
            seen[base].add(frozenset(tests))
    return {base for base, sets in seen.items() if len(sets) > 1}


def _most(base: str, runs: _Runs) -> int:
    return max(sum(base_of(test) == base for test in run.results) for run in runs)


def _each(side: Mapping[str, list[tuple[Run, _View]]]) -> Iterator[tuple[Run, _View]]:
    for runs in side.values():
        yield from runs


def _outcome(test: str, view: _View) -> str | None:
    return view[test].outcome if test in view else None


def _grade(test: str, view: _View) -> _Grade:
    match _outcome(test, view):
        case "passed" | "xpassed":
            return _Grade.GOOD
        case "skipped" | "xfailed":
            return _Grade.QUIET
        case _:
            return _Grade.BAD


def _why(test: str, run: Run, view: _View) -> str:
    if test in view:
        return view[test].message or f"{view[test].outcome}, and it passed before"
    reasons = [
        text
        for place, text in run.uncollected.items()
        if _holds(place, test) or _WORKER.fullmatch(place)
    ]
    if run.error is not None:
        return f"not run: {run.error}"
    return f"not collected: {reasons[0]}" if reasons else "no longer collected"


def _holds(module: str, test: str) -> bool:
    return test == module or test.startswith((f"{module}::", f"{module}/"))


def _attribute(
    tests: Sequence[str], known: Sequence[tuple[str, Sequence[str]]]
) -> Iterator[Collision]:
    touching = [(resource, frozenset(names)) for resource, names in known]
    left = list(tests)
    while left:
        explained = (
            (resource, [test for test in left if base_of(test) in names])
            for resource, names in touching
        )
        resource, met = max(explained, key=lambda pair: len(pair[1]), default=("", []))
        if not met:
            yield Collision("unknown", tuple(left))
            return
        yield Collision(resource, tuple(met))
        left = [test for test in left if test not in met]
