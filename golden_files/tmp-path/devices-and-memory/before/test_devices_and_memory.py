import os
import sqlite3


def test_null():
    with open("/dev/null", "w") as f:
        f.write("x")
    with open(os.devnull, "w") as f:
        f.write("x")


def test_memory():
    db = sqlite3.connect(":memory:")
    db.execute("create table t (a)")
    db.close()


def test_uri():
    db = sqlite3.connect("file:devices?mode=memory&cache=shared", uri=True)
    db.execute("create table t (a)")
    db.close()
