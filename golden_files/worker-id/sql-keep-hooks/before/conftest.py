import psycopg
import pytest


def server(statement):
    with psycopg.connect(dbname="postgres", autocommit=True) as admin:
        admin.execute(statement)


def pytest_configure(config):
    server("DROP DATABASE IF EXISTS scroll_test")
    server("CREATE DATABASE scroll_test")


def pytest_unconfigure(config):
    server("DROP DATABASE IF EXISTS scroll_test")


@pytest.fixture
def scrolls():
    with psycopg.connect(dbname="scroll_test", autocommit=True) as conn:
        conn.execute("CREATE TABLE scrolls (title text)")
        yield conn
        conn.execute("DROP TABLE scrolls")
