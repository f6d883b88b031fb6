import psycopg
import pytest

LONGEST = "observatory_of_the_university_on_the_hill_above_the_old_town_te"


@pytest.fixture(scope="module")
def stars():
    with psycopg.connect(dbname="postgres", autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {LONGEST}")
        with psycopg.connect(dbname=LONGEST, autocommit=True) as connection:
            connection.execute("CREATE TABLE stars (name text)")
            yield connection
        admin.execute(f"DROP DATABASE {LONGEST}")


def test_bright_star(stars):
    stars.execute("INSERT INTO stars VALUES ('Vega')")
    assert stars.execute("SELECT name FROM stars").fetchall() == [("Vega",)]


def test_database(stars):
    assert stars.info.dbname == LONGEST
