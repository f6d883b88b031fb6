import os

import redis

URL = os.environ.get("REDIS_URL", "redis://localhost:6379")
client = redis.Redis.from_url(URL, db=2, decode_responses=True)


def remember(name, value):
    client.set(f"kiosk:{name}", value, ex=300)


def recall(name):
    return client.get(f"kiosk:{name}")


def forget_all():
    client.flushdb()
