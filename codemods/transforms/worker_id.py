"""Give each worker its own databases, topics, queues and ports: what lies outside the process.

What it does
------------
The name of a thing on a server carries the worker and the run, because two runs may use one server.
It is made in one session fixture, which takes ``namespace``, and who needs it requests the fixture:

- databases, schemas and roles of SQL, databases of MongoDB, topics and consumer groups of Kafka,
  queues, subjects, channels, buckets, and what ``[[tool.xdistify.resources]]`` adds: literals and
  constants in tests and fixtures become the fixture, also inside SQL and URLs. Where no fixture
  reaches (``unittest.TestCase``, helpers, class bodies) the constant carries the worker itself;
- Redis: ``redis_db`` is the number of an empty database that the worker has claimed on the server;
  the clients of the tests connect to it, so that all keys are its own, those of the code under test
  too. ``flushall`` becomes ``flushdb``;
- a fixed port becomes port 0, for which the kernel gives a free one, and whoever needs the number
  reads it back from the server, the socket, the fixture or ``self.port``.

What the worker has made is removed by its owner; what a worker leaves that crashes is removed by a
hook of the conftest above all tests.

Why
---
Workers are processes, and so are two jobs of CI: on a server they meet. One flushes what another
has written, reads its messages or drops its tables; and only one process can listen on a port.

Example
-------
Before::

    @pytest.fixture(scope="session")
    def database():
        with psycopg.connect(dbname="postgres", autocommit=True) as server:
            server.execute("CREATE DATABASE shop_test")
            yield "shop_test"
            server.execute("DROP DATABASE shop_test")

After::

    @pytest.fixture(scope="session")
    def database(database_name):
        with psycopg.connect(dbname="postgres", autocommit=True) as server:
            server.execute(f"CREATE DATABASE {database_name}")
            yield database_name
            server.execute(f"DROP DATABASE {database_name}")

    @pytest.fixture(scope="session")
    def namespace():
        run = os.environ.setdefault("PYTEST_XDIST_TESTRUNUID", uuid.uuid4().hex)
        return namespace_of(run, os.environ.get("PYTEST_XDIST_WORKER", "master"))

    @pytest.fixture(scope="session")
    def database_name(namespace):
        return f"shop_test_{namespace}"

When the fix is safe
--------------------
Every place that writes the name, or the number of the port, is seen and means it: in the tests, in
the code under test, in files of settings. No test needs what another one has made. The suite makes
and removes the thing, or its owner can. Nothing depends on the numbers of workers, which are not 0
to N-1 after one of them has crashed; names keep within the limits of the server.

What it leaves alone
--------------------
What is no other worker's anyway: fakes, containers and servers that the suite starts itself, names
from ``uuid`` or from the worker, transactions that are rolled back, pytest-django's databases,
ports of plugins, port 0. With the reason: names that the code under test or a file of settings
writes too, or that come from the environment; databases that nothing in the suite makes; what acts
on the whole server; pairs of tests of which one needs what the other made; servers that cannot be
asked for their port (``app.run``, ``uvicorn.run``, a child process) or that nobody is seen to
connect to, digits that may not mean the port, and ``free_port`` fixtures.
"""

from collections.abc import Sequence

from codemods.edits.model import Edit
from codemods.hazards.model import Hazard
from codemods.hazards.names import NAME as SHARED_NAME
from codemods.hazards.names import REMEDIES, Meeting, child_starters, find_meetings
from codemods.suite.model import Suite, Test
from codemods.touches.model import Trace
from codemods.touches.relevant import relevant_tests
from codemods.touches.searches import for_functions
from codemods.touches.words import Signs
from codemods.transforms.api import Known, Proposal, Refused, Transform
from codemods.transforms.primitives.listening import shows_listening
from codemods.transforms.primitives.port_hazards import HAZARD as FIXED_PORT
from codemods.transforms.primitives.ports import find_ports, listeners, propose_port
from codemods.transforms.primitives.redis_dbs import own_redis
from codemods.transforms.primitives.renaming import own_name
from codemods.transforms.primitives.replacing import RefusedRewrite

NAME = "worker-id"


def find(suite: Suite, traces: Sequence[Trace]) -> list[Hazard]:
    """The things on servers on which tests meet, and the ports that they listen on."""
    meetings = find_meetings(suite, traces)
    return [*(meeting.hazard for meeting in meetings), *find_ports(suite, traces)]


def narrow(suite: Suite, tests: Sequence[Test]) -> Sequence[Test]:
    """Those of the tests that lead to what listens on a number, or lets go of a free one."""
    wanted = {test.id for test in relevant_tests(suite, for_functions(suite, listeners(suite)))}
    return [test for test in tests if test.id in wanted]


def propose(hazard: Hazard, suite: Suite, known: Known) -> Proposal:
    """Give each worker its own, or say why that cannot be."""
    if hazard.name == FIXED_PORT:
        return propose_port(hazard, suite, known)
    tests = tuple(one.id for one in hazard.tests)
    meetings = find_meetings(suite, list(known.traces.values()))
    for meeting in meetings:
        if meeting.hazard.id == hazard.id:
            try:
                return Proposal(tests=tests, edits=tuple(_edits(suite, meeting, meetings)))
            except RefusedRewrite as refusal:
                return Proposal(refused=(Refused(tests, str(refusal)),))
    return Proposal(refused=(Refused(tests, "the place was not found again"),))


def _edits(suite: Suite, meeting: Meeting, meetings: Sequence[Meeting]) -> list[Edit]:
    if meeting.fed:
        consumer, producer = next(iter(meeting.fed.items()))
        raise RefusedRewrite(
            f"{consumer} finds what {producer} made, so that a name for each worker would part "
            "them: let a fixture make it, which both request"
        )
    if meeting.thing.kind == "redis-server":
        raise RefusedRewrite(
            "what the tests change counts for the whole server: give each worker a server"
        )
    if meeting.thing.kind == "redis":
        for one in meeting.hazard.tests:
            for function, line in child_starters(suite, one.trace):
                raise RefusedRewrite(
                    f"{function.qualname} starts another process (line {line} of "
                    f"{function.module}), which may use it too: tell it the database of its worker"
                )
        return own_redis(suite, meeting, meetings)
    return own_name(suite, meeting, meetings)


def _subject(tests: int) -> str:
    return f"tests: own names and ports for each worker in {_counted(tests)}"


def _counted(tests: int) -> str:
    return "one test" if tests == 1 else f"{tests} tests"


transform = Transform(
    NAME,
    propose,
    __doc__,
    _subject,
    "Workers of pytest-xdist met on servers and ports that have one name for all. Now each worker "
    "of each run has its own, and removes it.",
    find,
    Signs(shows_listening),
    narrow,
    brings=frozenset({SHARED_NAME, FIXED_PORT, *REMEDIES}),
    claims=False,
)
