import os

import pytest
import redis

r = redis.Redis(host=os.environ["REDIS_HOST"], port=int(os.environ["REDIS_PORT"]))


def setup_function():
    r.delete("honey", "keepers")


def teardown_function():
    r.delete("honey", "keepers")


def test_each_jar_is_counted():
    for _ in range(250):
        r.hincrby("honey", "acacia")
    assert r.hget("honey", "acacia") == b"250"


def test_sorts_are_counted_apart():
    for sort in ["acacia", "heather", "acacia"] * 40:
        r.hincrby("honey", sort)
    assert r.hgetall("honey") == {b"acacia": b"80", b"heather": b"40"}


def test_unique_keepers():
    for number in range(120):
        r.pfadd("keepers", f"keeper-{number % 7}")
    assert r.pfcount("keepers") == 7


@pytest.fixture(scope="session", autouse=True)
def own_redis_db(redis_db):
    """Let this module use the database of its worker."""
    global r
    r = redis.Redis(
        host=os.environ["REDIS_HOST"], port=int(os.environ["REDIS_PORT"]), db=redis_db
    )
