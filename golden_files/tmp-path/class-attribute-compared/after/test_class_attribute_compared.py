import atexit
import os
import shutil
import tempfile
import unittest

TMP_DIR = tempfile.mkdtemp()
atexit.register(shutil.rmtree, TMP_DIR, ignore_errors=True)


class Mixin:
    filename = os.path.join(TMP_DIR, "base_class_attribute.txt")

    def setUp(self):
        open(self.filename, "w").close()

    def tearDown(self):
        os.remove(self.filename)


class A(Mixin, unittest.TestCase):
    filename = os.path.join(TMP_DIR, "a_class_attribute.txt")

    def test_name(self):
        self.assertEqual(self.filename, os.path.join(TMP_DIR, "a_class_attribute.txt"))
