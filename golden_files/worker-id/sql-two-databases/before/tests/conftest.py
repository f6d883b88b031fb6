from contextlib import contextmanager

import psycopg
import pytest


@contextmanager
def fresh(name):
    with psycopg.connect(dbname="postgres", autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        with psycopg.connect(dbname=name, autocommit=True) as connection:
            yield connection
        admin.execute(f"DROP DATABASE {name}")


@pytest.fixture(scope="session")
def upstream():
    with fresh("upstream_test") as connection:
        connection.execute("CREATE TABLE logs (length int)")
        yield connection


@pytest.fixture(scope="session")
def downstream():
    with fresh("downstream_test") as connection:
        connection.execute("CREATE TABLE logs (length int)")
        yield connection
