import os

import pytest
from confluent_kafka import Consumer, Producer


@pytest.fixture(scope="session")
def kafka_config():
    return {"bootstrap.servers": os.environ["KAFKA_BOOTSTRAP"]}


@pytest.fixture(scope="module")
def producer(kafka_config):
    producer = Producer(kafka_config)
    yield producer
    producer.flush(10)


@pytest.fixture(scope="module")
def consumer(kafka_config, group, topic):
    consumer = Consumer(
        {
            **kafka_config,
            "group.id": group,
            "auto.offset.reset": "earliest",
            "enable.auto.commit": False,
        }
    )
    consumer.subscribe([topic])
    yield consumer
    consumer.close()
