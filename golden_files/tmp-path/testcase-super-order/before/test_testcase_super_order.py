import os
import unittest


class ExportBase(unittest.TestCase):
    target = None
    separator = ","

    def setUp(self):
        super().setUp()
        with open(self.target, "w") as f:
            f.write(self.separator.join(["sku", "qty"]) + "\n")

    def tearDown(self):
        os.remove(self.target)
        super().tearDown()


class CommaExportTest(ExportBase):
    def setUp(self):
        self.target = "stock-export.csv"
        super().setUp()

    def test_header(self):
        with open(self.target) as f:
            self.assertEqual(f.read(), "sku,qty\n")


class TabExportTest(ExportBase):
    separator = "\t"

    def setUp(self):
        self.target = "stock-export.tsv"
        super().setUp()

    def test_header(self):
        with open(self.target) as f:
            self.assertEqual(f.read(), "sku\tqty\n")

    def test_row(self):
        with open(self.target, "a") as f:
            f.write("K-7\t12\n")
        self.assertEqual(os.path.getsize(self.target), 15)
