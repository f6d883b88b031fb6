import os
import sqlite3
import unittest


class TestTideTable(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.db_file = "tides.sqlite"
        if os.path.exists(cls.db_file):
            os.unlink(cls.db_file)
        cls.db = sqlite3.connect(cls.db_file)
        cls.db.execute("create table tide (harbour text, height real)")
        cls.db.execute("insert into tide values ('Skerries', 3.4), ('Howth', 3.1)")
        cls.db.commit()

    @classmethod
    def tearDownClass(cls):
        cls.db.close()
        os.unlink(cls.db_file)

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
