import sys
import unittest


class TestOptions(unittest.TestCase):
    def test_given(self):
        self.assertIn("-q", sys.argv)
