import os
import shutil
import unittest


class StoreTest(unittest.TestCase):
    LINES = ["a", "b"]

    @classmethod
    def setUpClass(cls):
        cls.folder = "/tmp/sd-tc-class"
        os.makedirs(cls.folder, exist_ok=True)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    def test_1_write(self):
        target = os.path.join(self.folder, "lines.txt")
        with open(target, "w") as stream:
            stream.write("\n".join(self.LINES))
        self.assertTrue(os.path.isfile(target))

    def test_2_read(self):
        with open(os.path.join(self.folder, "lines.txt")) as stream:
            self.assertEqual(stream.read().split(), self.LINES)
