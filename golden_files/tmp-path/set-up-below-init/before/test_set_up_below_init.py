import os
import unittest


class LedgerTest(unittest.TestCase):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.maxDiff = None

    def test_opened(self):
        with open("ledger.txt", "w") as file:
            file.write("1")
        self.assertEqual(os.path.getsize("ledger.txt"), 1)

    def test_closed(self):
        with open("ledger.txt", "w") as file:
            file.write("22")
        self.assertEqual(os.path.getsize("ledger.txt"), 2)

    def test_audited(self):
        with open("ledger.txt", "w") as file:
            file.write("333")
        self.assertEqual(os.path.getsize("ledger.txt"), 3)
