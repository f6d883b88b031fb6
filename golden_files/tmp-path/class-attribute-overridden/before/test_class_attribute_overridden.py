import os
import unittest


class One(unittest.TestCase):
    name = "class_attribute_1.txt"

    def setUp(self):
        with open(self.name, "w") as f:
            f.write("x")

    def tearDown(self):
        os.remove(self.name)

    def test_read(self):
        with open(self.name) as f:
            self.assertEqual(f.read(), "x")


class Two(One):
    name = "class_attribute_2.txt"
