import configparser
import pathlib

import psycopg
import pytest

SETTINGS = configparser.ConfigParser()
SETTINGS.read(pathlib.Path(__file__).with_name("settings.ini"))


@pytest.fixture(scope="module")
def mill():
    name = SETTINGS["windmill"]["database"]
    with psycopg.connect(dbname="postgres", autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        with psycopg.connect(dbname=name, autocommit=True) as connection:
            connection.execute("CREATE TABLE sacks (weight int)")
            yield connection
        admin.execute(f"DROP DATABASE {name}")


def test_sacks(mill):
    mill.execute("INSERT INTO sacks VALUES (25)")
    assert mill.execute("SELECT sum(weight) FROM sacks").fetchone() == (25,)
