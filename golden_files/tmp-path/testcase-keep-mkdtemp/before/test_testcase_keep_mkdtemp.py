import os
import shutil
import tempfile
import unittest


class TestInvoiceArchive(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="invoices")
        self.index = os.path.join(self.folder, "index.txt")
        self.lock = self.folder + "/index.lock"

    def tearDown(self):
        shutil.rmtree(self.folder)

    def test_index(self):
        with open(self.index, "w") as f:
            f.write("2024-001\n")
        self.assertEqual(os.listdir(self.folder), ["index.txt"])

    def test_lock(self):
        open(self.lock, "w").close()
        self.assertTrue(os.path.exists(self.lock))
        os.remove(self.lock)
        self.assertFalse(os.path.exists(self.lock))
