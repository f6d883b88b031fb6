import collections.abc
import os
import typing
import uuid
from collections.abc import Iterator

import psycopg
import pytest


@pytest.fixture(scope='session')
def connection(db_name: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(dbname='postgres', autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE {db_name}')
        with psycopg.connect(dbname=db_name, autocommit=True) as connection:
            connection.execute('CREATE TABLE horseshoes (size int)')
            yield connection
        admin.execute(f'DROP DATABASE {db_name}')


def namespace_of(run: str, worker: str) -> str:
    """What only this worker of this run puts into its names on servers."""
    run = ''.join(filter(str.isalnum, run)).lower()
    return f'{run[-8:]}_{worker}'


@pytest.fixture(scope='session')
def namespace() -> str:
    """A part of the names of this worker: letters, digits and a '_'."""
    run = os.environ.setdefault('PYTEST_XDIST_TESTRUNUID', uuid.uuid4().hex)
    worker = os.environ.get('PYTEST_XDIST_WORKER', 'master')
    return namespace_of(run, worker)


CRASH_CLEANERS: list[collections.abc.Callable[[str], object]] = []


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: typing.Any, error: object) -> None:
    """Remove what a worker that crashed has left on servers."""
    if error:
        given = node.workerinput
        crashed = namespace_of(given['testrunuid'], given['workerid'])
        for clean in CRASH_CLEANERS:
            clean(crashed)


def drop_smithy_test(namespace: str) -> None:
    with psycopg.connect(dbname='postgres', autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS smithy_test_{namespace} WITH (FORCE)')


@pytest.fixture(scope='session')
def db_name(namespace: str) -> str:
    """The name of a database that only this worker uses."""
    return f'smithy_test_{namespace}'


CRASH_CLEANERS.append(drop_smithy_test)
