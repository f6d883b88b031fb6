import os
import uuid

import pytest


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


def drop_larder_test(namespace):
    import psycopg

    with psycopg.connect(dbname="postgres", autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS larder_test_{namespace} WITH (FORCE)")


@pytest.fixture(scope="session")
def larder_test_database(namespace):
    """The name of a database that only this worker uses."""
    yield f"larder_test_{namespace}"
    drop_larder_test(namespace)


CRASH_CLEANERS.append(drop_larder_test)
