import os
import shutil
import tempfile
import unittest


class TestSheets(unittest.TestCase):
    def test_folder_is_made(self):
        tmp_dir = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, tmp_dir)
        sheets_dir = os.path.join(tmp_dir, "sheets")
        os.makedirs(sheets_dir)
        with open(os.path.join(sheets_dir, "one.csv"), "w") as file:
            file.write("a,b\n")

        self.assertEqual(os.listdir(sheets_dir), ["one.csv"])

    def test_next(self):
        self.assertTrue(os.path.isdir("."))


def test_old_copies_go_first(tmp_path):
    totals = [1, 2]

    totals_dir = tmp_path / "totals"
    all_path = totals_dir / "all.csv"
    os.makedirs(totals_dir)
    with open(all_path, "w") as file:
        file.write(str(totals))
    with open(all_path) as file:
        assert file.read() == "[1, 2]"
