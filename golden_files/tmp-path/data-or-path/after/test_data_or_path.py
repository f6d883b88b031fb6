import os
import shutil
import tempfile
import unittest

from pictures_of_birds import load, ring


class TestLoad(unittest.TestCase):
    def test_bytes(self):
        self.assertEqual(load(b"RIFF1234"), b"RIFF1234")

    def test_file(self):
        tmp_dir = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, tmp_dir)
        owl_path = os.path.join(tmp_dir, "owl.jpg")
        with open(owl_path, "wb") as file:
            file.write(b"\xff\xd8owl")
        self.assertEqual(load(owl_path), b"\xff\xd8owl")

    def test_ring(self):
        tmp_dir = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, tmp_dir)
        ringed_path = os.path.join(tmp_dir, "ringed.jpg")
        ring("wren.jpg", ringed_path)
        self.assertEqual(load(ringed_path), b"\xff\xd8wrenring")
