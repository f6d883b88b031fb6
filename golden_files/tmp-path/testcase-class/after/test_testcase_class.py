import atexit
import os
import shutil
import tempfile
import unittest

TMP_DIR = tempfile.mkdtemp()
atexit.register(shutil.rmtree, TMP_DIR, ignore_errors=True)


class ReportTest(unittest.TestCase):
    folder = os.path.join(TMP_DIR, "testcase-class")

    def setUp(self):
        os.mkdir(self.folder)
        self.path = os.path.join(self.folder, "report.txt")

    def tearDown(self):
        shutil.rmtree(self.folder)

    def test_write(self):
        with open(self.path, "w") as f:
            f.write("ok")
        self.assertEqual(os.listdir(self.folder), ["report.txt"])


if __name__ == "__main__":
    unittest.main()
