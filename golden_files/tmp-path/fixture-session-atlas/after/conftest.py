import sqlite3

import pytest

CITIES = [("Oulu", "FI", 209), ("Bergen", "NO", 285), ("Turku", "FI", 195)]


@pytest.fixture(scope="session")
def atlas(tmp_path_factory):
    """A small atlas, built once."""
    db_path = tmp_path_factory.mktemp("atlas") / "fixture_session_atlas.db"
    conn = sqlite3.connect(db_path)
    conn.execute("CREATE TABLE city (name TEXT, country TEXT, people INTEGER)")
    conn.executemany("INSERT INTO city VALUES (?, ?, ?)", CITIES)
    conn.commit()
    yield conn
    conn.close()
