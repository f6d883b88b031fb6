import os

import pytest
import redis


@pytest.fixture
def server():
    client = redis.Redis.from_url(os.environ["REDIS_URL"])
    yield client
    client.config_set("maxmemory-policy", "noeviction")


def test_policy_is_set(server):
    server.config_set("maxmemory-policy", "allkeys-lru")
    assert server.config_get("maxmemory-policy") == {"maxmemory-policy": "allkeys-lru"}


def test_usual_policy(server):
    assert server.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
