import os
import unittest

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "read_beside")


def load(name):
    with open(os.path.join(DATA, name)) as file:
        return file.read().split()


class ParseTest(unittest.TestCase):
    def test_words(self):
        self.assertEqual(load("words.txt"), ["ant", "bee", "cat"])

    def test_numbers(self):
        self.assertEqual(load("numbers.txt"), ["1", "2", "3"])
