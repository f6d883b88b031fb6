import os
import tempfile
import unittest

NAME = "keep_testcase.txt"


def upper(source, target):
    with open(source) as f, open(target, "w") as g:
        g.write(f.read().upper())


class UpperTest(unittest.TestCase):
    def setUp(self):
        self.source = tempfile.NamedTemporaryFile("w", suffix=".txt", delete=False)
        self.source.write("abc")
        self.source.close()
        self.folder = tempfile.TemporaryDirectory(prefix="keep-testcase")
        self.target = os.path.join(self.folder.name, NAME)

    def tearDown(self):
        os.unlink(self.source.name)
        self.folder.cleanup()

    def test_upper(self):
        upper(self.source.name, self.target)
        with open(self.target) as f:
            self.assertEqual(f.read(), "ABC")

    def test_in_place(self):
        with tempfile.NamedTemporaryFile("w+") as f:
            f.write("xyz")
            f.flush()
            upper(f.name, self.target)
        self.assertEqual(os.listdir(self.folder.name), [NAME])
