import json


def take(consumer):
    for _ in range(20):
        message = consumer.poll(0.5)
        if message is not None and not message.error():
            consumer.commit(message, asynchronous=False)
            return message
    raise AssertionError("no message")


def test_postcard_is_read_back(producer, consumer, topic):
    producer.produce(topic, value=json.dumps({"stamps": 2}).encode(), partition=0)
    producer.flush(10)
    message = take(consumer)
    assert message.topic() == topic
    assert json.loads(message.value()) == {"stamps": 2}


def test_keys_are_kept(producer, consumer, topic):
    producer.produce(topic, key=b"ann", value=b"{}", partition=0)
    producer.flush(10)
    assert take(consumer).key() == b"ann"
