import os
import unittest
from types import SimpleNamespace


class LogTest(unittest.TestCase):
    def test_rotation(self):
        try:
            os.remove("word_spam")
        except FileNotFoundError:
            pass


class AttributeTest(unittest.TestCase):
    def test_attributes(self):
        element = SimpleNamespace(**{"attributes": dict})
        self.assertEqual(element.attributes(word="word_spam")["word"], "word_spam")

    def test_more(self):
        element = SimpleNamespace(**{"attributes": dict})
        self.assertEqual(len(element.attributes(word="word_spam")), 1)
