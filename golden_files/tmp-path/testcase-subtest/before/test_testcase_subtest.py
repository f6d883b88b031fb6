import os
import unittest


def write_tile(path: str, size: int) -> None:
    with open(path, "wb") as f:
        f.write(b"\0" * size * size)


class TileTests(unittest.TestCase):
    def test_sizes(self):
        for size in (1, 8, 16):
            with self.subTest(size=size):
                name = f"tile-{size}.raw"
                write_tile(name, size)
                self.assertEqual(os.stat(name).st_size, size**2)
                os.unlink(name)

    def test_overwrites(self):
        for size in (8, 4):
            with self.subTest(size=size):
                write_tile("tile-8.raw", size)
                self.assertEqual(os.stat("tile-8.raw").st_size, size**2)
        os.unlink("tile-8.raw")
