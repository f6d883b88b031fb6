import os
import pathlib
import unittest
from pathlib import Path


def save(name, text):
    with open(name, "w") as file:
        file.write(text)


def load(name):
    if not isinstance(name, (str, Path)):
        raise TypeError(name)
    with open(name) as file:
        return type(name).__name__, file.read()


class TestLoad(unittest.TestCase):
    def test_of_a_string(self):
        save("colours.txt", "red")
        self.assertEqual(load("colours.txt"), ("str", "red"))
        os.unlink("colours.txt")

    def test_of_a_path(self):
        save("colours.txt", "green")
        kind, text = load(Path("colours.txt"))
        self.assertEqual(text, "green")
        self.assertNotEqual(kind, "str")
        os.unlink("colours.txt")

    def test_path_first(self):
        pathlib.Path("shades.txt").write_text("grey")
        kind, text = load(name="shades.txt")
        self.assertEqual((kind, text), ("str", "grey"))
        pathlib.Path("shades.txt").unlink()
