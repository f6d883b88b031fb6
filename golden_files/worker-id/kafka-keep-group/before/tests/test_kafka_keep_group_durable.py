import os
import time
import uuid

import pytest
from confluent_kafka import Consumer, Producer

BROKER = os.environ["KAFKA_BOOTSTRAP"]


@pytest.fixture
def consumer():
    c = Consumer({
        "bootstrap.servers": BROKER,
        "group.id": "ledger-tests",
        "auto.offset.reset": "earliest",
        "enable.auto.commit": False,
        "session.timeout.ms": 1000,
        "heartbeat.interval.ms": 300,
    })
    c.subscribe(["ledger"])
    yield c
    c.close()


def test_roundtrip(consumer):
    sent = uuid.uuid4().hex.encode()
    p = Producer({"bootstrap.servers": BROKER})
    p.produce("ledger", sent)
    p.flush()
    end, m = time.time() + 40, None
    while (m is None or m.error()) and time.time() < end:
        m = consumer.poll(0.3)
    consumer.commit(m, asynchronous=False)
    assert m.topic() in "the ledger"
    assert m.value() == sent


def test_nothing_else():
    p = Producer({"bootstrap.servers": BROKER})
    assert p.list_topics("ledger", timeout=10).topics
