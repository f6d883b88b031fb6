import os

from confluent_kafka import Consumer, Producer

TOPIC = "alms"
SERVERS = os.environ.get("KAFKA_BOOTSTRAP", "localhost:9092")


def give(line):
    producer = Producer({"bootstrap.servers": SERVERS})
    producer.produce(TOPIC, line.encode(), partition=0)
    producer.flush(10)


def receive(timeout=10):
    consumer = Consumer(
        {
            "bootstrap.servers": SERVERS,
            "group.id": "almoners",
            "auto.offset.reset": "earliest",
        }
    )
    consumer.subscribe([TOPIC])
    message = consumer.poll(timeout)
    consumer.commit(asynchronous=False)
    consumer.close()
    return message.value().decode()
