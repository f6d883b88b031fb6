import os
import unittest

import redis


class LostPropertyTest(unittest.TestCase):
    """Things that are found on the tram."""

    def setUp(self):
        self.redis = redis.StrictRedis(
            host=os.environ.get("REDIS_HOST", "localhost"),
            port=int(os.environ.get("REDIS_PORT", "6379")),
            db=0,
        )
        self.redis.flushall()

    def tearDown(self):
        self.redis.flushall()
        self.redis.close()

    def test_claimed(self):
        for number in range(150):
            self.redis.set("umbrella", str(number))
            self.assertEqual(self.redis.get("umbrella"), str(number).encode())

    def test_shelf_keeps_order(self):
        for word in ("glove", "scarf", "violin"):
            self.redis.rpush("shelf", word)
        self.assertEqual(self.redis.lrange("shelf", 0, 1), [b"glove", b"scarf"])
