import os

import pytest
import redis

URL = os.environ["REDIS_URL"] + "/5"


@pytest.fixture
def client():
    c = redis.Redis.from_url(URL)
    c.flushdb()
    yield c
    c.flushdb()


def test_number(client):
    assert client.connection_pool.connection_kwargs["db"] == 5


def test_keyspace(client):
    client.set("a", 1)
    assert client.info("keyspace")["db5"]["keys"] == 1
