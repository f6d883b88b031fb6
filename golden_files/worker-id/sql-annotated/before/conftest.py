from collections.abc import Iterator

import psycopg
import pytest

DB_NAME = 'smithy_test'


@pytest.fixture(scope='session')
def connection() -> Iterator[psycopg.Connection]:
    with psycopg.connect(dbname='postgres', autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE {DB_NAME}')
        with psycopg.connect(dbname=DB_NAME, autocommit=True) as connection:
            connection.execute('CREATE TABLE horseshoes (size int)')
            yield connection
        admin.execute(f'DROP DATABASE {DB_NAME}')
