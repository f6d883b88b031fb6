import os
import uuid

import psycopg
import pytest

from pawnshop import Pawnshop, install

RUN = os.environ.setdefault("PYTEST_XDIST_TESTRUNUID", uuid.uuid4().hex)
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "master")
NAMESPACE = "".join(filter(str.isalnum, RUN)).lower()[-8:] + f"_{WORKER}"
CREDENTIALS = {
    "host": os.environ["PGHOST"],
    "port": os.environ["PGPORT"],
    "user": os.environ["PGUSER"],
    "name": f"pawnshop_test_{NAMESPACE}",
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
