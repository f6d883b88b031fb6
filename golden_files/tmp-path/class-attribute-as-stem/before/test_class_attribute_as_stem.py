import os
import unittest


class Base(unittest.TestCase):
    ext = ".dat"
    stem = "midfile"

    @classmethod
    def setUpClass(cls):
        cls.path = cls.stem + cls.ext

    def setUp(self):
        with open(self.path, "w") as f:
            f.write(self.stem)

    def tearDown(self):
        os.remove(self.path)


class TxtTest(Base):
    ext = ".txt"

    def test_txt(self):
        self.assertTrue(os.path.exists("midfile.txt"))
        self.assertEqual(os.path.splitext(self.path)[1], self.ext)


class DatTest(Base):
    stem = "datfile"

    def test_dat(self):
        self.assertEqual(open("datfile.dat").read(), "datfile")
        self.assertEqual(self.path, "datfile.dat")
