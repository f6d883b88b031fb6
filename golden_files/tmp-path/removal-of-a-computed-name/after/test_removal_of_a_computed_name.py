import os
import shutil
import tempfile
import unittest


class IndexTest(unittest.TestCase):
    def setUp(self):
        tmp_dir = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, tmp_dir)
        self.index = os.path.join(tmp_dir, "computed_index")
        self.endings = ["a", "b"]

    def tearDown(self):
        for ending in self.endings:
            index = self.index + "." + ending
            if os.path.exists(index):
                os.remove(index)

    def test_index(self):
        for ending in self.endings:
            with open(self.index + "." + ending, "w") as file:
                file.write(ending)
        with open(self.index + ".a") as file:
            self.assertEqual(file.read(), "a")


class BookTest(unittest.TestCase):
    def setUp(self):
        tmp_dir = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, tmp_dir)
        self.book = os.path.join(tmp_dir, "computed_book.txt")
        self.words = ["once", "upon"]

    def test_words(self):
        with open(self.book, "w") as file:
            file.write(" ".join(self.words))
        with open(self.book) as file:
            self.assertEqual(file.read().split(), self.words)
