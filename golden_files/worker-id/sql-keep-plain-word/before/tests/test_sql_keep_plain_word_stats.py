import psycopg
import pytest


@pytest.fixture
def conn():
    with psycopg.connect(dbname="postgres", autocommit=True) as c:
        c.execute("DROP SCHEMA IF EXISTS stats CASCADE")
        c.execute("CREATE SCHEMA stats")
        c.execute("CREATE TABLE stats.stats (stats int)")
        yield c
        c.execute("DROP SCHEMA stats CASCADE")


def test_update(conn):
    conn.execute("INSERT INTO stats.stats (stats) VALUES (1)")
    conn.execute("UPDATE stats.stats SET stats = stats.stats + 1")
    assert conn.execute("SELECT s.stats FROM stats.stats AS s").fetchone() == (2,)


def test_alias(conn):
    assert conn.execute("SELECT count(stats) FROM stats.stats").fetchone() == (0,)
