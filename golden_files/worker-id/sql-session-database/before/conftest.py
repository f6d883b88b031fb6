import psycopg
import pytest


@pytest.fixture(scope="session")
def database():
    with psycopg.connect(dbname="postgres", autocommit=True) as admin:
        admin.execute("DROP DATABASE IF EXISTS orchard_test")
        admin.execute("CREATE DATABASE orchard_test")
    with psycopg.connect(dbname="orchard_test") as conn:
        conn.execute("CREATE TABLE trees (id serial PRIMARY KEY, sort text, age int)")
    yield
    with psycopg.connect(dbname="postgres", autocommit=True) as admin:
        admin.execute("DROP DATABASE orchard_test")


@pytest.fixture
def conn(database):
    with psycopg.connect(dbname="orchard_test") as conn:
        yield conn
        conn.rollback()
        conn.execute("TRUNCATE trees RESTART IDENTITY")
