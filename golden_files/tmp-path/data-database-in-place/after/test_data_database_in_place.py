import contextlib
import os
import shutil
import sqlite3

SEED = os.path.join(os.path.dirname(__file__), "data_database_seed.sql")


def add_bee(script, name):
    """Add a row to a database that is kept as a script."""
    with contextlib.closing(sqlite3.connect(":memory:")) as db:
        with open(script) as f:
            db.executescript(f.read())
        with db:
            db.execute("INSERT INTO bee VALUES (?)", (name,))
        with open(script, "w") as f:
            f.writelines(line + "\n" for line in db.iterdump())


def test_add_bee(tmp_path):
    seed = shutil.copy(SEED, tmp_path)
    with open(seed) as f:
        before = f.read()
    add_bee(seed, "Willi")
    with open(seed) as f:
        after = f.read()
    with open(seed, "w") as f:
        f.write(before)
    assert "'Willi'" not in before
    assert "'Willi'" in after


def test_two_bees(tmp_path):
    seed = shutil.copy(SEED, tmp_path)
    with open(seed) as f:
        before = f.read()
    add_bee(seed, "Flip")
    add_bee(seed, "Thekla")
    with open(seed) as f:
        after = f.read()
    with open(seed, "w") as f:
        f.write(before)
    assert after.count("INSERT INTO") == 3
