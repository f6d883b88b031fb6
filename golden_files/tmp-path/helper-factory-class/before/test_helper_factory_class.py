import os
import sqlite3


class LedgerFactory:
    filename = "ledger-test.sqlite3"

    @classmethod
    def create(cls, *amounts):
        if os.path.exists(cls.filename):
            os.remove(cls.filename)
        db = sqlite3.connect(cls.filename)
        db.execute("create table entry (amount integer)")
        db.executemany("insert into entry values (?)", [(a,) for a in amounts])
        db.commit()
        return db

    @classmethod
    def destroy(cls, db):
        db.close()
        os.remove(cls.filename)


def total(db):
    return db.execute("select total(amount) from entry").fetchone()[0]


def test_total():
    db = LedgerFactory.create(10, 20, -5)
    assert total(db) == 25
    LedgerFactory.destroy(db)


def test_total_of_nothing():
    db = LedgerFactory.create()
    assert total(db) == 0
    LedgerFactory.destroy(db)
