import pytest
from confluent_kafka import Producer


@pytest.fixture(scope="session")
def cluster():
    keeper = Producer({"test.mock.num.brokers": 1, "bootstrap.servers": " "})
    broker = next(iter(keeper.list_topics(timeout=10).brokers.values()))
    yield f"{broker.host}:{broker.port}"
    keeper.flush()
