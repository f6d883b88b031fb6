import os
import time

import pytest
import redis


@pytest.fixture
def client():
    with redis.Redis.from_url(os.environ["REDIS_URL"], db=3) as client:
        yield client


@pytest.fixture
def lighthorn(client):
    pubsub = client.pubsub(ignore_subscribe_messages=True)
    pubsub.subscribe("lighthorn")
    time.sleep(0.05)
    pubsub.get_message(timeout=1)
    yield pubsub
    pubsub.close()


def test_one_receiver(client, lighthorn):
    for _ in range(30):
        assert client.publish("lighthorn", "tuut") == 1


def test_message_arrives(client, lighthorn):
    client.publish("lighthorn", "tuut")
    message = lighthorn.get_message(timeout=2)
    assert message["channel"] == b"lighthorn"
    assert message["data"] == b"tuut"
