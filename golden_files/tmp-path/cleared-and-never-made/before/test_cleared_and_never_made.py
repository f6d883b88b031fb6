import os
import unittest

from recorder_cleared import record


class RecordTest(unittest.TestCase):
    def tearDown(self):
        os.unlink("tapes_cleared/greeting.json")

    def test_the_length_is_told(self):
        assert record("greeting") == 8

    def test_the_length_is_a_number(self):
        assert isinstance(record("greeting"), int)
