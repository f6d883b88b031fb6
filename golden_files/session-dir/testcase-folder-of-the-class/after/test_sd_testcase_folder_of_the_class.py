import os
import shutil
import tempfile
import unittest


class StoreTest(unittest.TestCase):
    LINES = ["a", "b"]

    @classmethod
    def setUpClass(cls):
        tmp_dir = tempfile.mkdtemp()
        cls.addClassCleanup(shutil.rmtree, tmp_dir)
        cls.folder = tmp_dir
        target = os.path.join(cls.folder, "lines.txt")
        with open(target, "w") as stream:
            stream.write("\n".join(cls.LINES))

    def test_1_write(self):
        target = os.path.join(self.folder, "lines.txt")
        self.assertTrue(os.path.isfile(target))

    def test_2_read(self):
        with open(os.path.join(self.folder, "lines.txt")) as stream:
            self.assertEqual(stream.read().split(), self.LINES)
