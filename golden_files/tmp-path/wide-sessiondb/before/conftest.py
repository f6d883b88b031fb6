import os
import sqlite3

import pytest

DB = "/tmp/wide-app.db"


@pytest.fixture(scope="session", autouse=True)
def database():
    if os.path.exists(DB):
        os.remove(DB)
    conn = sqlite3.connect(DB)
    conn.execute("CREATE TABLE users (name TEXT)")
    conn.commit()
    conn.close()
    yield
    os.remove(DB)


@pytest.fixture
def connection():
    conn = sqlite3.connect(DB)
    yield conn
    conn.rollback()
    conn.close()
