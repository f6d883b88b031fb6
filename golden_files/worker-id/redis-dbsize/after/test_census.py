import pytest
import redis


@pytest.fixture
def client(redis_url):
    client = redis.Redis.from_url(redis_url)
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
