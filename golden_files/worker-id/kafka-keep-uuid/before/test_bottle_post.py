import os
import uuid

import pytest
from confluent_kafka import OFFSET_BEGINNING, Consumer, Producer, TopicPartition

SERVERS = os.environ.get("KAFKA_BOOTSTRAP", "localhost:9092")


@pytest.fixture
def topic():
    return f"test-{uuid.uuid4().hex[:8]}"


@pytest.fixture
def consumer(topic):
    consumer = Consumer({"bootstrap.servers": SERVERS, "group.id": f"{topic}-readers"})
    yield consumer
    consumer.close()


def test_first_message(topic, consumer):
    producer = Producer({"bootstrap.servers": SERVERS})
    producer.produce(topic, b"hello", partition=0)
    producer.flush(10)
    consumer.assign([TopicPartition(topic, 0, OFFSET_BEGINNING)])
    assert consumer.poll(20).value() == b"hello"
