import os
import sqlite3

import pytest

HERE = os.path.dirname(os.path.abspath(__file__))

CITIES = [("Oulu", "FI", 209), ("Bergen", "NO", 285), ("Turku", "FI", 195)]


@pytest.fixture(scope="session")
def atlas():
    """A small atlas, built once."""
    db_path = os.path.join(HERE, "fixture_session_atlas.db")
    if os.path.exists(db_path):
        os.remove(db_path)
    conn = sqlite3.connect(db_path)
    conn.execute("CREATE TABLE city (name TEXT, country TEXT, people INTEGER)")
    conn.executemany("INSERT INTO city VALUES (?, ?, ?)", CITIES)
    conn.commit()
    yield conn
    conn.close()
    os.remove(db_path)
