import os
import unittest

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "read_beside")
WORDS = os.path.join(DATA, "words.txt")


def count(name):
    with open(name) as file:
        return len(file.read().split())


class CountTest(unittest.TestCase):
    def test_count(self):
        self.assertEqual(count(WORDS), 3)
