import configparser
import os
import shutil
import tempfile
from unittest import TestCase


class PreferencesTest(TestCase):
    def setUp(self):
        tmp_dir = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, tmp_dir)
        self.path = os.path.join(tmp_dir, "kiosk-preferences.ini")

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
