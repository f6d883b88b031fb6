import os
import unittest


def open_shelf(name, mode="r"):
    if mode != "r":
        return open(name, mode)
    if not os.path.exists(name):
        raise FileNotFoundError(name)
    return open(name)


class TestShelf(unittest.TestCase):
    def test_put(self):
        with open_shelf("shelf.txt", "w") as file:
            file.write("a book")
        with open_shelf("shelf.txt") as file:
            self.assertEqual(file.read(), "a book")
        os.remove("shelf.txt")
