import os
import unittest

import redis


class RedisBase(unittest.TestCase):
    def setUp(self):
        self.r = redis.Redis(host=os.environ["REDIS_HOST"], port=int(os.environ["REDIS_PORT"]), db=4)
        self.r.flushdb()

    def tearDown(self):
        self.r.flushdb()
        self.r.close()


class TestHash(RedisBase):
    def test_hash(self):
        self.r.hset("h", "a", 1)
        self.assertEqual(self.r.hlen("h"), 1)
        self.assertEqual(self.r.dbsize(), 1)
