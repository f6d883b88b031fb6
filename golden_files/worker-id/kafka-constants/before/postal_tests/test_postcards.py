import json

from postal_tests.conftest import TOPIC


def take(consumer):
    for _ in range(20):
        message = consumer.poll(0.5)
        if message is not None and not message.error():
            consumer.commit(message, asynchronous=False)
            return message
    raise AssertionError("no message")


def test_postcard_is_read_back(producer, consumer):
    producer.produce(TOPIC, value=json.dumps({"stamps": 2}).encode(), partition=0)
    producer.flush(10)
    message = take(consumer)
    assert message.topic() == TOPIC
    assert json.loads(message.value()) == {"stamps": 2}


def test_keys_are_kept(producer, consumer):
    producer.produce(TOPIC, key=b"ann", value=b"{}", partition=0)
    producer.flush(10)
    assert take(consumer).key() == b"ann"
