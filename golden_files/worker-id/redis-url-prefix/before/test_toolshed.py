import os

import pytest
import redis

PREFIX = "toolshed-test:"


def key(name):
    return PREFIX + name


@pytest.fixture
def client():
    client = redis.Redis.from_url(
        os.environ.get("REDIS_URL", "redis://localhost:6379"), decode_responses=True
    )
    yield client
    for name in client.keys(PREFIX + "*"):
        client.delete(name)


def test_restock(client):
    for _ in range(200):
        client.hincrby(key("screws"), "count", 5)
    assert client.hget(key("screws"), "count") == "1000"


def test_all_are_listed(client):
    client.hset(key("nails"), "count", 3)
    client.hset(key("bolts"), "count", 9)
    assert sorted(client.keys(PREFIX + "*")) == [key("bolts"), key("nails")]


def test_nothing_in_stock(client):
    assert client.hgetall(key("screws")) == {}
