import os

import pytest
import redis


@pytest.fixture
def client():
    client = redis.Redis.from_url(os.environ["REDIS_URL"], db=9)
    client.flushdb()
    yield client
    client.flushdb()


def test_two_keys(client):
    client.mset({"a": 1, "b": 2})
    assert client.dbsize() == 2


def test_many_keys(client):
    for number in range(150):
        client.set(f"house:{number}", number)
    assert client.dbsize() == 150
