import psycopg
import pytest


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


def drop_pawnshop_test(namespace):
    with psycopg.connect(dbname="postgres", autocommit=True) as server:
        server.execute(
            f"DROP DATABASE IF EXISTS pawnshop_test_{namespace} WITH (FORCE)"
        )


CRASH_CLEANERS.append(drop_pawnshop_test)
