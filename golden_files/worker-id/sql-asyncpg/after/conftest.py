import asyncio
import os
import uuid

import asyncpg
import pytest

SERVER = {
    "host": os.environ["PGHOST"],
    "port": int(os.environ["PGPORT"]),
    "user": os.environ["PGUSER"],
    "password": os.environ["PGPASSWORD"],
}


def namespace_of(run, worker):
    """What only this worker of this run puts into its names on servers."""
    run = "".join(filter(str.isalnum, run)).lower()
    return f"{run[-8:]}_{worker}"


@pytest.fixture(scope="session")
def namespace():
    """A part of the names of this worker: letters, digits and a "_"."""
    run = os.environ.setdefault("PYTEST_XDIST_TESTRUNUID", uuid.uuid4().hex)
    worker = os.environ.get("PYTEST_XDIST_WORKER", "master")
    return namespace_of(run, worker)


CRASH_CLEANERS = []


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node, error):
    """Remove what a worker that crashed has left on servers."""
    if error:
        given = node.workerinput
        crashed = namespace_of(given["testrunuid"], given["workerid"])
        for clean in CRASH_CLEANERS:
            clean(crashed)


def drop_dovecote_test(namespace):
    async def drop():
        server = await asyncpg.connect(database="postgres", **SERVER)
        await server.execute(
            f"DROP DATABASE IF EXISTS dovecote_test_{namespace} WITH (FORCE)"
        )
        await server.close()

    asyncio.run(drop())


@pytest.fixture(scope="session")
def database(namespace):
    """The name of a database that only this worker uses."""
    return f"dovecote_test_{namespace}"


CRASH_CLEANERS.append(drop_dovecote_test)
