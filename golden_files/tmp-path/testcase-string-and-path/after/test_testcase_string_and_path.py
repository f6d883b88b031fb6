import os
import shutil
import tempfile
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
    def setUp(self):
        self.tmp_dir = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.tmp_dir)

    def test_of_a_string(self):
        colours_path = os.path.join(self.tmp_dir, "colours.txt")
        save(colours_path, "red")
        self.assertEqual(load(colours_path), ("str", "red"))

    def test_of_a_path(self):
        colours_path = os.path.join(self.tmp_dir, "colours.txt")
        save(colours_path, "green")
        kind, text = load(Path(colours_path))
        self.assertEqual(text, "green")
        self.assertNotEqual(kind, "str")

    def test_path_first(self):
        tmp_dir = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, tmp_dir)
        shades_path = os.path.join(tmp_dir, "shades.txt")
        Path(shades_path).write_text("grey")
        kind, text = load(name=shades_path)
        self.assertEqual((kind, text), ("str", "grey"))
