import os

import pytest
from confluent_kafka import Consumer, Producer

TOPIC = "postcards-test"
GROUP = "postcards-test-readers"


@pytest.fixture(scope="session")
def kafka_config():
    return {"bootstrap.servers": os.environ["KAFKA_BOOTSTRAP"]}


@pytest.fixture(scope="module")
def producer(kafka_config):
    producer = Producer(kafka_config)
    yield producer
    producer.flush(10)


@pytest.fixture(scope="module")
def consumer(kafka_config):
    consumer = Consumer(
        {
            **kafka_config,
            "group.id": GROUP,
            "auto.offset.reset": "earliest",
            "enable.auto.commit": False,
        }
    )
    consumer.subscribe([TOPIC])
    yield consumer
    consumer.close()
