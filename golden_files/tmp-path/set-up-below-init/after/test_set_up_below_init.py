import os
import shutil
import tempfile
import unittest


class LedgerTest(unittest.TestCase):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.maxDiff = None

    def setUp(self):
        self.tmp_dir = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.tmp_dir)

    def test_opened(self):
        ledger_path = os.path.join(self.tmp_dir, "ledger.txt")
        with open(ledger_path, "w") as file:
            file.write("1")
        self.assertEqual(os.path.getsize(ledger_path), 1)

    def test_closed(self):
        ledger_path = os.path.join(self.tmp_dir, "ledger.txt")
        with open(ledger_path, "w") as file:
            file.write("22")
        self.assertEqual(os.path.getsize(ledger_path), 2)

    def test_audited(self):
        ledger_path = os.path.join(self.tmp_dir, "ledger.txt")
        with open(ledger_path, "w") as file:
            file.write("333")
        self.assertEqual(os.path.getsize(ledger_path), 3)
