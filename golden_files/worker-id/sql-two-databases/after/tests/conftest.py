import os
import uuid
from contextlib import contextmanager

import psycopg
import pytest


@contextmanager
def fresh(name):
    with psycopg.connect(dbname="postgres", autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        with psycopg.connect(dbname=name, autocommit=True) as connection:
            yield connection
        admin.execute(f"DROP DATABASE {name}")


@pytest.fixture(scope="session")
def upstream(upstream_test_database):
    with fresh(upstream_test_database) as connection:
        connection.execute("CREATE TABLE logs (length int)")
        yield connection


@pytest.fixture(scope="session")
def downstream(downstream_test_database):
    with fresh(downstream_test_database) as connection:
        connection.execute("CREATE TABLE logs (length int)")
        yield connection


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


def drop_downstream_test(namespace):
    with psycopg.connect(dbname="postgres", autocommit=True) as server:
        server.execute(
            f"DROP DATABASE IF EXISTS downstream_test_{namespace} WITH (FORCE)"
        )


@pytest.fixture(scope="session")
def downstream_test_database(namespace):
    """The name of a database that only this worker uses."""
    return f"downstream_test_{namespace}"


CRASH_CLEANERS.append(drop_downstream_test)


def drop_upstream_test(namespace):
    with psycopg.connect(dbname="postgres", autocommit=True) as server:
        server.execute(
            f"DROP DATABASE IF EXISTS upstream_test_{namespace} WITH (FORCE)"
        )


@pytest.fixture(scope="session")
def upstream_test_database(namespace):
    """The name of a database that only this worker uses."""
    return f"upstream_test_{namespace}"


CRASH_CLEANERS.append(drop_upstream_test)
