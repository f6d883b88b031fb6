import os
import uuid

import psycopg2
import pytest
from psycopg2.extensions import ISOLATION_LEVEL_AUTOCOMMIT

RUN = os.environ.setdefault("PYTEST_XDIST_TESTRUNUID", uuid.uuid4().hex)
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "master")
NAMESPACE = "".join(filter(str.isalnum, RUN)).lower()[-8:] + f"_{WORKER}"
DB_NAME = f"almanac_test_{NAMESPACE}"
SERVER = "host={PGHOST} port={PGPORT} user={PGUSER}".format(**os.environ)


def admin():
    connection = psycopg2.connect(f"{SERVER} dbname=postgres")
    connection.set_isolation_level(ISOLATION_LEVEL_AUTOCOMMIT)
    return connection


def drop(cursor):
    cursor.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        f"WHERE datname = '{DB_NAME}'"
    )
    cursor.execute(f"DROP DATABASE IF EXISTS {DB_NAME}")


@pytest.fixture(scope="session", autouse=True)
def almanac_database():
    connection = admin()
    cursor = connection.cursor()
    drop(cursor)
    cursor.execute(f"CREATE DATABASE {DB_NAME}")
    yield
    drop(cursor)
    connection.close()


@pytest.fixture
def db():
    connection = psycopg2.connect(f"{SERVER} dbname={DB_NAME}")
    cursor = connection.cursor()
    cursor.execute("CREATE TABLE tides (day text PRIMARY KEY, height int)")
    connection.commit()
    yield connection
    connection.rollback()
    cursor.execute("DROP TABLE tides")
    connection.commit()
    connection.close()


def namespace_of(run, worker):
    """What only this worker of this run puts into its names on servers."""
    run = "".join(filter(str.isalnum, run)).lower()
    return f"{run[-8:]}_{worker}"


CRASH_CLEANERS = []


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node, error):
    """Remove what a worker that crashed has left on servers."""
    if error:
        given = node.workerinput
        crashed = namespace_of(given["testrunuid"], given["workerid"])
        for clean in CRASH_CLEANERS:
            clean(crashed)


def drop_almanac_test(namespace):
    server = psycopg2.connect(f"{SERVER} dbname=postgres")
    server.autocommit = True
    with server.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS almanac_test_{namespace} WITH (FORCE)")
    server.close()


CRASH_CLEANERS.append(drop_almanac_test)
