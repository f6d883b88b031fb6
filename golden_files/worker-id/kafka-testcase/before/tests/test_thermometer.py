import os
import unittest

from kafka import KafkaConsumer, KafkaProducer


class ThermometerTest(unittest.TestCase):
    def setUp(self):
        self.topic = "thermometer_test"
        servers = os.environ["KAFKA_BOOTSTRAP"]
        self.producer = KafkaProducer(bootstrap_servers=servers, api_version=(0, 10))
        self.consumer = KafkaConsumer(
            self.topic,
            bootstrap_servers=servers,
            api_version=(0, 10),
            group_id="thermometer_readers",
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
