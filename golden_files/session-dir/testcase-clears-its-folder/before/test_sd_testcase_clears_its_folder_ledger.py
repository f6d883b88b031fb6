import csv
import os
import shutil
import tempfile
import unittest


class LedgerFileTests(unittest.TestCase):
    folder = os.path.join(tempfile.gettempdir(), "sd_ledger")
    ledger = os.path.join(folder, "ledger.csv")

    @classmethod
    def setUpClass(cls):
        if os.path.exists(cls.folder):
            shutil.rmtree(cls.folder)
        os.mkdir(cls.folder)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    def test_01_write(self):
        rows = [{"account": "cash", "amount": 5}, {"account": "bank", "amount": 7}]
        with open(self.ledger, "w", newline="") as f:
            writer = csv.DictWriter(f, fieldnames=["account", "amount"])
            writer.writeheader()
            for row in rows:
                writer.writerow(row)
        self.assertTrue(os.path.exists(self.ledger))
        self.assertGreater(os.stat(self.ledger).st_size, 0)

    def test_02_read(self):
        with open(self.ledger, newline="") as f:
            rows = list(csv.DictReader(f))
        self.assertEqual([r["account"] for r in rows], ["cash", "bank"])

    def test_03_sum(self):
        with open(self.ledger, newline="") as f:
            self.assertEqual(sum(int(r["amount"]) for r in csv.DictReader(f)), 12)


if __name__ == "__main__":
    unittest.main()
