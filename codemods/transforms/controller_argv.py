"""Read the command line that was typed, not that of the worker.

What it does
------------
A test, a fixture or a hook of ``conftest.py`` that reads ``sys.argv`` reads ``mainargv`` of
``config.workerinput`` instead, which pytest-xdist gives to each worker, and ``sys.argv`` where
there is no worker. One function gets a local name for it; where several tests and fixtures of a
module read it, they share a session fixture ``controller_argv``.

Why
---
A worker of pytest-xdist is a process of its own, started by execnet: there, ``sys.argv`` is
``["-c"]``. A test that looks for an option on the command line never finds it under ``-n``, and
silently does something else.

Example
-------
Before::

    @pytest.fixture
    def slow():
        return "--slow" in sys.argv

After::

    @pytest.fixture
    def slow(pytestconfig):
        argv = getattr(pytestconfig, "workerinput", {}).get("mainargv", sys.argv)
        return "--slow" in argv

When the fix is safe
--------------------
The function can take ``pytestconfig``, has ``request``, or is a hook that is given the
configuration, and nothing that runs with it sets ``sys.argv``. Serially the value is the same list
as before.

What it leaves alone
--------------------
``sys.argv`` that a test, a fixture or a decorator sets, patches or restores; scripts below
``if __name__ == "__main__"``; functions that ask for the worker already; the code under test. With
the reason: reads at import, where no worker knows the command line yet; in helpers, set-up
functions and methods of ``unittest.TestCase``, which take no fixtures; in hooks that run too early;
``sys.argv[0]``; comparisons of the whole list.
"""

from collections.abc import Iterator, Mapping, Sequence

from codemods.evidence.model import Place
from codemods.hazards.find import digest
from codemods.hazards.model import Hazard, Involved
from codemods.suite.model import Function, Module, Suite
from codemods.suite.names import class_chain
from codemods.suite.support import serves_tests
from codemods.touches.model import Trace
from codemods.touches.words import Signs
from codemods.transforms.api import Known, Proposal, Refused, Transform
from codemods.transforms.primitives.argv import (
    class_sets_argv,
    is_expected,
    knows_workers,
    readers,
    sets_argv,
    shows_argv,
)
from codemods.transforms.primitives.commandline import (
    is_hook,
    read_from_controller,
    runs_in_workers,
)
from codemods.transforms.primitives.replacing import RefusedRewrite

NAME = "controller-argv"
_AT_IMPORT = (
    "it is read when the module is imported, before a worker knows the command line; an option of "
    "pytest_addoption reaches the workers"
)


def find(suite: Suite, traces: Sequence[Trace]) -> list[Hazard]:
    """The functions of the suite, and the modules at import, that read ``sys.argv``."""
    return [hazard for hazard, _ in _found(suite, traces)]


def propose(hazard: Hazard, suite: Suite, known: Known) -> Proposal:
    """Let one function read the command line of the controller."""
    tests = tuple(one.id for one in hazard.tests)
    every = list(_found(suite, list(known.traces.values())))
    reading = [function for _, function in every if function]
    for found, function in every:
        if found.id == hazard.id:
            if function is None:
                return Proposal(refused=(Refused(tests, _AT_IMPORT),))
            try:
                edits = read_from_controller(suite, function, reading)
            except RefusedRewrite as refusal:
                return Proposal(refused=(Refused(tests, str(refusal)),))
            return Proposal(tests=tests, edits=tuple(edits))
    return Proposal(refused=(Refused(tests, "the place was not found again"),))


def _found(suite: Suite, traces: Sequence[Trace]) -> Iterator[tuple[Hazard, Function | None]]:
    users = _by_function(traces)
    for module in suite.modules.showing(NAME):
        path = module.path
        if not serves_tests(suite, module.path):
            continue
        found = readers(module)
        if module.kind != "other" and found.imported:
            tests = [trace for trace in traces if _is_near(module, trace)]
            if tests:
                lines = [node.lineno for node in found.imported]
                yield _hazard(path, lines, tests, "when the module is imported"), None
        for function, reads in found.functions:
            if knows_workers(function) or is_expected(function, reads):
                continue
            tests = users.get(function.key, [])
            if is_hook(function):
                called = runs_in_workers(function, module)
                tests = [trace for trace in traces if called and _is_near(module, trace)]
            if tests and not any(_is_set(suite, function, trace) for trace in tests):
                lines = [node.lineno for node in reads]
                yield _hazard(path, lines, tests, f"in {function.qualname}"), function


def _by_function(traces: Sequence[Trace]) -> Mapping[str, list[Trace]]:
    """By the key of a function, the tests that run it."""
    found: dict[str, list[Trace]] = {}
    for trace in traces:
        for key in dict.fromkeys((*trace.functions, trace.test.function.key)):
            found.setdefault(key, []).append(trace)
    return found


def _is_near(module: Module, trace: Trace) -> bool:
    """Whether a module is imported for a test: its own, or a conftest above it."""
    home = trace.test.id.partition("::")[0]
    folder = module.path.rpartition("/")[0]
    is_above = not folder or home.startswith(f"{folder}/")
    return home == module.path or (module.kind == "conftest" and is_above)


def _is_set(suite: Suite, function: Function, trace: Trace) -> bool:
    """Whether anything that runs with a test puts something else into ``sys.argv``."""
    if is_hook(function):
        return sets_argv(function)
    running = [function, trace.test.function]
    for key in trace.functions:
        path, _, qualname = key.partition("::")
        if path in suite.modules and (known := suite.modules[path].functions.get(qualname)):
            running.append(known)
    cls = trace.test.cls
    classes = class_chain(cls, suite.modules, suite.config) if cls else ()
    return any(sets_argv(one) for one in running) or any(class_sets_argv(c.node) for c in classes)


def _hazard(path: str, lines: Sequence[int], tests: Sequence[Trace], where: str) -> Hazard:
    involved = tuple(Involved(trace.test.id, trace, "both", ()) for trace in tests)
    return Hazard(
        digest(f"sys.argv {path} {where}", involved),
        NAME,
        "sys.argv",
        involved,
        (NAME,),
        f"sys.argv is read {where}: in a worker of pytest-xdist it is the worker's own, not the "
        "command line that was typed",
        places=tuple(dict.fromkeys(Place(path, line) for line in lines)),
    )


def _subject(tests: int) -> str:
    return f"tests: read the controller's command line in {_counted(tests)}"


def _counted(tests: int) -> str:
    return "one test" if tests == 1 else f"{tests} tests"


transform = Transform(
    "controller-argv",
    propose,
    __doc__,
    _subject,
    "In a worker of pytest-xdist sys.argv is the worker's own. The tests now read the command line "
    "that was typed.",
    find,
    Signs(shows_argv, support=True),
    brings=frozenset({NAME}),
    claims=False,
)
