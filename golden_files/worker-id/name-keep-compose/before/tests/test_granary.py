import psycopg
import pytest


@pytest.fixture(scope="module")
def granary():
    with psycopg.connect(dbname="postgres", autocommit=True) as admin:
        admin.execute("DROP DATABASE IF EXISTS granary_test")
        admin.execute("CREATE DATABASE granary_test")
        with psycopg.connect(dbname="granary_test", autocommit=True) as connection:
            connection.execute("CREATE TABLE sacks (weight int)")
            yield connection
        admin.execute("DROP DATABASE granary_test")


def test_sacks(granary):
    granary.execute("INSERT INTO sacks VALUES (25)")
    assert granary.execute("SELECT sum(weight) FROM sacks").fetchone() == (25,)
