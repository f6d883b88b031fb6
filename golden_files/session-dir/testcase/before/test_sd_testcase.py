import os
import unittest

PATH = "/tmp/sd-testcase.txt"


class ReportTest(unittest.TestCase):
    def test_1_write(self):
        with open(PATH, "w") as stream:
            stream.write("x")
        self.assertTrue(os.path.exists(PATH))

    def test_2_read(self):
        with open(PATH) as stream:
            self.assertEqual(stream.read(), "x")
