import os

import pytest
import redis


@pytest.fixture
def pantry():
    pantry = redis.Redis(
        host=os.environ['REDIS_HOST'],
        port=int(os.environ['REDIS_PORT']),
        decode_responses=True,
    )
    pantry.flushall()
    yield pantry
    pantry.flushall()
