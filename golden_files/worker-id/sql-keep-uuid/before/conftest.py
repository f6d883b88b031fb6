import uuid

import psycopg
import pytest


@pytest.fixture(scope="session")
def dbname():
    name = f"test_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(dbname="postgres", autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        yield name
        admin.execute(f"DROP DATABASE {name}")


@pytest.fixture
def conn(dbname):
    with psycopg.connect(dbname=dbname, autocommit=True) as conn:
        conn.execute("CREATE TABLE memos (body text)")
        yield conn
        conn.execute("DROP TABLE memos")
