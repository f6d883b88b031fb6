import csv
import os
import shutil
import tempfile
import unittest


class LedgerFileTests(unittest.TestCase):
    folder = os.path.join(tempfile.gettempdir(), "sd_ledger")

    @classmethod
    def setUpClass(cls):
        folder = tempfile.mkdtemp()
        cls.addClassCleanup(shutil.rmtree, folder)
        cls._ledger = os.path.join(folder, "ledger.csv")
        rows = [{"account": "cash", "amount": 5}, {"account": "bank", "amount": 7}]
        with open(cls._ledger, "w", newline="") as f:
            writer = csv.DictWriter(f, fieldnames=["account", "amount"])
            writer.writeheader()
            for row in rows:
                writer.writerow(row)

    def test_01_write(self):
        self.assertTrue(os.path.exists(self._ledger))
        self.assertGreater(os.stat(self._ledger).st_size, 0)

    def test_02_read(self):
        with open(self._ledger, newline="") as f:
            rows = list(csv.DictReader(f))
        self.assertEqual([r["account"] for r in rows], ["cash", "bank"])

    def test_03_sum(self):
        with open(self._ledger, newline="") as f:
            self.assertEqual(sum(int(r["amount"]) for r in csv.DictReader(f)), 12)


if __name__ == "__main__":
    unittest.main()
