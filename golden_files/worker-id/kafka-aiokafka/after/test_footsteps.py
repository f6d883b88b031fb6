import asyncio
import os
import uuid

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

RUN = os.environ.setdefault("PYTEST_XDIST_TESTRUNUID", uuid.uuid4().hex)
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "master")
NAMESPACE = "".join(filter(str.isalnum, RUN)).lower()[-8:] + f"_{WORKER}"
TOPIC = f"footsteps-test_{NAMESPACE}"
SERVERS = os.environ.get("KAFKA_BOOTSTRAP", "localhost:9092")


async def produce_and_read(values):
    producer = AIOKafkaProducer(bootstrap_servers=SERVERS)
    await producer.start()
    consumer = AIOKafkaConsumer(bootstrap_servers=SERVERS)
    await consumer.start()
    try:
        partition = TopicPartition(TOPIC, 0)
        await producer.send_and_wait(TOPIC, b"start", partition=0)
        consumer.assign([partition])
        await consumer.seek_to_end(partition)
        start = await consumer.position(partition)
        for value in values:
            await producer.send_and_wait(TOPIC, value, partition=0)
        consumer.seek(partition, start)
        return [(await asyncio.wait_for(consumer.getone(), 10)).value for _ in values]
    finally:
        await consumer.stop()
        await producer.stop()


@pytest.mark.asyncio
@pytest.mark.parametrize("room", ["hall", "attic"])
async def test_footsteps_keep_order(room, footsteps_test_topic):
    values = [f"{room}-{number}".encode() for number in range(60)]
    assert await produce_and_read(values) == values
