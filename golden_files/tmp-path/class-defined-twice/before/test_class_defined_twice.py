import os
import unittest

try:
    import json

    class PictureTest(unittest.TestCase):
        def _draw(self, shape):
            with open("defined-twice.json", "w") as file:
                json.dump(shape, file)
            return os.path.getsize("defined-twice.json")

        def _clean(self):
            os.unlink("defined-twice.json")

        def test_circle(self):
            self.assertEqual(self._draw("circle"), 8)
            self._clean()

        def test_line(self):
            self.assertEqual(self._draw("line"), 6)
            self._clean()

except ImportError:

    class PictureTest(unittest.TestCase):
        def test_skip(self):
            self.skipTest("no json")
