import contextlib
import os
import sqlite3

DB = "const_relative.sqlite3"


def connect():
    conn = sqlite3.connect(DB)
    conn.execute("CREATE TABLE IF NOT EXISTS plant (name TEXT UNIQUE, height REAL)")
    return contextlib.closing(conn)


def add(conn, name, height):
    with conn:
        conn.execute("INSERT OR REPLACE INTO plant VALUES (?, ?)", (name, height))


def test_add():
    with connect() as conn:
        add(conn, "ivy", 2.5)
        assert conn.execute("SELECT height FROM plant").fetchall() == [(2.5,)]
    os.remove(DB)


def test_replace():
    with connect() as conn:
        add(conn, "ivy", 2.5)
        add(conn, "ivy", 3)
    with connect() as conn:
        assert conn.execute("SELECT height FROM plant").fetchall() == [(3,)]
    os.remove(DB)
