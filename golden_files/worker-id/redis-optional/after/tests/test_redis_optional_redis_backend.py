import os

import pytest

redis = pytest.importorskip("redis")


@pytest.fixture
def r(redis_db):
    c = redis.Redis(host=os.environ["REDIS_HOST"], port=int(os.environ["REDIS_PORT"]), db=redis_db)
    c.flushdb()
    yield c
    c.flushdb()


def test_a(r):
    r.set("a", 1)
    assert r.dbsize() == 1


def test_b(r):
    assert r.dbsize() == 0
