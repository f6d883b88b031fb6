import pathlib

import psycopg
import pytest

HERE = pathlib.Path(__file__).parent


@pytest.fixture
def conn():
    with psycopg.connect(dbname="postgres", autocommit=True) as conn:
        conn.execute("CREATE SCHEMA audit")
        conn.execute((HERE / "schema.sql").read_text())
        yield conn
        conn.execute("DROP SCHEMA audit CASCADE")


def test_event(conn):
    conn.execute("INSERT INTO audit.event (what) VALUES ('x')")
    assert conn.execute("SELECT count(*) FROM audit.event").fetchone() == (1,)


def test_none(conn):
    assert conn.execute("SELECT count(*) FROM audit.event").fetchone() == (0,)
