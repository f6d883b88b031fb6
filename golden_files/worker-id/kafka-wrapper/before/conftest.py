import os

import pytest

from signalling.bus import EventBus

SERVERS = os.environ.get("KAFKA_BOOTSTRAP", "localhost:9092")


@pytest.fixture(scope="module")
def bus():
    bus = EventBus(SERVERS, topic="semaphore.events", group_id="semaphore")
    yield bus
    bus.close()
