import os

import pytest
import redis

import minired

REDIS = os.environ.get("REDIS_URL", "redis://localhost:6379") + "/11"


@pytest.fixture
def raw():
    r = redis.Redis.from_url(REDIS)
    r.flushdb()
    yield r
    r.flushdb()


@pytest.fixture
def mini():
    return minired.Client(REDIS)
