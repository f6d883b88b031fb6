import psycopg
import pytest

SCHEMA = "lighthouse_test"


@pytest.fixture(scope="module")
def connection():
    with psycopg.connect(dbname="postgres", autocommit=True) as connection:
        connection.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
        connection.execute(f"CREATE SCHEMA {SCHEMA}")
        connection.execute(f"SET search_path TO {SCHEMA}")
        connection.execute("CREATE TABLE ships (day date, passed int)")
        yield connection
        connection.execute(f"DROP SCHEMA {SCHEMA} CASCADE")


@pytest.fixture
def ships(connection):
    yield connection
    connection.execute("TRUNCATE ships")
