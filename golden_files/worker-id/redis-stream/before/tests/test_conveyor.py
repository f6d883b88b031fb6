import os

import pytest
import redis


class TestConveyor:
    stream = "conveyor"
    group = "packers"

    @pytest.fixture(autouse=True)
    def connect(self):
        self.client = redis.Redis(
            host=os.environ["REDIS_HOST"], port=int(os.environ["REDIS_PORT"])
        )
        self.client.delete(self.stream)
        self.client.xgroup_create(self.stream, self.group, mkstream=True)
        yield
        self.client.delete(self.stream)

    def read(self, consumer):
        answer = self.client.xreadgroup(self.group, consumer, {self.stream: ">"})
        return [fields for _, entries in answer for _, fields in entries]

    def test_every_box_is_read_once(self):
        for number in range(50):
            self.client.xadd(self.stream, {"box": number})
        assert len(self.read("one")) == 50
        assert self.read("two") == []

    def test_length(self):
        for number in range(20):
            self.client.xadd(self.stream, {"box": number})
        assert self.client.xlen(self.stream) == 20
