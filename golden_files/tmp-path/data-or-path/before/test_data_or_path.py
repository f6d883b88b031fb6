import os
import unittest

from pictures_of_birds import load, ring


class TestLoad(unittest.TestCase):
    def test_bytes(self):
        self.assertEqual(load(b"RIFF1234"), b"RIFF1234")

    def test_file(self):
        with open("owl.jpg", "wb") as file:
            file.write(b"\xff\xd8owl")
        self.assertEqual(load("owl.jpg"), b"\xff\xd8owl")
        os.remove("owl.jpg")

    def test_ring(self):
        ring("wren.jpg", "ringed.jpg")
        self.assertEqual(load("ringed.jpg"), b"\xff\xd8wrenring")
        os.remove("ringed.jpg")
