import os
import uuid

import psycopg
import pytest


@pytest.fixture(scope="module")
def connection(schema):
    with psycopg.connect(dbname="postgres", autocommit=True) as connection:
        connection.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
        connection.execute(f"CREATE SCHEMA {schema}")
        connection.execute(f"SET search_path TO {schema}")
        connection.execute("CREATE TABLE ships (day date, passed int)")
        yield connection
        connection.execute(f"DROP SCHEMA {schema} CASCADE")


@pytest.fixture
def ships(connection):
    yield connection
    connection.execute("TRUNCATE ships")


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


def drop_lighthouse_test(namespace):
    with psycopg.connect(dbname="postgres", autocommit=True) as server:
        server.execute(f"DROP SCHEMA IF EXISTS lighthouse_test_{namespace} CASCADE")


@pytest.fixture(scope="session")
def schema(namespace):
    """The name of a schema that only this worker uses."""
    return f"lighthouse_test_{namespace}"


CRASH_CLEANERS.append(drop_lighthouse_test)
