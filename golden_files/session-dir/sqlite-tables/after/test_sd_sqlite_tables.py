import sqlite3

import pytest


@pytest.fixture(scope="session")
def db(tmp_path_factory):
    path = tmp_path_factory.mktemp("test_shop") / "test_shop.db"
    conn = sqlite3.connect(path)
    conn.execute("DROP TABLE IF EXISTS items")
    conn.execute("CREATE TABLE items (name TEXT)")
    conn.execute("INSERT INTO items VALUES ('pen')")
    conn.commit()
    conn.close()
    return path


def test_create(db):
    assert db.exists()


def test_query(db):
    conn = sqlite3.connect(db)
    rows = conn.execute("SELECT name FROM items").fetchall()
    conn.close()
    assert rows == [("pen",)]
