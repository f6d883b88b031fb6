import csv
import json
import sqlite3
from contextlib import closing


def test_json(tmp_path):
    read_back_path = tmp_path / "read-back.json"
    with open(read_back_path, "w") as f:
        json.dump({"a": [1]}, f)
    with open(read_back_path) as f:
        assert json.load(f)["a"] == [1]


def test_csv(tmp_path):
    fname = tmp_path / "read-back.csv"
    with open(fname, "w", newline="") as f:
        csv.writer(f).writerows([["a", "b"], [1, 2]])
    with open(fname, newline="") as f:
        assert list(csv.DictReader(f)) == [{"a": "1", "b": "2"}]


def test_sqlite(tmp_path):
    fname = tmp_path / "read-back.sqlite"
    with closing(sqlite3.connect(fname)) as db:
        db.execute("create table t (a)")
        db.execute("insert into t values (1)")
        db.commit()
    with closing(sqlite3.connect(fname)) as db:
        assert db.execute("select a from t").fetchall() == [(1,)]
