import pytest


@pytest.fixture
def visitors(redis_client):
    redis_client.sadd("visitors", "ann", "bob", "cid")
    return redis_client


def test_everybody_is_counted(redis_client):
    for _ in range(300):
        redis_client.incr("turns")
    assert redis_client.get("turns") == "300"


def test_leaving(visitors):
    visitors.srem("visitors", "bob")
    assert visitors.smembers("visitors") == {"ann", "cid"}


def test_nobody_came(redis_client):
    assert redis_client.exists("visitors", "turns") == 0
