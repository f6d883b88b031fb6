import os
import shutil
import tempfile
import unittest


def open_shelf(name, mode="r"):
    if mode != "r":
        return open(name, mode)
    if not os.path.exists(name):
        raise FileNotFoundError(name)
    return open(name)


class TestShelf(unittest.TestCase):
    def test_put(self):
        tmp_dir = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, tmp_dir)
        shelf_path = os.path.join(tmp_dir, "shelf.txt")
        with open_shelf(shelf_path, "w") as file:
            file.write("a book")
        with open_shelf(shelf_path) as file:
            self.assertEqual(file.read(), "a book")
