import os
import pickle
import unittest


class TestCheckpoint(unittest.TestCase):
    CHECKPOINT = "solver.ckpt"
    STEPS = 3

    def tearDown(self):
        try:
            os.remove(self.CHECKPOINT)
        except OSError:
            pass

    def _dump(self, step):
        with open(self.CHECKPOINT, "wb") as f:
            pickle.dump({"step": step}, f)

    def test_first(self):
        self._dump(0)
        with open(self.CHECKPOINT, "rb") as f:
            self.assertEqual(pickle.load(f), {"step": 0})

    def test_last_wins(self):
        for step in range(self.STEPS):
            self._dump(step)
        with open(self.CHECKPOINT, "rb") as f:
            self.assertEqual(pickle.load(f)["step"], 2)
