import atexit
import contextlib
import os
import shutil
import sqlite3
import tempfile

TMP_DIR = tempfile.mkdtemp()
atexit.register(shutil.rmtree, TMP_DIR, ignore_errors=True)
DB = os.path.join(TMP_DIR, "const_relative.sqlite3")


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
