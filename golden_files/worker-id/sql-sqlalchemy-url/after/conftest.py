import os

import pytest
from sqlalchemy import create_engine, text

SERVER_URL = os.environ["POSTGRES_URL"].replace("://", "+psycopg://")


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


def drop_herbarium_test(namespace):
    server = create_engine(f"{SERVER_URL}/postgres", isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(
            text(f"DROP DATABASE IF EXISTS herbarium_test_{namespace} WITH (FORCE)")
        )
    server.dispose()


CRASH_CLEANERS.append(drop_herbarium_test)
