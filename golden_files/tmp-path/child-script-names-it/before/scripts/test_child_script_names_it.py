import os
import sqlite3
import sys


def test_stored_before_it_ends():
    assert os.system(f"{sys.executable} scripts/child_script_stores.py") == 0
    stored = sqlite3.connect("scripts/stored.db")
    assert stored.execute("select n from t").fetchall() == [(1,)]
    stored.close()
    os.remove("scripts/stored.db")
