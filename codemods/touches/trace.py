"""The traces of a suite, each read when it is first asked for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from codemods.limits import FilesTooMuchError, Meter, TooMuchError, seconds_for
from codemods.suite.model import Function, Suite, Test
from codemods.touches.model import Trace
from codemods.touches.reader import TestReader
from codemods.touches.resources import resource_table
from codemods.touches.setups import changes_alone
from codemods.touches.shared import (
    Shared,
    budgets_for,
    imported_by_run,
    run_by_hooks,
)
from codemods.touches.words import may_move


class Traces(Mapping[str, Trace]):
    """The traces of a suite by id of the test, each read when it is first asked for.

    It holds those that were read; what asks for another one by its id gets that, too.
    """

    __hash__ = object.__hash__

    def __init__(self, suite: Suite) -> None:
        self._suite = suite
        self._shared = Shared(resource_table(suite.config.tool), budgets_for(suite))
        self._read: dict[str, Trace] = {}
        self._latest: list[Trace] = []
        self._by_text: dict[str, list[str]] = {}
        self._indexed = 0
        self._reached: tuple[int, tuple[frozenset[str], frozenset[int]]] | None = None
        self._meter = Meter(seconds_for(suite.config.tool))
        for path in (*suite.conftests, *suite.tests.paths):
            if may_move(suite.modules.raw(path) or b""):
                imported_by_run(suite, self._shared, path)
                run_by_hooks(suite, self._shared, path)

    def __getitem__(self, test_id: str) -> Trace:
        test = self._suite.tests.named(test_id)
        if test is None:
            raise KeyError(test_id)
        return self._trace(test)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._read, key=self._suite.tests.place))

    @property
    def by_text(self) -> Mapping[str, Sequence[str]]:
        """By each string in what tests run, the ids of those that were read and hold it."""
        while self._indexed < len(self._read):
            trace = self._latest[self._indexed]
            self._indexed += 1
            for text in {literal.text for literal in trace.strings}:
                self._by_text.setdefault(text, []).append(trace.test.id)
        return self._by_text

    @property
    def reached(self) -> tuple[frozenset[str], frozenset[int]]:
        """The keys of the functions that were read, and the nodes that spell what was touched."""
        if self._reached is None or self._reached[0] != len(self._latest):
            touches = [touch for trace in self._latest for touch in trace.touches]
            ran = {key for trace in self._latest for key in trace.functions}
            ran |= {touch.function for touch in touches}
            nodes = {id(touch.origin.node) for touch in touches if touch.origin}
            self._reached = len(self._latest), (frozenset(ran), frozenset(nodes))
        return self._reached[1]

    def __len__(self) -> int:
        return len(self._read)

    def is_changed_on_import(self, path: str) -> bool:
        """Whether the import of a module changes what tests share, or may do so."""
        try:
            with self._meter.charging([path]):
                touches, uses = imported_by_run(self._suite, self._shared, path)
        except TooMuchError:
            return True
        changed = any(touch.role.changes for touch in touches)
        return changed or bool(uses) or path in self._shared.movers

    def is_changed_by(self, fixture: Function) -> bool:
        """Whether a fixture may change what tests share, whichever test it is set up for."""
        try:
            with self._meter.charging([fixture.module]):
                return changes_alone(self._suite, self._shared, fixture)
        except TooMuchError:
            return True

    def of(self, tests: Iterable[Test]) -> list[Trace]:
        """The traces of some tests, in the order of collection.

        Raises:
            FilesTooMuchError: some files cannot be followed in their time; all of them are named.
        """
        wanted = {test.id: test for test in tests}
        paths = {test_id.partition("::")[0] for test_id in wanted}
        order = [
            test.id
            for path in self._suite.tests.paths
            if path in paths
            for test in self._suite.tests.of(path)
            if test.id in wanted
        ]
        reasons: dict[str, str] = {}
        traces: list[Trace] = []
        for test_id in order:
            path = test_id.partition("::")[0]
            try:
                if path not in reasons:
                    traces.append(self._trace(wanted[test_id]))
            except TooMuchError as error:
                reasons[path] = str(error)
        if reasons:
            raise FilesTooMuchError(reasons)
        return traces

    def _trace(self, test: Test) -> Trace:
        if test.id not in self._read:
            with self._meter.charging([test.id.partition("::")[0]]):
                self._read[test.id] = TestReader(self._suite, test, self._shared).trace()
                self._latest.append(self._read[test.id])
        return self._read[test.id]
