import os
import uuid

import psycopg
import pytest

from quarry.migrations import migrate


@pytest.fixture(scope="session")
def admin():
    with psycopg.connect("dbname=postgres", autocommit=True) as connection:
        yield connection


@pytest.fixture(scope="session")
def template(admin, quarry_template_database):
    admin.execute(f"DROP DATABASE IF EXISTS {quarry_template_database}")
    admin.execute(f"CREATE DATABASE {quarry_template_database}")
    with psycopg.connect(f"dbname={quarry_template_database}") as connection:
        migrate(connection)
    yield quarry_template_database
    admin.execute(f"DROP DATABASE {quarry_template_database}")


@pytest.fixture
def quarry(admin, template, database):
    admin.execute(f"CREATE DATABASE {database} TEMPLATE {template}")
    connection = psycopg.connect(f"dbname={database}", autocommit=True)
    yield connection
    connection.close()
    admin.execute(f"DROP DATABASE {database}")


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


def drop_quarry_template(namespace):
    with psycopg.connect("dbname=postgres", autocommit=True) as server:
        server.execute(
            f"DROP DATABASE IF EXISTS quarry_template_{namespace} WITH (FORCE)"
        )


@pytest.fixture(scope="session")
def quarry_template_database(namespace):
    """The name of a database that only this worker uses."""
    return f"quarry_template_{namespace}"


CRASH_CLEANERS.append(drop_quarry_template)


def drop_quarry_test(namespace):
    with psycopg.connect("dbname=postgres", autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS quarry_test_{namespace} WITH (FORCE)")


@pytest.fixture(scope="session")
def database(namespace):
    """The name of a database that only this worker uses."""
    return f"quarry_test_{namespace}"


CRASH_CLEANERS.append(drop_quarry_test)
