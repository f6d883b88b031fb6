import configparser
import os
from unittest import TestCase


class PreferencesTest(TestCase):
    def setUp(self):
        self.path = os.path.join(os.path.dirname(__file__), "kiosk-preferences.ini")

    def tearDown(self):
        if os.path.exists(self.path):
            os.remove(self.path)

    def test_missing_file_is_empty(self):
        parser = configparser.ConfigParser()
        self.assertEqual(parser.read(self.path), [])
        self.assertFalse(parser.sections())

    def test_round_trip(self):
        parser = configparser.ConfigParser()
        parser["screen"] = {"brightness": "80"}
        with open(self.path, "w") as f:
            parser.write(f)
        again = configparser.ConfigParser()
        again.read(self.path)
        self.assertEqual(again["screen"]["brightness"], "80")
