import atexit
import os
import shutil
import tempfile
import unittest

TMP_DIR = tempfile.mkdtemp()
atexit.register(shutil.rmtree, TMP_DIR, ignore_errors=True)


class One(unittest.TestCase):
    name = os.path.join(TMP_DIR, "class_attribute_1.txt")

    def setUp(self):
        with open(self.name, "w") as f:
            f.write("x")

    def tearDown(self):
        os.remove(self.name)

    def test_read(self):
        with open(self.name) as f:
            self.assertEqual(f.read(), "x")


class Two(One):
    name = os.path.join(TMP_DIR, "class_attribute_2.txt")
