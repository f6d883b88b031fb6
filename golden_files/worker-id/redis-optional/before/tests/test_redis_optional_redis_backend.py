import os

import pytest

redis = pytest.importorskip("redis")


@pytest.fixture
def r():
    c = redis.Redis(host=os.environ["REDIS_HOST"], port=int(os.environ["REDIS_PORT"]), db=2)
    c.flushdb()
    yield c
    c.flushdb()


def test_a(r):
    r.set("a", 1)
    assert r.dbsize() == 1


def test_b(r):
    assert r.dbsize() == 0
