import os
import shutil
import tempfile
import unittest


def write_tile(path: str, size: int) -> None:
    with open(path, "wb") as f:
        f.write(b"\0" * size * size)


class TileTests(unittest.TestCase):
    def setUp(self):
        self.tmp_dir = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.tmp_dir)

    def test_sizes(self):
        for size in (1, 8, 16):
            with self.subTest(size=size):
                name = os.path.join(self.tmp_dir, f"tile-{size}.raw")
                write_tile(name, size)
                self.assertEqual(os.stat(name).st_size, size**2)
                os.unlink(name)

    def test_overwrites(self):
        tile_8_path = os.path.join(self.tmp_dir, "tile-8.raw")
        for size in (8, 4):
            with self.subTest(size=size):
                write_tile(tile_8_path, size)
                self.assertEqual(os.stat(tile_8_path).st_size, size**2)
