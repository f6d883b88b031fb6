import os
import unittest


class StampTest(unittest.TestCase):
    def test_stamp(self):
        path = os.path.join(os.path.dirname(__file__), "data_copied_stamp.txt")
        with open(path) as f:
            old = f.read()
        with open(path, "w") as f:
            f.write("stamped\n")
        with open(path) as f:
            self.assertEqual(f.read(), "stamped\n")
        with open(path, "w") as f:
            f.write(old)
