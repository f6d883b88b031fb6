import asyncio
import os

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

TOPIC = "footsteps-test"
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
async def test_footsteps_keep_order(room):
    values = [f"{room}-{number}".encode() for number in range(60)]
    assert await produce_and_read(values) == values
