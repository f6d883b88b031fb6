import os
import uuid

import pytest
import redis


@pytest.fixture
def key_prefix():
    return f"feed:{uuid.uuid4().hex}"


@pytest.fixture
def client(key_prefix):
    client = redis.Redis(
        host=os.environ["REDIS_HOST"], port=int(os.environ["REDIS_PORT"])
    )
    yield client
    names = list(client.scan_iter(f"{key_prefix}:*"))
    if names:
        client.delete(*names)


def test_latest_first(client, key_prefix):
    for number in range(50):
        client.lpush(f"{key_prefix}:ann", number)
    assert client.lrange(f"{key_prefix}:ann", 0, 1) == [b"49", b"48"]


def test_trim(client, key_prefix):
    client.lpush(f"{key_prefix}:ann", *range(20))
    client.ltrim(f"{key_prefix}:ann", 0, 9)
    assert client.llen(f"{key_prefix}:ann") == 10
