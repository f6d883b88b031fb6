import os

import redis

HOST = os.environ.get("REDIS_HOST", "localhost")
PORT = int(os.environ.get("REDIS_PORT", 6379))


class TestMirror:
    def setup_method(self):
        self.source = redis.Redis(HOST, PORT, db=1)
        self.target = redis.Redis(HOST, PORT, db=2)
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
