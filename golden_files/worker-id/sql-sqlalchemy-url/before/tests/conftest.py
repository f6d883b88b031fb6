import os

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.orm import sessionmaker

from herbarium.models import Base

SERVER_URL = os.environ["POSTGRES_URL"].replace("://", "+psycopg://")
TEST_DB = "herbarium_test"
TEST_URL = f"{SERVER_URL}/{TEST_DB}"


@pytest.fixture(scope="session")
def engine():
    admin = create_engine(f"{SERVER_URL}/postgres", isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {TEST_DB}"))
        connection.execute(text(f"CREATE DATABASE {TEST_DB}"))
    engine = create_engine(TEST_URL)
    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {TEST_DB}"))
    admin.dispose()


@pytest.fixture
def session(engine):
    session = sessionmaker(bind=engine)()
    yield session
    session.rollback()
    for table in reversed(Base.metadata.sorted_tables):
        session.execute(table.delete())
    session.commit()
    session.close()
