import os
import tempfile
import unittest
from pathlib import Path


class FilesTest(unittest.TestCase):
    def created(self, files, ending=".settings"):
        paths = []
        for name, content in files:
            if not os.path.isabs(name):
                path = os.path.join(tempfile.mkdtemp(), name + ending)
            else:
                path = name + ending
            with open(path, "w", encoding="utf-8") as file:
                file.write(content)
            paths.append(path)
        return paths

    def written(self, name):
        path = Path(name)
        if not path.is_absolute():
            path = Path(tempfile.mkdtemp()) / path
        path.write_text("text")
        return path

    def test_one(self):
        (path,) = self.created([("unless", "[one]")])
        assert os.path.getsize(path) == 5

    def test_two(self):
        paths = self.created([("unless", "[one]"), ("absolute", "[two]")])
        assert len(paths) == 2

    def test_written(self):
        assert self.written("unless.txt").exists()
