import os
import unittest


def parse(path):
    with open(path) as file:
        return file.read().split()


class TestParser(unittest.TestCase):
    def setUp(self):
        self.folder = os.path.dirname(os.path.realpath(__file__))
        self.sample = os.path.join(self.folder, "samples/module_folder_words.txt")

    def test_words(self):
        self.assertEqual(parse(self.sample), ["one", "two"])

    def test_other_words(self):
        path = os.path.join(self.folder, "samples/module_folder_more.txt")
        self.assertEqual(parse(path), ["three"])

    def test_control_characters(self):
        path = os.path.join(self.folder, "samples", "_module_folder_control.txt")
        try:
            with open(path, "wb") as file:
                file.write(b"one\x0ctwo")
            self.assertEqual(parse(path), ["one", "two"])
        finally:
            if os.path.exists(path):
                os.remove(path)
