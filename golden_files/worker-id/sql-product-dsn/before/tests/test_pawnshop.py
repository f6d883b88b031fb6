import os

import psycopg
import pytest

from pawnshop import Pawnshop, install

CREDENTIALS = {
    "host": os.environ["PGHOST"],
    "port": os.environ["PGPORT"],
    "user": os.environ["PGUSER"],
    "name": "pawnshop_test",
}


def dsn(host, port, user, name):
    return f"postgresql://{user}@{host}:{port}/{name}"


@pytest.fixture(scope="module")
def shop():
    with psycopg.connect(dbname="postgres", autocommit=True) as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {CREDENTIALS['name']}")
        admin.execute(f"CREATE DATABASE {CREDENTIALS['name']}")
    install(dsn(**CREDENTIALS))
    yield Pawnshop(dsn(**CREDENTIALS))
    with psycopg.connect(dbname="postgres", autocommit=True) as admin:
        admin.execute(f"DROP DATABASE {CREDENTIALS['name']}")


def test_pledge(shop):
    for _ in range(10):
        shop.pledge("watch", 7)
    assert shop.total("watch") == 70


def test_other_thing(shop):
    assert shop.total("violin") == 0
