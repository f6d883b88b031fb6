import larder_db
import pytest


@pytest.fixture(scope="session", autouse=True)
def larder_database():
    larder_db.ensure_database()
    with larder_db.connect() as connection:
        connection.execute(
            "CREATE TABLE IF NOT EXISTS larder (item text PRIMARY KEY, amount int)"
        )


@pytest.fixture
def larder():
    with larder_db.connect() as connection:
        connection.execute("TRUNCATE larder")
        yield connection


def test_put(larder):
    larder.execute("INSERT INTO larder VALUES ('ham', 5)")
    for _ in range(40):
        larder.execute("UPDATE larder SET amount = amount + 1 WHERE item = 'ham'")
    assert larder.execute("SELECT amount FROM larder").fetchall() == [(45,)]


def test_empty(larder):
    assert larder.execute("SELECT * FROM larder").fetchall() == []
