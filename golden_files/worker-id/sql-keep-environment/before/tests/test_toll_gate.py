import os

import pytest
import sqlalchemy as sa

URL = os.environ.get("TOLL_DATABASE_URL", os.environ["POSTGRES_URL"] + "/postgres")


@pytest.fixture(scope="session")
def engine():
    engine = sa.create_engine(URL.replace("://", "+psycopg://"))
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE tolls (amount int)"))
    yield engine
    with engine.begin() as connection:
        connection.execute(sa.text("DROP TABLE tolls"))
    engine.dispose()


def test_toll(engine):
    with engine.begin() as connection:
        connection.execute(sa.text("INSERT INTO tolls VALUES (3)"))
        assert connection.scalar(sa.text("SELECT sum(amount) FROM tolls")) == 3
        connection.execute(sa.text("DELETE FROM tolls"))


def test_nobody_passed(engine):
    with engine.connect() as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM tolls")) == 0
