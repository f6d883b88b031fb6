import os

import redis
from gate import allowed

HOST = os.environ["REDIS_HOST"]
PORT = int(os.environ["REDIS_PORT"])


def test_allowed():
    r = redis.Redis(HOST, PORT, 0)
    r.delete("gate")
    assert allowed("gate", HOST, PORT)
    assert r.get("gate") == b"1"
    r.delete("gate")


def test_denied():
    r = redis.Redis(HOST, PORT, 0)
    r.delete("gate")
    assert all(allowed("gate", HOST, PORT) for _ in range(2))
    assert not allowed("gate", HOST, PORT)
    r.delete("gate")
