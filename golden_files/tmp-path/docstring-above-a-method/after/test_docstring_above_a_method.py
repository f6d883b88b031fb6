import os
import shutil
import tempfile
import unittest


class DocstringAboveTest(unittest.TestCase):
    """Writes and reads."""

    def setUp(self):
        self.tmp_dir = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.tmp_dir)

    def test_one(self):
        docstring_above_path = os.path.join(self.tmp_dir, "docstring_above.txt")
        with open(docstring_above_path, "w") as file:
            file.write("one")
        with open(docstring_above_path) as file:
            self.assertEqual(file.read(), "one")

    def test_two(self):
        docstring_above_path = os.path.join(self.tmp_dir, "docstring_above.txt")
        with open(docstring_above_path, "w") as file:
            file.write("two")
        with open(docstring_above_path) as file:
            self.assertEqual(file.read(), "two")
