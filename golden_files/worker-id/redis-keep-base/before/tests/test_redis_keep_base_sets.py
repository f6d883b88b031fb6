from test_redis_keep_base_base import RedisBase


class TestSets(RedisBase):
    def test_set(self):
        self.r.sadd("s", 1, 2)
        self.assertEqual(self.r.scard("s"), 2)
        self.assertEqual(self.r.dbsize(), 1)

    def test_union(self):
        self.r.sadd("a", 1)
        self.r.sadd("b", 2)
        self.assertEqual(len(self.r.sunion("a", "b")), 2)
