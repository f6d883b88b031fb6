import os
import shutil
import tempfile
import unittest


class ReportTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.mkdtemp()
        cls.addClassCleanup(shutil.rmtree, folder)
        cls.sd_testcase_path = os.path.join(folder, "sd-testcase.txt")
        with open(cls.sd_testcase_path, "w") as stream:
            stream.write("x")

    def test_1_write(self):
        self.assertTrue(os.path.exists(self.sd_testcase_path))

    def test_2_read(self):
        with open(self.sd_testcase_path) as stream:
            self.assertEqual(stream.read(), "x")
