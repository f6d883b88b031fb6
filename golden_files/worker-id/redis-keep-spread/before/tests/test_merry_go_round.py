import os

import pytest
from redis import Redis


def connect(**options):
    return Redis(
        host=os.environ["REDIS_HOST"], port=int(os.environ["REDIS_PORT"]), **options
    )


@pytest.fixture(autouse=True)
def no_ponies():
    client = connect()
    client.delete("ponies")
    yield
    client.delete("ponies")


def test_one_round():
    client = connect(decode_responses=True)
    for number in range(100):
        client.rpush("ponies", number)
    assert client.llen("ponies") == 100


def test_nobody_rides():
    assert connect().lrange("ponies", 0, -1) == []
