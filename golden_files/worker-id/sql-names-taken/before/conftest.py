import psycopg
import pytest

NAMESPACE = "urn:example:archive"


@pytest.fixture(scope="session")
def database():
    with psycopg.connect(dbname="postgres", autocommit=True) as admin:
        admin.execute("CREATE DATABASE archive_test")
        yield psycopg.connect(dbname="archive_test", autocommit=True)
        admin.execute("DROP DATABASE archive_test WITH (FORCE)")


@pytest.fixture
def boxes(database):
    database.execute("CREATE TABLE boxes (urn text)")
    yield database
    database.execute("DROP TABLE boxes")
