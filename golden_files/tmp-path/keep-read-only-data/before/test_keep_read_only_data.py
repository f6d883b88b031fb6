import csv
import os
import sqlite3

import pytest

DATA = os.path.join(os.path.dirname(__file__), "keep_read_only")


@pytest.fixture(scope="module")
def db():
    conn = sqlite3.connect(":memory:")
    conn.execute("CREATE TABLE score (player TEXT, points INTEGER NOT NULL)")
    yield conn
    conn.close()


def load(name):
    with open(os.path.join(DATA, name), newline="") as f:
        return [(row["player"], row["points"]) for row in csv.DictReader(f)]


def test_load(db):
    with db:
        db.executemany("INSERT INTO score VALUES (?, ?)", load("scores.csv"))
    assert db.execute("SELECT max(points) FROM score").fetchone() == (30,)
    db.execute("DELETE FROM score")


def test_broken(db):
    with pytest.raises(sqlite3.IntegrityError):
        db.executemany("INSERT INTO score VALUES (?, ?)", load("broken.csv"))


def test_files():
    assert sorted(os.listdir(DATA)) == ["broken.csv", "scores.csv"]
