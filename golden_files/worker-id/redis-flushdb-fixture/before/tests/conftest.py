import os

import pytest
import redis


@pytest.fixture
def redis_client():
    client = redis.Redis(
        host=os.environ.get("REDIS_HOST", "localhost"),
        port=int(os.environ.get("REDIS_PORT", 6379)),
        db=15,
        decode_responses=True,
    )
    client.flushdb()
    yield client
    client.flushdb()
    client.close()
