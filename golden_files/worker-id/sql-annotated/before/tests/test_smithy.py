import psycopg
import pytest


@pytest.fixture(autouse=True)
def _clean(connection: psycopg.Connection) -> None:
    connection.execute('TRUNCATE horseshoes')


def test_sizes(connection: psycopg.Connection) -> None:
    for size in range(40):
        connection.execute('INSERT INTO horseshoes VALUES (%s)', (size,))
    assert connection.execute('SELECT max(size) FROM horseshoes').fetchone() == (39,)


def test_no_horseshoes(connection: psycopg.Connection) -> None:
    assert connection.execute('SELECT * FROM horseshoes').fetchall() == []
