import os

from confluent_kafka import Consumer, Producer

BOOTSTRAP = os.environ.get("KAFKA_BOOTSTRAP", "localhost:9092")


def read(consumer, count):
    values = []
    for _ in range(20):
        message = consumer.poll(0.5)
        if message is not None and not message.error():
            values.append(message.value())
        if len(values) == count:
            break
    return values


def test_bookings_arrive(group, topic):
    producer = Producer({"bootstrap.servers": BOOTSTRAP})
    for number in range(20):
        producer.produce(topic, key="ann", value=str(number))
    producer.flush(10)

    consumer = Consumer(
        {
            "bootstrap.servers": BOOTSTRAP,
            "group.id": group,
            "auto.offset.reset": "earliest",
        }
    )
    consumer.subscribe([topic])
    values = read(consumer, 20)
    consumer.commit(asynchronous=False)
    consumer.close()
    assert values == [str(number).encode() for number in range(20)]
