import sqlite3

DB = "test_shop.db"


def test_create():
    conn = sqlite3.connect(DB)
    conn.execute("DROP TABLE IF EXISTS items")
    conn.execute("CREATE TABLE items (name TEXT)")
    conn.execute("INSERT INTO items VALUES ('pen')")
    conn.commit()
    conn.close()


def test_query():
    conn = sqlite3.connect(DB)
    rows = conn.execute("SELECT name FROM items").fetchall()
    conn.close()
    assert rows == [("pen",)]
