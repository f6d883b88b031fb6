import os

import pytest
import redis

R = redis.Redis(host=os.environ["REDIS_HOST"], port=int(os.environ["REDIS_PORT"]), db=3)


@pytest.fixture(scope="session", autouse=True)
def _seed():
    R.flushdb()
    R.hset("rates", mapping={"eur": 1, "usd": 2})
    yield
    R.flushdb()


def test_usd():
    assert R.hget("rates", "usd") == b"2"


def test_eur():
    assert R.hget("rates", "eur") == b"1"
    R.set("tmp", 1)
    assert R.dbsize() >= 2
