import psycopg
import pytest


@pytest.fixture(scope="module")
def stars(longest):
    with psycopg.connect(dbname="postgres", autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {longest}")
        with psycopg.connect(dbname=longest, autocommit=True) as connection:
            connection.execute("CREATE TABLE stars (name text)")
            yield connection
        admin.execute(f"DROP DATABASE {longest}")


def test_bright_star(stars):
    stars.execute("INSERT INTO stars VALUES ('Vega')")
    assert stars.execute("SELECT name FROM stars").fetchall() == [("Vega",)]


def test_database(stars, longest):
    assert stars.info.dbname == longest
