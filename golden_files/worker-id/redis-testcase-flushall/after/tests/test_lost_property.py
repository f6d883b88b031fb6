import os
import unittest

import pytest
import redis


class LostPropertyTest(unittest.TestCase):
    """Things that are found on the tram."""

    redis_db = 0

    def setUp(self):
        self.redis = redis.StrictRedis(
            host=os.environ.get("REDIS_HOST", "localhost"),
            port=int(os.environ.get("REDIS_PORT", "6379")),
            db=self.redis_db,
        )
        self.redis.flushdb()

    def tearDown(self):
        self.redis.flushdb()
        self.redis.close()

    def test_claimed(self):
        for number in range(150):
            self.redis.set("umbrella", str(number))
            self.assertEqual(self.redis.get("umbrella"), str(number).encode())

    def test_shelf_keeps_order(self):
        for word in ("glove", "scarf", "violin"):
            self.redis.rpush("shelf", word)
        self.assertEqual(self.redis.lrange("shelf", 0, 1), [b"glove", b"scarf"])


@pytest.fixture(scope="session", autouse=True)
def own_redis_db(redis_db):
    """Let this module use the database of its worker."""
    LostPropertyTest.redis_db = redis_db
