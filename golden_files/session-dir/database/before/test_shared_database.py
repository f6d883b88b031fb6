import sqlite3

import pytest

DB = "/tmp/shared-database.sqlite3"


@pytest.fixture
def connection():
    connection = sqlite3.connect(DB)
    connection.execute("create table if not exists person (name text)")
    yield connection
    connection.commit()
    connection.close()


def test_insert(connection):
    connection.execute("delete from person")
    connection.execute("insert into person values ('ada')")


def test_count(connection):
    assert connection.execute("select count(*) from person").fetchone() == (1,)
