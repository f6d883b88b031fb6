import os

import pytest
from confluent_kafka import Producer
from confluent_kafka.admin import AdminClient, NewTopic

BROKER = {"bootstrap.servers": os.environ["KAFKA_BOOTSTRAP"]}
TOPICS = ("metrics", "metrics.dlq")


@pytest.fixture(scope="session")
def admin():
    return AdminClient(BROKER)


@pytest.fixture
def topics(admin):
    p = Producer(BROKER)
    for t in TOPICS:
        p.produce(t, b"x")
    p.flush()
    yield TOPICS
    admin.delete_topics(list(TOPICS), request_timeout=1)


def test_listed(admin, topics):
    names = set(admin.list_topics(timeout=10).topics)
    assert {"metrics", "metrics.dlq"} <= names


def test_dlq(topics):
    main, dlq = topics
    assert dlq == main + ".dlq"
    NewTopic(main, 1, 1)
