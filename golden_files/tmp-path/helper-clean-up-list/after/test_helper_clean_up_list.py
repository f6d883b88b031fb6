import os
import shutil
import tempfile
from unittest import TestCase

from hlp_cleanup_sheets import clean_up, create_sheet


class TestSheets(TestCase):
    def setUp(self):
        tmp_dir = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, tmp_dir)
        self.left = os.path.join(tmp_dir, "sheet_left.ssv")
        self.right = os.path.join(tmp_dir, "sheet_right.ssv")
        create_sheet(self.left)
        create_sheet(self.right, rows=5)

    def tearDown(self):
        clean_up([self.left, self.right])

    def test_differ(self):
        with open(self.left) as a, open(self.right) as b:
            self.assertNotEqual(a.read(), b.read())

    def test_same_head(self):
        with open(self.left) as a, open(self.right) as b:
            self.assertEqual(a.readline(), b.readline())


def test_no_rows(tmp_path):
    sheet_left_path = tmp_path / "sheet_left.ssv"
    create_sheet(sheet_left_path, rows=0)
    with open(sheet_left_path) as f:
        assert f.read() == ""
    clean_up([sheet_left_path])
