import os
import unittest
import uuid

import pytest
from kafka import KafkaConsumer, KafkaProducer

RUN = os.environ.setdefault("PYTEST_XDIST_TESTRUNUID", uuid.uuid4().hex)
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "master")
NAMESPACE = "".join(filter(str.isalnum, RUN)).lower()[-8:] + f"_{WORKER}"


@pytest.mark.usefixtures("thermometer_test_topic")
class ThermometerTest(unittest.TestCase):
    def setUp(self):
        self.topic = f"thermometer_test_{NAMESPACE}"
        servers = os.environ["KAFKA_BOOTSTRAP"]
        self.producer = KafkaProducer(bootstrap_servers=servers, api_version=(0, 10))
        self.consumer = KafkaConsumer(
            self.topic,
            bootstrap_servers=servers,
            api_version=(0, 10),
            group_id=f"thermometer_readers_{NAMESPACE}",
            auto_offset_reset="earliest",
            consumer_timeout_ms=10000,
            metadata_max_age_ms=500,
        )

    def tearDown(self):
        self.consumer.commit()
        self.consumer.close()
        self.producer.close()

    def test_values(self):
        for value in (b"20.5", b"21.0", b"21.5"):
            self.producer.send(self.topic, value, partition=0).get(timeout=10)
        values = [next(self.consumer).value for _ in range(3)]
        self.assertEqual(values, [b"20.5", b"21.0", b"21.5"])
