import psycopg
import pytest

from boathouse import store


@pytest.fixture(scope="session", autouse=True)
def boathouse_database():
    with psycopg.connect("dbname=postgres", autocommit=True) as admin:
        admin.execute("CREATE DATABASE boathouse")
        store.install()
        yield
        admin.execute("DROP DATABASE boathouse")
