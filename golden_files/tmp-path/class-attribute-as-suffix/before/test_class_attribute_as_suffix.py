import os
import unittest


class TextTest(unittest.TestCase):
    suffix = "txt"

    def setUp(self):
        self.name = "txt." + self.suffix
        with open(self.name, "w") as f:
            f.write(self.suffix)

    def tearDown(self):
        os.unlink(self.name)

    def test_suffix(self):
        with open(self.name) as f:
            self.assertEqual(f.read(), self.suffix)


class LogTest(TextTest):
    suffix = "log"
