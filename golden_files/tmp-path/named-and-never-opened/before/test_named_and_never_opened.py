import io
import unittest

from parcel_files import Letters


class TestLetters(unittest.TestCase):
    def test_first(self):
        letters = Letters("letters.txt", file=io.StringIO("hello\n"))
        self.assertEqual(letters.first(), "hello")

    def test_empty(self):
        letters = Letters("letters.txt", file=io.StringIO())
        self.assertEqual(letters.first(), "")
