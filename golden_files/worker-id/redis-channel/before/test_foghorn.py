import os
import time

import pytest
import redis


@pytest.fixture
def client():
    client = redis.Redis.from_url(os.environ["REDIS_URL"], decode_responses=True)
    yield client
    client.close()


@pytest.fixture
def foghorn(client):
    pubsub = client.pubsub(ignore_subscribe_messages=True)
    pubsub.subscribe("foghorn")
    time.sleep(0.05)
    pubsub.get_message(timeout=1)
    yield pubsub
    pubsub.close()


def test_one_receiver(client, foghorn):
    for _ in range(30):
        assert client.publish("foghorn", "tuut") == 1


def test_message_arrives(client, foghorn):
    client.publish("foghorn", "tuut")
    message = foghorn.get_message(timeout=2)
    assert message["channel"] == "foghorn"
    assert message["data"] == "tuut"
