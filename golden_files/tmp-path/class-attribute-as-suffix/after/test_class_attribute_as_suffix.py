import os
import shutil
import tempfile
import unittest


class TextTest(unittest.TestCase):
    suffix = "txt"

    def setUp(self):
        tmp_dir = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, tmp_dir)
        self.name = os.path.join(tmp_dir, "txt." + self.suffix)
        with open(self.name, "w") as f:
            f.write(self.suffix)

    def test_suffix(self):
        with open(self.name) as f:
            self.assertEqual(f.read(), self.suffix)


class LogTest(TextTest):
    suffix = "log"
