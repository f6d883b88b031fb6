import json

from confluent_kafka import Consumer, Producer


class EventBus:
    def __init__(self, bootstrap, topic, group_id):
        self.topic = topic
        self.producer = Producer({"bootstrap.servers": bootstrap})
        self.consumer = Consumer(
            {
                "bootstrap.servers": bootstrap,
                "group.id": group_id,
                "auto.offset.reset": "earliest",
            }
        )
        self.consumer.subscribe([topic])

    def send(self, **event):
        self.producer.produce(self.topic, json.dumps(event).encode(), partition=0)
        self.producer.flush(10)

    def receive(self, timeout=10):
        message = self.consumer.poll(timeout)
        while message is not None and message.error():
            message = self.consumer.poll(timeout)
        return message and json.loads(message.value())

    def close(self):
        self.consumer.commit(asynchronous=False)
        self.consumer.close()
