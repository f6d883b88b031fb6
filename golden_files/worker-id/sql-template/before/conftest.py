import psycopg
import pytest

from quarry.migrations import migrate

TEMPLATE = "quarry_template"
DATABASE = "quarry_test"


@pytest.fixture(scope="session")
def admin():
    with psycopg.connect("dbname=postgres", autocommit=True) as connection:
        yield connection


@pytest.fixture(scope="session")
def template(admin):
    admin.execute(f"DROP DATABASE IF EXISTS {TEMPLATE}")
    admin.execute(f"CREATE DATABASE {TEMPLATE}")
    with psycopg.connect(f"dbname={TEMPLATE}") as connection:
        migrate(connection)
    yield TEMPLATE
    admin.execute(f"DROP DATABASE {TEMPLATE}")


@pytest.fixture
def quarry(admin, template):
    admin.execute(f"CREATE DATABASE {DATABASE} TEMPLATE {template}")
    connection = psycopg.connect(f"dbname={DATABASE}", autocommit=True)
    yield connection
    connection.close()
    admin.execute(f"DROP DATABASE {DATABASE}")
