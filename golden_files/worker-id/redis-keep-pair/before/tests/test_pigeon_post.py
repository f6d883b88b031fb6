import os

import redis

client = redis.Redis.from_url(os.environ["REDIS_URL"], decode_responses=True)


def setup_module():
    client.delete("pigeons:outbox")


def test_letter_is_queued():
    client.rpush("pigeons:outbox", "to ann")
    assert client.llen("pigeons:outbox") == 1


def test_pigeon_takes_the_letter():
    assert client.lpop("pigeons:outbox") == "to ann"
