import os

import psycopg2
import pytest
from psycopg2.extensions import ISOLATION_LEVEL_AUTOCOMMIT

DB_NAME = "almanac_test"
SERVER = "host={PGHOST} port={PGPORT} user={PGUSER}".format(**os.environ)


def admin():
    connection = psycopg2.connect(f"{SERVER} dbname=postgres")
    connection.set_isolation_level(ISOLATION_LEVEL_AUTOCOMMIT)
    return connection


def drop(cursor):
    cursor.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        f"WHERE datname = '{DB_NAME}'"
    )
    cursor.execute(f"DROP DATABASE IF EXISTS {DB_NAME}")


@pytest.fixture(scope="session", autouse=True)
def almanac_database():
    connection = admin()
    cursor = connection.cursor()
    drop(cursor)
    cursor.execute(f"CREATE DATABASE {DB_NAME}")
    yield
    drop(cursor)
    connection.close()


@pytest.fixture
def db():
    connection = psycopg2.connect(f"{SERVER} dbname={DB_NAME}")
    cursor = connection.cursor()
    cursor.execute("CREATE TABLE tides (day text PRIMARY KEY, height int)")
    connection.commit()
    yield connection
    connection.rollback()
    cursor.execute("DROP TABLE tides")
    connection.commit()
    connection.close()
