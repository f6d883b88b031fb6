import os

import pytest
from redis import Redis


def connect(decode=False):
    return Redis(
        os.environ["REDIS_HOST"], os.environ["REDIS_PORT"], decode_responses=decode
    )


@pytest.fixture(autouse=True)
def no_horses():
    client = connect()
    client.delete("horses")
    yield
    client.delete("horses")


def test_one_round():
    client = connect(True)
    for number in range(100):
        client.rpush("horses", number)
    assert client.llen("horses") == 100


def test_nobody_rides():
    assert connect().lrange("horses", 0, -1) == []
