import os

import pytest
import redis

HOST = os.environ.get("REDIS_HOST", "localhost")
PORT = int(os.environ.get("REDIS_PORT", 6379))


class TestMirror:
    redis_db_1 = 1

    redis_db_2 = 2

    def setup_method(self):
        self.source = redis.Redis(HOST, PORT, db=self.redis_db_1)
        self.target = redis.Redis(HOST, PORT, db=self.redis_db_2)
        self.source.flushdb()
        self.target.flushdb()

    def teardown_method(self):
        self.source.flushdb()
        self.target.flushdb()

    def test_copy(self):
        for number in range(60):
            self.source.set("article", number)
            self.target.set("article", self.source.get("article"))
            assert self.target.get("article") == str(number).encode()

    def test_target_starts_empty(self):
        assert self.target.get("article") is None


@pytest.fixture(scope="session", autouse=True)
def own_redis_db_1(redis_db_1):
    """Let this module use the database of its worker."""
    TestMirror.redis_db_1 = redis_db_1


@pytest.fixture(scope="session", autouse=True)
def own_redis_db_2(redis_db_2):
    """Let this module use the database of its worker."""
    TestMirror.redis_db_2 = redis_db_2
