import os

import pytest
import redis

from errands.queue import ErrandQueue

REDIS_URL = os.environ.get("REDIS_URL", "redis://localhost:6379") + "/14"


@pytest.fixture
def redis_client():
    client = redis.Redis.from_url(REDIS_URL, decode_responses=True)
    try:
        client.ping()
    except redis.ConnectionError as error:
        pytest.skip(f"no Redis at {REDIS_URL}: {error}")
    client.flushdb()
    yield client
    client.flushdb()


@pytest.fixture
def queue(redis_client):
    return ErrandQueue(redis_client)
