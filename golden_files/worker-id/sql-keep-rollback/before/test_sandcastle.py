import psycopg
import pytest


@pytest.fixture
def tx():
    conn = psycopg.connect(dbname="postgres")
    conn.execute("CREATE TEMPORARY TABLE castles (towers int)")
    yield conn
    conn.rollback()
    conn.close()


def test_towers(tx):
    for towers in range(40):
        tx.execute("INSERT INTO castles VALUES (%s)", (towers,))
    assert tx.execute("SELECT count(*) FROM castles").fetchone() == (40,)


def test_high_tide(tx):
    assert tx.execute("SELECT * FROM castles").fetchall() == []
