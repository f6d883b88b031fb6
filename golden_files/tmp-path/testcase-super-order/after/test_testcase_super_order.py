import os
import shutil
import tempfile
import unittest


class ExportBase(unittest.TestCase):
    target = None
    separator = ","

    def setUp(self):
        super().setUp()
        with open(self.target, "w") as f:
            f.write(self.separator.join(["sku", "qty"]) + "\n")


class CommaExportTest(ExportBase):
    def setUp(self):
        tmp_dir = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, tmp_dir)
        self.target = os.path.join(tmp_dir, "stock-export.csv")
        super().setUp()

    def test_header(self):
        with open(self.target) as f:
            self.assertEqual(f.read(), "sku,qty\n")


class TabExportTest(ExportBase):
    separator = "\t"

    def setUp(self):
        tmp_dir = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, tmp_dir)
        self.target = os.path.join(tmp_dir, "stock-export.tsv")
        super().setUp()

    def test_header(self):
        with open(self.target) as f:
            self.assertEqual(f.read(), "sku\tqty\n")

    def test_row(self):
        with open(self.target, "a") as f:
            f.write("K-7\t12\n")
        self.assertEqual(os.path.getsize(self.target), 15)
