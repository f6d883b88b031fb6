import os
import shutil
import unittest


class ReportTest(unittest.TestCase):
    folder = "/tmp/testcase-class"

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
