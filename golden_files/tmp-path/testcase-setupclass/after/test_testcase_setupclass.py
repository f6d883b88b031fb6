import os
import shutil
import sqlite3
import tempfile
import unittest


class TestTideTable(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        tmp_dir = tempfile.mkdtemp()
        cls.addClassCleanup(shutil.rmtree, tmp_dir)
        cls.db_file = os.path.join(tmp_dir, "tides.sqlite")
        cls.db = sqlite3.connect(cls.db_file)
        cls.db.execute("create table tide (harbour text, height real)")
        cls.db.execute("insert into tide values ('Skerries', 3.4), ('Howth', 3.1)")
        cls.db.commit()

    @classmethod
    def tearDownClass(cls):
        cls.db.close()

    def test_highest(self):
        row = self.db.execute("select harbour from tide order by height desc").fetchone()
        self.assertEqual(row, ("Skerries",))

    def test_count(self):
        (count,) = self.db.execute("select count(*) from tide").fetchone()
        self.assertEqual(count, 2)

    def test_second_connection(self):
        other = sqlite3.connect(self.db_file)
        self.addCleanup(other.close)
        self.assertEqual(len(other.execute("select * from tide").fetchall()), 2)
