import os
import sqlite3
from contextlib import closing


def count(path):
    with closing(sqlite3.connect(path)) as db:
        return db.execute("select count(*) from sqlite_master").fetchone()[0]


def test_new_database_is_empty():
    dbfile = "apiary.db"
    if os.path.exists(dbfile):
        os.remove(dbfile)

    assert count(dbfile) == 0


def test_table_is_kept():
    dbfile = "apiary.db"
    if os.path.exists(dbfile):
        os.remove(dbfile)

    with closing(sqlite3.connect(dbfile)) as db:
        db.execute("create table hive (queen text)")
    assert count(dbfile) == 1
