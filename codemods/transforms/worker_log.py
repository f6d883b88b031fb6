"""Give each worker a log file of its own.

What it does
------------
A log file that a process opens once, for all of its tests, gets the name of the worker into its
name: ``tests.log`` becomes ``tests_gw0.log`` in the first worker of pytest-xdist, and stays
``tests.log`` where there are no workers. That concerns

- ``FileHandler`` and its kin, ``logging.basicConfig``, ``logging.config.dictConfig``, ``open`` and
  loguru, at the import of a conftest, a test module or a helper of the tests, in
  ``pytest_configure`` and ``pytest_sessionstart``, in session fixtures and those that are used
  everywhere, and in functions that only these call;
- the option ``log_file`` of pytest, in its configuration: a ``pytest_configure`` in the conftest
  nearest the root sets it, in time for pytest to open that file; a conftest is made if there is
  none.

Why
---
All workers open the one file. Those that open it to write take away what the others have written;
those that append mix their lines.

Example
-------
Before::

    def pytest_configure(config):
        logging.basicConfig(filename="tests.log", level=logging.DEBUG)

After::

    def pytest_configure(config):
        worker = os.environ.get("PYTEST_XDIST_WORKER")
        suffix = f"_{worker}" if worker else ""
        logging.basicConfig(filename=f"tests{suffix}.log", level=logging.DEBUG)

When the fix is safe
--------------------
The name ends in a literal, and that literal, or the constant that holds it, is all that names the
file: no test and no code under test reads it. A serial run writes the file that it has always
written. Under pytest-xdist the process that distributes the tests runs none of them: its file, with
the old name, has next to nothing in it.

What it leaves alone
--------------------
Logs that a test reads back or is handed, logs that the code under test opens or names, names that
are computed to the end, and all logs that a single test opens (see ``tmp-path``). Names that tell
the processes apart already, by worker, process id or temporary folder, the null device, and
``basicConfig`` where pytest's own handlers make it do nothing, are no hazards.
"""

import ast
import posixpath
from collections.abc import Iterator, Sequence

from codemods.evidence.model import Place
from codemods.hazards.find import digest
from codemods.hazards.model import Hazard, Involved
from codemods.suite.model import Suite
from codemods.suite.nodes import nodes_of
from codemods.touches.model import Trace
from codemods.touches.words import Signs
from codemods.transforms.api import Known, Proposal, Refused, Transform
from codemods.transforms.primitives.log_option import option_edits, option_of, place_of
from codemods.transforms.primitives.logs import Log, Spelled, opened_logs, shows_log
from codemods.transforms.primitives.once import once_scopes
from codemods.transforms.primitives.replacing import RefusedRewrite
from codemods.transforms.primitives.suffix import suffix_edits

NAME = "worker-log"
HAZARD = "shared-log"


def find(suite: Suite, traces: Sequence[Trace]) -> list[Hazard]:
    """The logs that every worker opens under one name, in the order of the tests below them."""
    readings = {trace.test.id: trace for trace in traces}
    hazards: list[Hazard] = []
    if (name := option_of(suite)) and suite.tests:
        place = place_of(suite)
        why = f"pytest opens the log {name} ({place}) in every worker, and one worker's is left"
        everybody = tuple(test.id for test in suite.tests)
        hazards.append(_hazard(name, everybody, readings, (place,), why))
    for resource, logs in _grouped(suite, traces).items():
        wanted = {test for log in logs for test in log.scope.tests}
        tests = tuple(sorted(wanted, key=suite.tests.place))
        if not tests:
            continue
        places = tuple(Place(log.scope.module.path, log.call.lineno) for log in logs)
        why = (
            f"every worker opens the log {resource} ({places[0]}), so that their records overwrite "
            "or interrupt each other's"
        )
        hazards.append(_hazard(resource, tests, readings, places, why))
    return sorted(hazards, key=lambda hazard: suite.tests.place(hazard.tests[0].id))


def _hazard(
    resource: str,
    tests: Sequence[str],
    readings: dict[str, Trace],
    places: tuple[Place, ...],
    why: str,
) -> Hazard:
    involved = tuple(Involved(test, readings.get(test), "both", ()) for test in tests)
    return Hazard(
        digest(f"{HAZARD}\0{resource}", involved),
        HAZARD,
        resource,
        involved,
        (NAME,),
        why,
        places=places,
    )


def _grouped(suite: Suite, traces: Sequence[Trace]) -> dict[str, list[Log]]:
    """All logs by what a user would call them."""
    found: dict[str, list[Log]] = {}
    for scope in once_scopes(suite, traces, NAME, shows_log):
        for log in opened_logs(suite, scope):
            name = log.spelled.text if log.spelled else ast.unparse(log.name)
            found.setdefault(name, []).append(log)
    return found


def propose(hazard: Hazard, suite: Suite, known: Known) -> Proposal:
    """Put the worker's name into the name of the log, wherever it is opened."""
    tests = tuple(one.id for one in hazard.tests)
    try:
        if hazard.places == (place_of(suite),) and hazard.resource == option_of(suite):
            _check_not_read(suite, hazard.resource, [])
            return Proposal(tests, tuple(option_edits(suite)))
        groups = _grouped(suite, list(known.traces.values()))
        logs = groups.get(hazard.resource, [])
        literals = _literals(logs)
        others = _literals([log for group in groups.values() for log in group if log.spelled])
        for spelled in literals:
            _check_not_read(suite, spelled.text, literals)
            _check_variable(suite, spelled, logs)
        edits = [edit for spelled in literals for edit in suffix_edits(suite, spelled, others)]
    except RefusedRewrite as refusal:
        return Proposal(refused=(Refused(tests, str(refusal)),))
    return Proposal(tests, tuple(dict.fromkeys(edits)))


def _literals(logs: Sequence[Log]) -> list[Spelled]:
    found: dict[int, Spelled] = {}
    for log in logs:
        if log.spelled is None:
            raise RefusedRewrite("its name is computed, or comes from the code under test")
        found.setdefault(id(log.spelled.node), log.spelled)
    return list(found.values())


def _check_not_read(suite: Suite, text: str, literals: Sequence[Spelled]) -> None:
    """Raise `RefusedRewrite` where the file is named once more, and so may be read."""
    name = posixpath.basename(text)
    own = {id(node) for spelled in literals for node in nodes_of(spelled.node)}
    if len(name.partition(".")[0].replace("*", "")) < 2:
        return
    for module in suite.modules.holding(lambda raw: name.encode() in raw):
        for node in nodes_of(module.source.tree):
            if not isinstance(node, ast.Constant) or id(node) in own:
                continue
            if isinstance(node.value, str) and posixpath.basename(node.value) == name:
                raise RefusedRewrite(f"{module.path} names it too (line {node.lineno})")


def _check_variable(suite: Suite, spelled: Spelled, logs: Sequence[Log]) -> None:
    """Raise `RefusedRewrite` where what holds the name goes to others than the log."""
    if reader := next(_handed_on(suite, spelled, logs), None):
        raise RefusedRewrite(f"{reader} may read it")


def _handed_on(suite: Suite, spelled: Spelled, logs: Sequence[Log]) -> Iterator[str]:
    known = {log.scope.function.key for log in logs if log.scope.function}
    for module in suite.mentioning("baseFilename"):
        yield module.path
    name = spelled.variable
    if name is None:
        return
    if spelled.function:
        for node in nodes_of(spelled.function.node):
            if isinstance(node, ast.Return | ast.Yield) and node.value and _mentions(node, name):
                yield f"what uses {spelled.function.qualname}"
        return
    for module in suite.mentioning(name):
        shares = module is spelled.module or name in module.imports
        for function in module.functions.values() if shares else ():
            if function.key not in known and _mentions(function.node, name):
                yield f"{function.qualname} in {module.path}"
        if module is not spelled.module:
            for node in nodes_of(module.source.tree):
                if isinstance(node, ast.Attribute) and node.attr == name:
                    yield module.path


def _mentions(tree: ast.AST, name: str) -> bool:
    return any(isinstance(node, ast.Name) and node.id == name for node in nodes_of(tree))


def _subject(tests: int) -> str:
    return f"tests: one log file for each worker ({tests} test{'s' * (tests != 1)})"


transform = Transform(
    NAME,
    propose,
    __doc__,
    _subject,
    "All workers of pytest-xdist opened the same log file. Each now has one with its own name; "
    "without workers the name is as before.",
    find,
    Signs(shows_log, bodies=False, support=True),
    brings=frozenset({HAZARD, NAME}),
)

__all__: Sequence[str] = ("find", "propose", "transform")
