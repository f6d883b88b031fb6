import unittest


class DocstringAboveTest(unittest.TestCase):
    """Writes and reads."""
    def test_one(self):
        with open("docstring_above.txt", "w") as file:
            file.write("one")
        with open("docstring_above.txt") as file:
            self.assertEqual(file.read(), "one")

    def test_two(self):
        with open("docstring_above.txt", "w") as file:
            file.write("two")
        with open("docstring_above.txt") as file:
            self.assertEqual(file.read(), "two")
