import os

import pytest
from redis import Redis


def connect(redis_db, decode=False):
    return Redis(
        os.environ["REDIS_HOST"],
        os.environ["REDIS_PORT"],
        decode_responses=decode,
        db=redis_db,
    )


@pytest.fixture(autouse=True)
def no_horses(redis_db):
    client = connect(redis_db)
    client.delete("horses")
    yield
    client.delete("horses")


def test_one_round(redis_db):
    client = connect(redis_db, True)
    for number in range(100):
        client.rpush("horses", number)
    assert client.llen("horses") == 100


def test_nobody_rides(redis_db):
    assert connect(redis_db).lrange("horses", 0, -1) == []
