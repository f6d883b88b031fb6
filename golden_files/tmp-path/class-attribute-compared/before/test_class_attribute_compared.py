import os
import unittest


class Mixin:
    filename = "base_class_attribute.txt"

    def setUp(self):
        open(self.filename, "w").close()

    def tearDown(self):
        os.remove(self.filename)


class A(Mixin, unittest.TestCase):
    filename = "a_class_attribute.txt"

    def test_name(self):
        self.assertEqual(self.filename, "a_class_attribute.txt")
